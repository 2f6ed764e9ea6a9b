"""The days on which a person learnt something, on any device: derived from the events, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, func, select

from client.courses.tables import AnswerEvent, FinishEvent
from client.mistakes.tables import ReviewEvent
from sync.clock import from_text, to_text

STUDIED_S = 60
"""Seconds of the study clock that make a day one of study; an answer, a review or a finished lesson does, too."""


def study_days(session: Session, seconds: Mapping[date, int], zone: tzinfo | None = None) -> set[date]:
    """All days in `zone` (None: the device's own) on which something was learnt.

    `seconds` are those of the study clock by day, as `client.timer.minutes.seconds_by_day` reads them.
    """
    days = {day for day, length in seconds.items() if length >= STUDIED_S}
    for moment in (AnswerEvent.answered_utc, ReviewEvent.reviewed_utc, FinishEvent.finished_utc):
        days.update(_days(session.exec(_quarters(moment)), zone))
    return days


def _days(moments_utc: Iterable[str], zone: tzinfo | None) -> Iterator[date]:
    """The days of moments that come in order: each is asked for its day only where the one before has ended.

    Ten thousand answers fall on a few hundred days, and a moment's day in a zone takes a hundred times what comparing
    two texts does.
    """
    end_utc = ""
    for moment_utc in moments_utc:
        if moment_utc >= end_utc:
            day = from_text(moment_utc).astimezone(zone).date()
            midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=zone)
            end_utc = to_text(midnight)  # naive means the device's zone
            yield day


def _quarters(moment_utc: Any) -> Any:
    """The first time in each quarter of an hour that has one, by leaping through the column's index.

    Tens of thousands of events become a few thousand leaps of a microsecond; `client.timer.minutes` says why quarters.
    """
    known = moment_utc != ""
    found = select(func.min(moment_utc).label("first")).where(known).cte("found", recursive=True)
    hour, minute = func.substr(found.c.first, 1, 14), func.substr(found.c.first, 15, 2)
    quarter = case((minute < "15", "15"), (minute < "30", "30"), (minute < "45", "45"), else_="6")  # 6: after 59
    later = select(func.min(moment_utc)).where(moment_utc >= hour.concat(quarter)).scalar_subquery()
    found = found.union_all(select(later).where(found.c.first.is_not(None)))
    return select(found.c.first).where(found.c.first.is_not(None))
