"""The streak of a team: days on which at least two have checked in, with two freezes a week. Pure.

It is derived from the check-ins alone, so it is the same on all devices whatever came when. A day belongs to the
calendar where its member was; it is missed only when it is over everywhere on earth (UTC-12 is last), so a member who
travels, or lives elsewhere, ends no streak, and a check-in that arrives late counts for its day.

The streak is the longest stretch up to now in which no week (Monday to Sunday) has more than two missed days, or three
where a friend came by an invitation. One more check-in, however late, can therefore only lengthen it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sync.clock import from_text

TOGETHER = 2
"""So many have to check in for a day to count: that is what a team is."""
FREEZES = 2
"""Missed days that a week forgives."""

_DAY = timedelta(days=1)
_FIRST = timedelta(hours=14)
"""A day begins first where clocks are so far ahead of UTC (Kiritimati)."""
_LAST = timedelta(hours=12)
"""… and ends last where they are so far behind it."""


class Checked(NamedTuple):
    """A check-in: whose, of which day ("2026-11-30"), and when by the member's clock."""

    who: str
    day: str
    at_utc: str


@dataclass(frozen=True)
class TeamStreak:
    """`days` count, frozen ones do not; `frozen` are the days of this streak that a freeze was used for.

    `freezes` are those left in the week of today.
    """

    days: int = 0
    frozen: frozenset[date] = frozenset()
    freezes: int = FREEZES


def team_streak(
    checkins: Iterable[Checked], now: datetime, today: date, welcomes: Iterable[Checked] = ()
) -> TeamStreak:
    """The streak at `now`; `today` is the date of whoever looks, of whose week the freezes left are told.

    A week in which somebody was welcomed (`welcomes`: who, day, when) has one freeze more.
    """
    more = {_week(day) for one in welcomes if (day := day_told(one)) is not None}
    together = days_together(checkins)
    latest = (now.astimezone(UTC) + _FIRST).date()
    known = {day for day in together if day <= latest}
    if not known:
        return TeamStreak(freezes=_freezes(_week(today), more))
    count, missed, by_week = 0, set[date](), Counter[date]()
    candidate = 0
    frozen: frozenset[date] = frozenset()
    day = latest
    while day >= min(known):
        if day in known:
            candidate += 1
            count, frozen = candidate, frozenset(missed)
        elif is_over(day, now):
            week = _week(day)
            by_week[week] += 1
            if by_week[week] > _freezes(week, more):
                break
            missed.add(day)
        day -= _DAY
    used = sum(1 for one in missed if _week(one) == _week(today))  # also those after the last day that counts
    left = _freezes(_week(today), more)
    return TeamStreak(count, frozen, max(0, left - used) if count else left)


def _freezes(week: date, more: Collection[date]) -> int:
    """The freezes of a week."""
    return FREEZES + (week in more)


def days_together(checkins: Iterable[Checked]) -> set[date]:
    """The days on which enough have checked in."""
    by_day: dict[date, set[str]] = defaultdict(set)
    for one in checkins:
        if (day := day_told(one)) is not None:
            by_day[day].add(one.who)
    return {day for day, whom in by_day.items() if len(whom) >= TOGETHER}


def day_told(one: Checked) -> date | None:
    """The day of a check-in; None for what is no date, or not one that it was anywhere at that moment."""
    try:
        day, at = date.fromisoformat(one.day), from_text(one.at_utc)
    except ValueError:
        return None
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - _FIRST
    return day if begins <= at < begins + _FIRST + _DAY + _LAST else None


def is_over(day: date, now: datetime) -> bool:
    """Whether the day is over everywhere."""
    return now >= datetime(day.year, day.month, day.day, tzinfo=UTC) + _DAY + _LAST


def _week(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
