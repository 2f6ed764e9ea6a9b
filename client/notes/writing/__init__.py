"""What an editor of Markdown does for the one who writes, without a screen: text and selection in, a change out.

change.py      `Change`: one splice and where the selection is then
marks.py       bold, headings, lists, formulas … put on and taken off; tables and blocks put in
continuing.py  Enter in a list, a quotation, a table
undo.py        one's own edits taken back, and nobody else's
outline.py     headings, and how much was written
parts.py       a long text in parts, of which the editor holds one
links.py       links to notes, lessons, questions and points
"""
