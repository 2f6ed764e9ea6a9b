"""The day's queue: what is due, in which order, how much of it, and what the coming days bring.

First comes what loses most by waiting another day: FSRS's chance of remembering now, less that of tomorrow. That is a
fresh mistake, a lapse, a card just due; one long overdue is mostly forgotten already and loses little more. So when
there is more than a day takes, the day's share is what is best rescued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from heapq import nsmallest
from typing import Any, NamedTuple

from fsrs import State
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from client.mistakes.days import end_of_day, start_of_day
from client.mistakes.entries import Queue
from client.mistakes.plan import ReviewPlan, read_plan
from client.mistakes.schedule import DECAY, FACTOR, FRESH_STABILITY, Memory, recall
from client.mistakes.tables import Card, ReviewPlanRow
from sync.clock import from_text, to_text

FORECAST_DAYS = 30

_ASKED = "MIN(planned_utc, CASE WHEN :exam THEN COALESCE(exam_utc, planned_utc) ELSE planned_utc END)"
_DUE = f"{_ASKED} < :end AND (state <> {int(State.Relearning)} OR due_utc <= :now)"
_COUNTS = ("review.reviewed_utc >= :start AND review.rating BETWEEN 1 AND 4 "
           "AND NOT EXISTS (SELECT 1 FROM unreview WHERE unreview.review_id = review.id)")  # fmt: skip

# Put together from the fragments above and nothing else.
_DUE_CARDS = f"""SELECT mistake_id, stability, COALESCE(julianday(COALESCE(last_review_utc, due_utc)), 0),
    COALESCE(last_review_utc >= :start, 0) FROM card WHERE {_DUE}"""  # noqa: S608
_DUE_COUNTS = f"""SELECT COUNT(*), COALESCE(SUM(COALESCE(last_review_utc >= :start, 0)), 0)
    FROM card WHERE {_DUE}"""  # noqa: S608
_NEXT = f"SELECT MIN({_ASKED}) FROM card WHERE NOT ({_DUE})"  # noqa: S608
_BY_DAY = f"""SELECT CAST(MAX(0, julianday({_ASKED}) - julianday(:start)) AS INTEGER) AS day, COUNT(*)
    FROM card GROUP BY day HAVING day < :days"""  # noqa: S608
_DONE = f"SELECT COUNT(DISTINCT mistake_id) FROM review WHERE {_COUNTS}"  # noqa: S608
_DONE_BY_DAY = f"""SELECT CAST(julianday(reviewed_utc) - julianday(:start) AS INTEGER) AS day, COUNT(*)
    FROM review WHERE {_COUNTS} GROUP BY day"""  # noqa: S608


@dataclass(frozen=True)
class Moment:
    """Now, with the day that it is part of (all in UTC), and that day's date where the person is."""

    now: datetime
    day_start: datetime
    day_end: datetime
    today: date

    @classmethod
    def at(cls, now: datetime, zone: tzinfo | None = None) -> Moment:
        """The moment `now` (aware) with its day in `zone`; None is the device's own."""
        return cls(now, start_of_day(now, zone), end_of_day(now, zone), now.astimezone(zone).date())

    def has_come(self, asked: datetime, memory: Memory) -> bool:
        """Whether a card asked then is due: days count by the calendar, a lapse's minutes by the clock."""
        return asked <= self.now or (memory.state != State.Relearning and asked < self.day_end)


class Due(NamedTuple):
    """A card that is due. `since` is a Julian day; `stability` None for what was never reviewed."""

    mistake_id: str
    stability: float | None
    since: float
    seen_today: bool


def loss(card: Due, now: float) -> float:
    """How much of the chance of remembering goes until tomorrow."""
    stability = card.stability or FRESH_STABILITY
    elapsed = max(0.0, now - card.since)
    return recall(stability, elapsed) - recall(stability, elapsed + 1)


def in_order(due: Sequence[Due], now: float, room: int | None) -> list[str]:
    """The ids of the queue, the most urgent first.

    Args:
        due: what is due, in any order.
        now: the moment, as a Julian day.
        room: how many of those not yet seen today find room; None for all. A lapse of today always does.

    """
    # `loss` written out: with ten thousand cards the calls would take longer than the powers.
    fresh, again = [], []
    for mistake_id, stability, since, seen_today in due:
        step = FACTOR / (stability or FRESH_STABILITY)
        left = 1 + step * (now - since if now > since else 0.0)
        (again if seen_today else fresh).append(((left + step) ** DECAY - left**DECAY, mistake_id))
    fresh = fresh if room is None else nsmallest(max(0, room), fresh)
    return [mistake_id for _loss, mistake_id in sorted([*fresh, *again])]


