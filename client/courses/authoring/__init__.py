"""Courses that a person writes: Markdown with questions in the same file (the syntax: assets/courses/WRITING.md).

compile.py      the whole text becomes a course, and a list of what was not understood
outline.py      its structure: head, lessons, segments, blocks, each with its line
heads.py        what stands before the first lesson
blocks.py       a question's block: its text, options and fields
questions.py    a block becomes a question
answers.py      what is written behind “答案”
faults.py       what was not understood: line and reason
templates.py    what the editor's buttons put in
manuscripts.py  what is being written, as synced text
publishing.py   a manuscript becomes a pack: exported, or shared in a space

What is not understood is named with its line and left out; all the rest becomes the course.
"""
