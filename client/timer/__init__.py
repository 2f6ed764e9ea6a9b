"""The study clock: honest minutes, counted second by second, and the limits that a family has agreed on.

Pure, told the time at each step:
counting.py   which seconds count
dates.py      which day it is, whatever the wall clock says
days.py       days and hours of the home zone
chain.py      entries that nobody can change, leave out or add
tally.py      what the entries come to: seconds of each day, limits, grants, alerts
union.py      several devices, each second once
limits.py     what a family has agreed on, and what is proposed for each age
explaining.py where every minute of a day went
standing.py   how much is left, whether to warn, whether to lock
witness.py    what the safe knows of the ledger: its head, the lease
opening.py    is the ledger the one that was left?
drafts.py     entries in the making, out of pieces of study
facts.py      what the standing is made of
keeper.py     Keeper: all of these together

With a disk, a machine, a network:
elapsed.py    how much time has passed, for each system
safe.py       where secrets are kept
sealing.py    … sealed, where the system has a keystore
pin.py        the parent's PIN, and how often it may be tried
codes.py      more time by a code, without a line
anchors.py    the date, signed by the server
restoring.py  what the server knows makes good for a ledger that was lost
ledger.py     the entries in the store; what other devices did is sealed as it arrives
tables.py     the STUDY events as rows
minutes.py    minutes by day and on end, read from the events
book.py       Book: what the keeper decides, written down in ledger and safe
heart.py      the heartbeat on the loop
clock.py      StudyClock: begin, touch, pause; beats, and says how it stands
"""

from client.timer.clock import StudyClock
from client.timer.limits import Limits
from client.timer.minutes import minutes_by_day
from client.timer.standing import Standing

__all__ = ["Limits", "Standing", "StudyClock", "minutes_by_day"]
