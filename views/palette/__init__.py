"""The command palette (Ctrl+K): any page, course, lesson, note, mistake, knowledge point or command by its name.

entries.py   pages and commands: `entries(app)`
routes.py    where a thing that was found leads
palette.py   the field and what it finds
above.py     `Above`: palette and sheet of shortcuts over any screen, and the keys that open them
"""
