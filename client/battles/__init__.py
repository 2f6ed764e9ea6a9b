"""Knowledge battles: a quiz that two to eight people take at the same time.

telling.py    the three rules, and what players are called, in words
asking.py     a course's questions as a battle asks them, and back (pure)
state.py      what a screen shows, from the events (pure)
keeping.py    what a battle keeps on this device until it is over
listening.py  the events, over a line that falls silent
battle.py     Battle: the one that runs: listens, shows, answers
result.py     the ranking, and who missed what (pure)
ending.py     what it leaves behind: answers, mistakes
battles.py    Battles: make one, join one, hear of invitations, go on after a restart
"""

from client.battles.battle import CHANGED, Battle
from client.battles.battles import OPEN, Battles
from client.battles.state import BattleState
from client.battles.telling import name_of, rules
from sync.battles import BattleCard

__all__ = ["CHANGED", "OPEN", "Battle", "BattleCard", "BattleState", "Battles", "name_of", "rules"]
