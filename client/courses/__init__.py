"""Courses: packs, progress, grading, import.

content.py    what a course is: the open pack format (assets/courses/FORMAT.md has it in words)
media.py      what can be played, by a file's ending
questions.py  what can be asked: the kinds of question
packs.py      packs on the disk: read piece by piece, written whole
shelf.py      the packs of this device: starters and imported ones
progress.py   how far one is, and which lesson comes next
playback.py   how far films and recordings were played
captions.py   what is said in them, line by line
offer.py      which courses are offered, and in which order
tour.py       the course that shows a new person around
grading.py    is this answer right?
credit.py     what share of the whole a wording, a number or a gap earns
sitting.py    a quiz while it is taken, without a screen
quizzes.py    what is kept of it, and how attempts went
ladder.py     a course as a ladder of levels, derived from attempts
typed.py      how a typed number or text is read
quantity.py   how a number with its unit is read
library.py    `Courses`, the facade for everybody else
tables.py     the rows: places, finished lessons, answers, attempts, how far media were played
catalogue/    courses that can be had, and their downloads
importing/    courses from others' formats
"""
