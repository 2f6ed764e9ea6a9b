"""On which day a card is really asked: near the day that FSRS says, spread evenly, away from easy days, closer before
an exam.

It lies on top of the state that is derived from the reviews, and is drawn from the card's id and the number of its
reviews: no chance, no look at other cards or at what day it is, so all devices give a card the same day, whatever each
has seen of the others. Thirty mistakes of one evening spread by themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from math import log

from fsrs import State

from client.mistakes.plan import BEFORE_EXAM, ReviewPlan
from client.mistakes.schedule import Memory, interval_days

BEFORE_EXAM_RETENTION = 0.95
"""The share of reviews that should succeed when an exam is near; usually it is `schedule.DESIRED_RETENTION`."""

_SLACK = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""How far a review may be from its day, in shares of the days in each range, plus one: FSRS's own ranges of fuzz."""

_EXAM_SPREAD_DAYS = 21
_SCALE = 1 << 64


def planned(card_id: str, memory: Memory, plan: ReviewPlan) -> datetime:
    """When the card is asked: whole days from `memory.due_utc`."""
    wait = _wait_days(memory)
    if wait is None:
        return memory.due_utc
    first, last = window(wait)
    best, chosen = float("inf"), 0
    any_open = any(_weight(memory, plan, day - wait) for day in range(first, last + 1))
    for day in range(first, last + 1):
        weight = _weight(memory, plan, day - wait) if any_open else 1.0
        if weight > 0:
            # Weighted rendezvous hashing: the least of such draws falls on each day as often as its weight says.
            drawn = -log((_draw(card_id, memory.reviews, day) + 1) / (_SCALE + 1)) / weight
            if drawn < best:
                best, chosen = drawn, day - wait
    return memory.due_utc + timedelta(days=chosen)


def before_exam(card_id: str, memory: Memory, plan: ReviewPlan, subject: str) -> datetime | None:
    """When the card is asked for the sake of the exam, if that is sooner; None when the exam changes nothing.

    Within the last weeks before it a card comes when 95 in 100 would still be remembered, not 90. The first of them are
    spread over three weeks.
    """
    if plan.exam_day is None or plan.exam_subject not in ("", subject):
        return None
    wait = _wait_days(memory)
    if wait is None or memory.last_review_utc is None or memory.stability is None:
        return None
    exam = datetime(plan.exam_day.year, plan.exam_day.month, plan.exam_day.day, tzinfo=UTC)
    exam -= timedelta(minutes=plan.utc_offset_min)
    sooner = memory.last_review_utc + timedelta(days=interval_days(memory.stability, BEFORE_EXAM_RETENTION))
    opens = exam - BEFORE_EXAM + timedelta(days=_draw(card_id, memory.reviews, -1) % _EXAM_SPREAD_DAYS)
    asked = max(sooner, opens)
    return asked if asked < min(planned(card_id, memory, plan), exam) else None


def window(wait: int) -> tuple[int, int]:
    """The first and the last day, counted from the last review, on which a card due after `wait` days may be asked."""
    if wait < _SLACK[0][0]:
        return wait, wait
    slack = 1.0 + sum(share * max(min(wait, end) - start, 0.0) for start, end, share in _SLACK)
    return max(2, round(wait - slack)), round(wait + slack)


def _wait_days(memory: Memory) -> int | None:
    """Days between the last review and the due day; None for what is not asked by the day."""
    if memory.last_review_utc is None or memory.state != State.Review:
        return None
    return (memory.due_utc - memory.last_review_utc).days


def _weight(memory: Memory, plan: ReviewPlan, moved: int) -> float:
    local = memory.due_utc + timedelta(days=moved, minutes=plan.utc_offset_min)
    return plan.weekdays[local.weekday()]


def _draw(card_id: str, reviews: int, day: int) -> int:
    """A number below 2^64 that is the same on every device."""
    return int.from_bytes(blake2b(f"{card_id} {reviews} {day}".encode(), digest_size=8).digest(), "big")
