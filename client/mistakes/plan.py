"""How a person reviews: how many buttons, how much a day, which days are easy, when the exam is. One record an account.

It is synced, for the days that it gives to cards have to be the same on all of a person's devices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from client.mistakes.tables import ReviewPlanRow
from client.store import Writing
from sync.catalogue import REVIEW_PLAN
from sync.ids import stable_id

PLAN_ID = stable_id("review_plan")

BUTTONS = (2, 4)
CAPS = (10, 20, 30, 50, 100, 0)
"""Reviews a day that can be chosen; 0 is no cap."""

USUAL_CAP = 50
WEIGHTS = (1.0, 0.5, 0.0)
"""How much of a usual day's reviews a weekday takes: all, half, none."""

CHINA_MIN = 480
"""Minutes from UTC to the time of China, whose weekdays count until a device says otherwise."""

BEFORE_EXAM = timedelta(days=30)
"""So long before an exam reviews come closer."""


@dataclass(frozen=True)
class ReviewPlan:
    """The choices.

    `daily_cap` reviews a day, 0 for all; `weekdays` what Monday to Sunday take of a usual day, 0..1;
    `utc_offset_min` where a weekday begins; `exam_day` of `exam_subject` ("" for all subjects), None for none.
    """

    buttons: int = 2
    daily_cap: int = USUAL_CAP
    weekdays: tuple[float, ...] = (1.0,) * 7
    utc_offset_min: int = CHINA_MIN
    exam_day: date | None = None
    exam_subject: str = ""

    def exam_is_ahead(self, today: date) -> bool:
        """Whether the exam is still to come (or today), so that reviews come closer for it."""
        return self.exam_day is not None and today <= self.exam_day


def read_plan(session: Session) -> ReviewPlan:
    """The plan within a read; what this version cannot use counts as not chosen."""
    row = session.get(ReviewPlanRow, PLAN_ID)
    if row is None or row.deleted:
        return ReviewPlan()
    usual = ReviewPlan()
    return ReviewPlan(
        buttons=row.buttons if row.buttons in BUTTONS else usual.buttons,
        daily_cap=row.daily_cap if 0 <= row.daily_cap <= 10_000 else usual.daily_cap,
        weekdays=_weekdays(row.weekdays),
        utc_offset_min=row.utc_offset_min if abs(row.utc_offset_min) <= 14 * 60 else usual.utc_offset_min,
        exam_day=_day(row.exam_day),
        exam_subject=row.exam_subject,
    )


def keep_plan(w: Writing, plan: ReviewPlan) -> None:
    """Write the plan down. Raises ValueError for one that makes no sense."""
    if plan.buttons not in BUTTONS or plan.daily_cap < 0:
        raise ValueError(f"not a way to review: {plan}")
    w.save(
        REVIEW_PLAN,
        PLAN_ID,
        buttons=plan.buttons,
        daily_cap=plan.daily_cap,
        weekdays=list(plan.weekdays),
        utc_offset_min=plan.utc_offset_min,
        exam_day=plan.exam_day.isoformat() if plan.exam_day else "",
        exam_subject=plan.exam_subject,
    )


def _weekdays(found: Any) -> tuple[float, ...]:
    good = isinstance(found, list) and len(found) == 7 and all(
        isinstance(weight, int | float) and 0 <= weight <= 1 for weight in found
    )  # fmt: skip
    return tuple(float(weight) for weight in found) if good and any(found) else (1.0,) * 7


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
