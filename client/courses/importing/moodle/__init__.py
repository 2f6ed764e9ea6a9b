"""Moodle's own files, by the code of its question types (`question/type/*`, `question/format/*`, `backup/`).

asked      a question as Moodle holds it, from whichever file
kinds      that as one of ours
embedded   the answers inside a cloze text: `{1:SHORTANSWER:=…}`
exported   Moodle XML
aiken      Aiken: five lines a question
backup     .mbz: the backup of a course or an activity
"""
