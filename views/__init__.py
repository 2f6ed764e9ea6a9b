"""The screens: one folder a feature, Flet components only.

opening.py   the device is opened while its window opens
doorstep.py  the welcome of an empty device, shown before the device is open
dressing.py  what every page begins with: look, font, net
app.py       the root: who holds the session together (contexts, router, net, life cycle)
shell/       the frame around every screen: bar on phones, rail on wider windows, two panes on desktops
routes.py    which path shows which screen, imported when first opened
places.py    the six destinations
palette/     Ctrl+K: anything by its name
shortcuts/   the keyboard: who listens to which key
context.py   what every screen may ask for (`use_app`)
going.py     to another screen at once, before the client has said that it went there
query.py     reading: `use_query` follows the store
pace.py      how often what changes again and again is read anew
command.py   doing: `use_command` runs one user action and turns errors into sentences
picker.py    the system's dialogs for files
wish.py      changing press by press: `use_wish` shows the latest wish at once and keeps it
guard.py     the net: `@component`, so that a faulty screen is a card and not a dead session
lighter/     Flet's own work on the loop, made lighter
first.py     what the first screen needs, read while the window still opens
warming.py   imports the screens before somebody asks for them
theme/       colours by role, spacing, type
design/      `/design`, where all parts are to be seen in every theme
widgets/     the parts that screens are made of
today/ courses/ mistakes/ notes/ teams/ battles/ account/   the features' screens
"""