def read_due_ids(session: Session, moment: Moment, more: int = 0) -> list[str]:
    """The ids of today's queue, the most urgent first; `more` than the day's share, if the person wants."""
    plan = read_plan(session)
    rows = _run(session, _DUE_CARDS, moment, plan)
    room = plan.daily_cap + more - _done_today(session, moment) if plan.daily_cap else None
    return in_order(rows, julian(moment.now), room)


def read_queue(session: Session, moment: Moment, more: int = 0) -> Queue:
    """The numbers of today."""
    plan = read_plan(session)
    due, waiting, done = _count(session, moment, plan, more)
    [(total,)] = _run(session, "SELECT COUNT(*) FROM card", moment, plan)
    [(later,)] = _run(session, _NEXT, moment, plan)
    return Queue(due, done, total, from_text(later) if later else None, waiting)


def count_due(session: Session, moment: Moment) -> int:
    """How many are to be reviewed today."""
    return _count(session, moment, read_plan(session), 0)[0]


def read_forecast(session: Session, moment: Moment, days: int = FORECAST_DAYS) -> list[int]:
    """How many reviews each of the coming days brings, today first.

    What is due already counts for today; what a day's cap leaves goes on to the next.
    """
    plan = read_plan(session)
    rows = _run(session, _BY_DAY, moment, plan, days=days)
    counts = [0] * days
    for day, count in rows:
        counts[day] = count
    if plan.daily_cap:
        left = 0
        for day, count in enumerate(counts):
            room = plan.daily_cap - (_done_today(session, moment) if day == 0 else 0)
            counts[day] = min(count + left, max(0, room))
            left = count + left - counts[day]
    return counts


def read_reviewed_days(session: Session, moment: Moment, days: int = 371) -> list[tuple[date, int]]:
    """How many reviews there were on each of the last days on which there were any; undone ones do not count."""
    since = moment.day_start - timedelta(days=days)
    rows = _run(session, _DONE_BY_DAY, replace(moment, day_start=since), ReviewPlan())
    first = moment.today - timedelta(days=days)
    return [(first + timedelta(days=day), count) for day, count in rows if day is not None]


def is_due(moment: Moment) -> ColumnElement[bool]:
    """Cards that are due, beyond the day's share too: days count by the calendar, a lapse's minutes by the clock."""
    ahead = select(ReviewPlanRow.id).where(
        col(ReviewPlanRow.deleted).is_(False), col(ReviewPlanRow.exam_day) >= moment.today.isoformat()
    )
    end = to_text(moment.day_end)
    return and_(
        or_(col(Card.planned_utc) < end, and_(col(Card.exam_utc) < end, ahead.exists())),
        or_(col(Card.state) != int(State.Relearning), col(Card.due_utc) <= to_text(moment.now)),
    )


def asked_utc(card: Card, moment: Moment, plan: ReviewPlan) -> datetime:
    """When a card is asked: sooner for an exam that is ahead."""
    asked = card.planned_utc or card.due_utc
    if card.exam_utc and plan.exam_is_ahead(moment.today):
        asked = min(asked, card.exam_utc)
    return from_text(asked)


def julian(moment: datetime) -> float:
    """The moment as SQLite's `julianday` says it."""
    return moment.timestamp() / 86400 + 2440587.5


def _count(session: Session, moment: Moment, plan: ReviewPlan, more: int) -> tuple[int, int, int]:
    """What is due in the day's share, what waits beyond it, and how many mistakes were reviewed today."""
    [(due, again)] = _run(session, _DUE_COUNTS, moment, plan)
    done = _done_today(session, moment)
    fresh = due - again
    share = fresh if not plan.daily_cap else min(fresh, max(0, plan.daily_cap + more - done))
    return share + again, fresh - share, done


def _done_today(session: Session, moment: Moment) -> int:
    [(done,)] = _run(session, _DONE, moment, ReviewPlan())
    return done


def _run(session: Session, statement: str, moment: Moment, plan: ReviewPlan, **more: Any) -> list[Any]:
    """A statement past the ORM: thousands of rows in few milliseconds."""
    cursor = session.connection().connection.cursor()
    try:
        return cursor.execute(
            statement,
            {
                "now": to_text(moment.now),
                "start": to_text(moment.day_start),
                "end": to_text(moment.day_end),
                "exam": plan.exam_is_ahead(moment.today),
                **more,
            },
        ).fetchall()
    finally:
        cursor.close()
