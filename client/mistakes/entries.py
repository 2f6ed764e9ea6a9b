"""What the screens get of the mistake book: a mistake in a list, a mistake with its past, the numbers of today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from client.courses.content import Question
from client.mistakes.cuttings import Cutting
from client.mistakes.graphfile import Point
from client.mistakes.ownfiles import OwnFile
from client.mistakes.plan import ReviewPlan
from client.mistakes.proposing import ModelAbout
from client.mistakes.schedule import Grade, Memory, review
from client.mistakes.spread import planned

LEECH_LAPSES = 4
"""A card forgotten so often is a leech: it costs time and does not stay."""


@dataclass(frozen=True)
class GraphAbout:
    """The knowledge graph in numbers, its classifiers, and the files that were added to it."""

    points: int
    modules: int
    models: tuple[ModelAbout, ...]
    own: tuple[OwnFile, ...]


@dataclass(frozen=True)
class MistakeCard:
    """A mistake as a list shows it. `question` is None when a newer version wrote a kind that this one cannot read."""

    id: str
    question: Question | None
    words: str
    given: Any
    course_id: str
    lesson_id: str
    source: str
    point_id: str
    point: Point | None
    times_wrong: int
    created_utc: datetime
    memory: Memory
    is_due: bool
    subject: str = ""
    pictures: tuple[Cutting, ...] = ()
    cause: str = ""
    reflection: str = ""
    note_id: str = ""
    """The note that asks it (see `client.mistakes.noted`); "" for a mistake."""
    asked_utc: datetime | None = None
    plan: ReviewPlan = field(default_factory=ReviewPlan, repr=False)

    @property
    def is_own(self) -> bool:
        """Whether the person wrote the question down, rather than met it in a course."""
        return not self.course_id

    @property
    def due_utc(self) -> datetime:
        """When to look at it again: the day that `client.mistakes.spread` gives it."""
        return self.asked_utc or self.memory.due_utc

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that the same question once more is no help."""
        return self.memory.lapses >= LEECH_LAPSES

    def preview(self, now: datetime) -> dict[Grade, timedelta]:
        """How long until the next review for each grade given now."""
        after = {grade: review(self.memory, grade, now) for grade in Grade}
        return {grade: planned(self.id, memory, self.plan) - now for grade, memory in after.items()}


@dataclass(frozen=True)
class MistakeDetail(MistakeCard):
    """A mistake with its past: when it was answered (and whether rightly), and when it was reviewed (and how)."""

    answers: tuple[tuple[datetime, bool], ...] = ()
    reviews: tuple[tuple[datetime, Grade], ...] = ()
    prerequisites: tuple[Point, ...] = ()
    proposals: tuple[tuple[Point, float], ...] = ()


@dataclass(frozen=True)
class TrashEntry:
    """A mistake in the trash: its id, its first words, where it came from."""

    id: str
    words: str
    source: str


@dataclass(frozen=True)
class Queue:
    """What is to be reviewed today: how many are due, how many were done, and when the next one comes after these.

    `waiting` are due, too, but more than the day's share: they come on the next days.
    """

    due: int
    done_today: int
    total: int
    next_due_utc: datetime | None = None
    waiting: int = 0
