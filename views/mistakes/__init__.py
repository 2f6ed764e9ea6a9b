"""The mistake book's screens.

mistakes.py   the list: what is due today, the drawers, the mistakes
due.py        the card on top of the list: how many are due, or that all is done
rows.py       a mistake as a row of the list
filters.py    search and filters
selecting.py  several chosen, and what is done with all of them
print.py      practice sheets
trash.py      what was removed
capture.py    writing one down, or anew; work.py what is being written, fields.py where it is typed
proposing.py  what follows the typing
beside.py     what stands above its fields; telling.py what is read from a picture, and said of a save
taking.py     what comes in by file, camera or clipboard; ways.py how a picture does; camera.py taking one
marking.py    several questions on a picture; pictures.py shown
choosing.py   point and cause in one tap; reasons.py cause, reflection, merging on a mistake's page
mistake.py    one mistake: question, answers, explanation, past
point.py      its knowledge point: module, prerequisites, and correcting it
search.py     the dialog that finds a point by name
review.py     today's queue: think, look, grade; at the end a word on how it went
turn.py       one question of a review
grades.py     the grades, two or four, each with its next interval
pad.py        a pad to work a question out by hand; elapsed.py: how long it has been open
rhythm.py     how one reviews: buttons, share of a day, easy days, exam
progress.py   weak points, what is ready to be learned, the month to come, the year behind, causes
map.py        the map of knowledge; diagram.py draws it, evidence.py is a point's card, shades.py its colours
practice.py   questions like a mistake, one.py asks each; gathering.py how far the bank is, where one waits for it
"""
