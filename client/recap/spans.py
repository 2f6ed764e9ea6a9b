"""Weeks, terms and holidays. Pure.

The dates of terms differ from province to province and move with the Spring Festival; these are the usual ones of the
school calendars that provinces publish, and a recap always says from when to when it goes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

Period = Literal["week", "term", "holiday"]
PERIODS: tuple[Period, ...] = ("week", "term", "holiday")

_BEGINS = (("term", 2, 21), ("holiday", 7, 6), ("term", 9, 1), ("holiday", 1, 21))
"""What begins on which day of the year (month, day): spring term, summer, autumn term, winter."""


class Span(NamedTuple):
    """The first and the last day of a period; `last` is today while it goes on."""

    first: date
    last: date


def span(period: Period, today: date) -> Span:
    """The seven days up to `today`, or the latest term or holiday that has begun by then."""
    if period == "week":
        return Span(today - timedelta(days=6), today)
    begins = sorted(
        (date(year, month, day), kind) for year in (today.year - 1, today.year) for kind, month, day in _BEGINS
    )
    known = [(first, kind) for first, kind in begins if first <= today]
    first = max(first for first, kind in known if kind == period)
    after = [begin for begin, _kind in known if begin > first]
    return Span(first, min(after) - timedelta(days=1) if after else today)
