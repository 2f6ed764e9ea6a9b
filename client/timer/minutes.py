"""Minutes by day and on end, read from the STUDY events of all the person's devices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Integer, cast
from sqlmodel import Session, col, func, select

from client.timer.tables import Study
from sync.clock import from_text, to_text

BREAK_S = 5 * 60
"""So long without study is a break."""

REMEMBERED_S = 3 * 3600
"""How far back a stretch of study is followed; longer ones are long enough."""


def minutes_by_day(session: Session, now: datetime, days: int, zone: tzinfo | None = None) -> list[tuple[date, int]]:
    """Whole minutes studied on each of the last `days` days, the oldest first, today last.

    A day is one in `zone` (None: the device's own); days without study have 0.
    """
    today = now.astimezone(zone).date()
    first = today - timedelta(days=days - 1)
    midnight = datetime.combine(first, datetime.min.time(), tzinfo=zone)  # naive means the device's zone
    return as_minutes(seconds_by_day(session, zone, to_text(midnight)), today, days)


def as_minutes(seconds: Mapping[date, int], today: date, days: int) -> list[tuple[date, int]]:
    """Whole minutes of each of the last `days` days, the oldest first, `today` last."""
    first = today - timedelta(days=days - 1)
    return [(day, seconds.get(day, 0) // 60) for day in (first + timedelta(days=n) for n in range(days))]


def seconds_by_day(session: Session, zone: tzinfo | None = None, since_utc: str = "") -> dict[date, int]:
    """Seconds studied on each day that has any, from `since_utc` on (as `sync.clock.to_text` writes it)."""
    lengths = func.sum(func.max(Study.seconds, 0))
    rows = session.exec(
        select(func.min(Study.started_utc), lengths)
        .where(col(Study.started_utc) >= since_utc)
        .group_by(*quarter_of(Study.started_utc))
    )
    seconds: dict[date, int] = {}
    for started, length in rows:
        day = from_text(started).astimezone(zone).date()
        seconds[day] = seconds.get(day, 0) + length
    return seconds


def minutes_on_end(session: Session, now: datetime) -> int:
    """Whole minutes studied up to `now` without a break of `BREAK_S`; 0 when the last study is longer ago than that."""
    since = to_text(now - timedelta(seconds=REMEMBERED_S))
    rows = session.exec(
        select(Study.started_utc, Study.seconds)
        .where(col(Study.started_utc) >= since, col(Study.started_utc) <= to_text(now))
        .order_by(col(Study.started_utc).desc())
    )
    seconds, later = 0, now
    for started_utc, length in rows:
        started = from_text(started_utc)
        if (later - started).total_seconds() - max(0, length) >= BREAK_S:
            break
        seconds, later = seconds + max(0, length), started
    return seconds // 60


def quarter_of(moment_utc: Any) -> tuple[Any, Any]:
    """The quarter of an hour of a column of times, to group by: events of years become a few thousand rows.

    No zone's midnight falls inside one: offsets from UTC are whole quarters of an hour (IANA tz database, since 1972).
    """
    return func.substr(moment_utc, 1, 13), cast(func.substr(moment_utc, 15, 2), Integer) // 15
