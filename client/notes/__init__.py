"""Notes: text in Markdown that a person writes, on its own or about a lesson.

notes.py        the facade: save, read, list, delete, restore
choosing.py     which notes a list shows: notebook, tag, words, order
linked.py       notes by the links to them, which follow a title
versions.py     how a note was before, and what is different
attachments.py  the files of notes, by their names in the text
pen/            what is drawn by hand
importing/      notes of other programs
exporting/      out as Markdown
transfer.py     the facade of both
sharing.py      a note in a space that people share
templates.py    what a new note may begin with
drafts.py       an editor's text on its way into the store: debounced, in order, never lost
sheet.py        what there is to read of it
kept.py         what that text is in the store: its title, what was seen
saving.py       when it is saved
resting.py      when what came from elsewhere may be shown
typing.py       the body of an open editor, with other people's edits going in
showing.py      what the editor's field may be showing just now, and so which text a key was pressed in
held.py         where the client holds the field's cursor though the person has typed on
cursors.py      whose cursor is where in an open note; nothing of it is kept
writing/        what the editor does for the one who writes: marks, lists, links, undo, parts
anchors.py      where in a lesson a note belongs
titles.py       a note's name when it was given none
tables.py       the rows
"""

from client.notes.notes import LostText, Note, NoteCard, Notes

__all__ = ["LostText", "Note", "NoteCard", "Notes"]
