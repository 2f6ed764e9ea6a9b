"""When to review (FSRS-6 by py-fsrs), as pure functions: a log of reviews in, the state of memory out.

Every device derives the same state from the same log, so nothing here may be random: fuzzing is off. The steps of the
first learning are left out, since a mistake has just been explained; a lapse comes back after ten minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from fsrs import Card, Rating, Scheduler, State

DESIRED_RETENTION = 0.9
"""The share of reviews that should succeed."""

SCHEDULER = Scheduler(desired_retention=DESIRED_RETENTION, learning_steps=(), enable_fuzzing=False)

FRESH_STABILITY = SCHEDULER.parameters[0]
"""Days until a mistake that was never reviewed is as good as forgotten: FSRS's for one that was just failed."""

DECAY = -SCHEDULER.parameters[20]
FACTOR = DESIRED_RETENTION ** (1 / DECAY) - 1  # stability is defined as the days until 90 of 100 are remembered


class Grade(IntEnum):
    """How well it was remembered, in FSRS's numbers. *Hard* is a pass."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Review:
    """One review as the log has it; `id` orders two reviews of the same millisecond alike on every device."""

    id: str
    rating: int
    reviewed_utc: datetime


@dataclass(frozen=True)
class Memory:
    """The state of one card. `stability` in days and `difficulty` (1..10) are None before the first review."""

    due_utc: datetime
    stability: float | None = None
    difficulty: float | None = None
    state: int = int(State.Learning)
    step: int | None = 0
    last_review_utc: datetime | None = None
    reviews: int = 0
    lapses: int = 0

    def retrievability(self, now: datetime) -> float:
        """The chance, 0..1, that it would be remembered now; 0 for what was never reviewed."""
        return SCHEDULER.get_card_retrievability(_card(self), now)


def new_memory(created_utc: datetime) -> Memory:
    """Of a mistake that was never reviewed: due at once."""
    return Memory(due_utc=created_utc.astimezone(UTC))


def review(memory: Memory, rating: int, now: datetime) -> Memory:
    """The state after a review at `now` (aware). Raises ValueError for a rating that is not 1 to 4."""
    card, _log = SCHEDULER.review_card(_card(memory), Rating(rating), now.astimezone(UTC))
    return Memory(
        due_utc=card.due,
        stability=card.stability,
        difficulty=card.difficulty,
        state=int(card.state),
        step=card.step,
        last_review_utc=card.last_review,
        reviews=memory.reviews + 1,
        lapses=memory.lapses + (rating == Grade.AGAIN and memory.reviews > 0),
    )


def fold(created_utc: datetime, reviews: Iterable[Review]) -> Memory:
    """The state that a log of reviews leads to, in whatever order they came."""
    memory = new_memory(created_utc)
    for entry in sorted(reviews, key=lambda entry: (entry.reviewed_utc, entry.id)):
        memory = review(memory, entry.rating, entry.reviewed_utc)
    return memory


def recall(stability: float, days: float) -> float:
    """The chance, 0..1, of remembering `days` after a review: FSRS-6's power curve of forgetting."""
    return (1 + FACTOR * days / stability) ** DECAY


def interval_days(stability: float, retention: float) -> int:
    """Whole days until a chance of `retention` is left, 1 at least."""
    return max(1, round(stability / FACTOR * (retention ** (1 / DECAY) - 1)))


def preview(memory: Memory, now: datetime) -> dict[Grade, timedelta]:
    """How long until the next review for each grade given now."""
    return {grade: review(memory, grade, now).due_utc - now for grade in Grade}


def _card(memory: Memory) -> Card:
    """The same state as py-fsrs has it; a given `card_id` keeps it from sleeping to make one up."""
    return Card(
        card_id=1,
        state=State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_utc,
        last_review=memory.last_review_utc,
    )
