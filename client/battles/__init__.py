"""Knowledge battles: a quiz that two to eight people take at the same time.

telling.py    the three rules, in words
asking.py     a course's questions as a battle asks them, and back (pure)
state.py      what a screen shows, from the events (pure)
keeping.py    what a battle keeps on this device until it is over
listening.py  the events, over a line that falls silent
battle.py     Battle: the one that runs: listens, shows, answers
battles.py    Battles: make one, join one, go on after a restart
"""

from client.battles.battle import CHANGED, Battle
from client.battles.battles import Battles
from client.battles.state import BattleState
from client.battles.telling import rules

__all__ = ["CHANGED", "Battle", "BattleState", "Battles", "rules"]
