"""Live lessons on the screen.

timetable.py  which lessons there are, with reminders and calendar export
lesson.py     one lesson: before it begins, while it is on, afterwards
stage.py      the stream
talk.py       what is said and asked, and how it becomes a note
when.py       when a lesson is, in words
"""
