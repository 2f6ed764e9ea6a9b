"""What this device knows and can do, without a screen.

store/      SQLite on the device: rows, operations, watches, migrations
api/        the server, reached with httpx
courses/    course packs, progress, quizzes' grading, import of others' formats
live/       live lessons: timetable, reminders, what is said
mistakes/   the mistake book: knowledge points, reviews by FSRS
notes/      notes
feedback/   what a person tells those who make the app
help/       pages of help, one a task
archive/    all data of a person as one zip, and back
timer/      the study clock
plan/       what to do next (Today)
profile/    who learns here: grade, subjects, goal
account/    who is signed in on this device
files/      pictures and other files, named by their SHA-256
logs.py      what went wrong, without a word of the person
erasing.py    all that is on this device goes
bootstrap.py  builds all of it for one data folder
schema.py     all tables of the features, put together for the store
syncing.py    the sync engine, started and stopped with the account
reminders.py  what happens by the wall clock
texts.py      the interface's texts; dates.py: dates in its language
subjects.py   the school subjects
plain.py      Markdown for one line of a list
heaps.py      how freed memory goes back
late.py      models that are built when they are first used
alarm.py      one thing to do later, that can be put off or called off
alone.py      one process a data folder
faults.py     what to say when the disk or the database refuses
finishing.py  work that is carried to its end
folders.py    where the data is kept; version.py: which version; watchers.py: who is told
"""
