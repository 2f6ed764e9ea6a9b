"""Notes: text in Markdown that a person writes, on its own or about a lesson.

notes.py   the facade: save, read, list, search, delete, restore
drafts.py  an editor's text on its way into the store: debounced, in order, never lost
typing.py  the body of an open editor, with other people's edits going in
titles.py  a note's name when it was given none
tables.py  the row
"""

from client.notes.notes import LostText, Note, NoteCard, Notes

__all__ = ["LostText", "Note", "NoteCard", "Notes"]
