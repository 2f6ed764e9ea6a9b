"""The streak: days of study in a row, and the rest days that keep it when a day is missed. Pure.

It never punishes. A rest day (a "freeze" elsewhere) comes with the first day of study and again with every fifth; at
most two are kept, and one is used by itself for a missed day. Today counts once something was done on it, and is not
missed before it is over. When a streak ends, what is said is the best one and how to begin, never what was lost.

A streak that is shown as broken makes people give up what they did gladly before (Silverman and Barasch, "On or Off
Track: How (Broken) Streaks Affect Consumer Decisions", 2023).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

REST_EVERY = 5
"""Days of study that earn a rest day."""

RESTS_KEPT = 2
"""Rest days that can be had at once: a weekend."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Streak:
    """How the streak stands.

    `days` are days of study in a row, rest days among them not counted; `best` the longest ever, this one included.
    `rests` are the rest days left, `until_rest` the days of study that earn the next, 0 when no more can be kept.
    `rested` are the days of this streak that a rest day was used for. `today` tells whether today counts already.
    """

    days: int = 0
    best: int = 0
    rests: int = 0
    until_rest: int = 0
    rested: frozenset[date] = frozenset()
    today: bool = False


@dataclass
class _Run:
    days: int = 0
    rests: int = 0
    towards: int = 0  # days of study since the last rest day was earned
    rested: frozenset[date] = frozenset()

    def study(self) -> None:
        if self.days == 0:
            self.rests = 1
        self.days += 1
        self.towards = self.towards + 1 if self.rests < RESTS_KEPT else 0
        if self.towards == REST_EVERY:
            self.rests, self.towards = self.rests + 1, 0

    def miss(self, day: date) -> bool:
        """A day without study; False when the streak ends with it."""
        if self.rests == 0:
            return False
        self.rests -= 1
        self.rested |= {day}
        return True


def streak(studied: Collection[date], today: date) -> Streak:
    """The streak on `today` of somebody who studied on the days `studied`; days to come are left out.

    Args:
        studied: the local days on which something was learnt, in any order.
        today: the local day now.

    """
    days = {day for day in studied if day <= today}
    run, best = _Run(), 0
    day = min(days, default=today)
    while day <= today:
        if day in days:
            run.study()
            best = max(best, run.days)
        elif run.days and day < today and not run.miss(day):
            later = [known for known in days if known > day]
            run, day = _Run(), min(later, default=today)  # no streak until the next day of study
            continue
        day += _DAY
    return Streak(
        days=run.days,
        best=best,
        rests=run.rests,
        until_rest=REST_EVERY - run.towards if run.days and run.rests < RESTS_KEPT else 0,
        rested=run.rested,
        today=today in days,
    )
