"""The design system to look at, at `/design`: every colour, style and part, in every theme.

design.py     the page: one theme at a time, or all of them side by side
frame.py      a theme within another one
look.py       colours, type, space, elevation, icons
touch.py      what can be pressed, chosen, filled in; dialog and toast
content.py    cards, rows, states, rich text and formulas
numbers.py    charts
asking.py     questions, asked and answered
samples.py    what the samples say
"""
