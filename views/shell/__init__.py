"""The frame around every screen.

frame.py      the frame: bar on phones, rail on wider windows, two panes on desktops
bars.py       the six destinations, as bar and as rail
panes.py      `TwoPane`: a list and what is open of it, side by side where there is room
keeping.py    what outlives a screen: `use_kept` for what is half typed
reach.py      `use_reach`: the rows of a list that are in sight first, then the rest
window.py     where the window stood when it was last used
syncstate.py  how this device stands with the others, in one quiet mark
"""

from views.shell.frame import Shell
from views.shell.keeping import use_kept
from views.shell.panes import ROOMY, TwoPane, use_chosen

__all__ = ["ROOMY", "Shell", "TwoPane", "use_chosen", "use_kept"]
