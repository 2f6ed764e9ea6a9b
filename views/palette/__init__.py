"""The command palette (Ctrl+K): any page or command by its name, and courses, lessons,
questions, notes, mistakes and knowledge points by what they say.

entries.py   pages and commands: `entries(app)`
routes.py    where a thing that was found leads
palette.py   the field, and which of what it finds is chosen; lines.py: how that is ordered and drawn
above.py     `Above`: palette and sheet of shortcuts over any screen, and the keys that open them
"""
