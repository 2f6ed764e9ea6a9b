"""The rows of the mistake book: mistakes and reviews, which are synced, and cards, which are derived from them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from client.store import EventRow, Row, SyncedRow
from sync.catalogue import MISTAKE, REVIEW, REVIEW_PLAN, UNREVIEW
from sync.clock import NEVER


class Mistake(SyncedRow, table=True):
    """A question that was answered wrongly, with all that is needed to show it when its course is gone."""

    __tablename__ = "mistake"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (
        Index("mistake_by_time", "deleted", "created_utc"),
        Index("mistake_by_point", "deleted", "point_id", "created_utc"),
    )
    __record__ = MISTAKE

    question: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    given: Any = Field(default=None, sa_column=Column(JSON))
    course_id: str = ""
    lesson_id: str = ""
    question_id: str = ""
    source: str = ""
    point_id: str = ""
    created_utc: str = NEVER
    cause: str = ""
    reflection: str = ""
    pictures: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    subject: str = ""
    missed_utc: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class ReviewEvent(EventRow, table=True):
    """A mistake was looked at again; `rating` is FSRS's, 1 to 4."""

    __tablename__ = "review"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("review_by_mistake", "mistake_id", "reviewed_utc"),)
    __record__ = REVIEW

    mistake_id: str = ""
    rating: int = 0
    reviewed_utc: str = Field(default="", index=True)  # without one it is passed over
    elapsed_s: float = 0.0


class UnreviewEvent(EventRow, table=True):
    """A review does not count: it was given by mistake."""

    __tablename__ = "unreview"  # pyright: ignore[reportAssignmentType]
    __record__ = UNREVIEW

    review_id: str = Field(default="", index=True)
    mistake_id: str = ""
    undone_utc: str = ""


class ReviewPlanRow(SyncedRow, table=True):
    """How a person reviews; one an account. Read it through `client.mistakes.plan`, which says what the fields mean."""

    __tablename__ = "review_plan"  # pyright: ignore[reportAssignmentType]
    __record__ = REVIEW_PLAN

    buttons: int = 0
    daily_cap: int = 0
    weekdays: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    utc_offset_min: int = 0
    exam_day: str = ""
    exam_subject: str = ""


class Card(Row, table=True):
    """What memory is like for one mistake: derived from its reviews on every device alike, never synced.

    `due_utc` is FSRS's; `planned_utc` the day near it on which it is asked, `exam_utc` a sooner one for an exam ahead
    (see `client.mistakes.spread`). A mistake in the trash has no card, so that counting what is due reads one index and
    nothing else.
    """

    __tablename__ = "card"  # pyright: ignore[reportAssignmentType]

    mistake_id: str = Field(primary_key=True)
    due_utc: str
    stability: float | None = None
    difficulty: float | None = None
    state: int
    step: int | None = None
    last_review_utc: str | None = None
    reviews: int = 0
    lapses: int = 0
    planned_utc: str = Field(default="", index=True)
    exam_utc: str | None = None
