"""Notes.

notes.py    the list: search, pages; found.py what is read for it, rows.py what it is made of
filters.py  which notes it shows, and in which order
beginning.py  a new note from a template
trash.py    what was removed, and the way back
note.py     one note: header, editor, preview, delete with undo; and the same alone, to write in peace
desk.py     the life of an open draft on a screen: begins, follows the store, ends saved
hand.py     what acts on an open editor from beside it
editor.py   where one types: title and body, apart from all that changes often
tools.py    the toolbar, and its keys
linking.py  what may be meant by a link that is being written
others.py   who else writes in it now: in which line, and at which block where it is read
below.py    how much was written; the way through the parts of a long note
sorting.py  notebook, tags, pin
noted.py    its review cards, and how one is made
contents.py outline, cards, backlinks, how the note was before
offsets.py  places in a text as the client counts them
restoring.py  the cursor put back at its words when another text is shown
lost.py     what lost when two devices wrote at the same time
preview.py  what is typed, as it will read; and the quiet word that it is saved
reading.py  a note's text to read: formulas, pictures, links
draw.py     drawing by hand: easel.py what is drawn, paper.py where, pens.py with what; inked.py strokes on the screen
shared.py   a note in a team or family
onpaper.py  the note as PDF
"""
