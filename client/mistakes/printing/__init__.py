"""Practice sheets: chosen mistakes on paper, in a Word file, or as an Anki deck.

sheet.py     what a sheet holds, gathered from the book; its answers
prose.py     Markdown as paragraphs of words, formulas and drawings
formula.py   a formula as outlines (ziamath)
setting.py   paragraphs broken into lines, as Chinese is set
pdf.py       the sheet as PDF (fpdf2), page by page; parts.py what goes down a page; pen.py words, rules, outlines
docx.py      the sheet as a Word file; omml.py its formulas
deck.py      the questions as an Anki deck
note.py      a note as PDF
making.py    `make_sheet`: a sheet in one of the formats, in a thread

fpdf2, ziamath and fontTools are imported when a sheet is made, not before.
"""
