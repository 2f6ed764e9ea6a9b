"""The keyboard: who listens to which key, and the sheet that says so.

names.py   what keys are called, as they are pressed and as they are shown
keys.py    `Keys`: the session's listeners, the last opened first; `Shortcut`
hooks.py   `use_shortcuts`: a screen declares its keys; `use_typing`: a text field says that it has the focus
order.py   `use_order`: Tab from field to field in the order in which one writes
rows.py    `use_rows`: moving through a list with the arrows
sheet.py   the sheet of what the keyboard does here (`?`)

Nothing is imported here: `views.context` holds a session's `Keys`, and the hooks ask the context for them.
A screen declares what it listens to, so the sheet lists what is real. Plain keys rest while somebody types.
"""
