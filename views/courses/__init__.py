"""Courses on the screen.

courses.py    the list: what to go on with, then all by subject
catalogue.py  courses that can be had: searched, filtered
offer.py      one of them: its download, pause, update
writing.py    courses that a person writes
manuscript.py one of them: text, what was not understood, preview
rehearsal.py  a course before it is shared, in the real screens on a throwaway device
publish.py    sharing it with a family or team
course.py     one course: what it is, how far one is, its lessons
takeaway.py   a course as a file for other programs
lesson.py     opens a lesson, and says so when it cannot
player.py     a lesson, segment by segment: read, quiz, next; the place is kept at every step
reading.py    a segment's text
quiz.py       a segment's quiz, one question at a time
strip.py      the way through a quiz: its questions, the time that is left
book.py       where a wrong answer has gone, and the way to undo that
desk.py       what a touch in a quiz does
results.py    after a quiz, after a lesson
ladder.py     a course as a ladder of levels
level.py      one level
keys.py       the keyboard
subjects.py   names, icons of subjects
"""
