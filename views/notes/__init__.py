"""Notes.

notes.py    the list: search, newest first, in pages
note.py     one note: header, editor, preview, delete with undo
desk.py     the life of an open draft on a screen: begins, follows the store, ends saved
editor.py   where one types: title and body, apart from all that changes often
offsets.py  places in a text as the client counts them
restoring.py  the cursor put back at its words when another device's edit is shown
lost.py     what lost when two devices wrote at the same time
preview.py  what is typed, as it will read; and the quiet word that it is saved
"""
