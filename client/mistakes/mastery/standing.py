"""How each knowledge point stands, with its evidence: derived from all answers and reviews, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from client.courses.tables import AnswerEvent
from client.mistakes.bank.tables import BankEntry
from client.mistakes.derive import counts
from client.mistakes.mastery.model import HAND_SET, Student, chance, logit
from client.mistakes.schedule import Grade
from client.mistakes.tables import Mistake, ReviewEvent

EASE = (1.2, 0.6, 0.0, -0.6, -1.2)
"""The ease, in logits, of the bank's difficulties 0 (easy) to 4 (hard)."""

MEDIUM = EASE[2]

MASTERED_FROM, WEAK_BELOW = 0.75, 0.55
"""Chances to answer a medium question of the point: from the one it is mastered, below the other it is weak."""

ENOUGH = 3
"""Answers from which a point is judged; fewer are shown as they are."""

SHOWN = 8


@dataclass(frozen=True)
class Evidence:
    """An answer or a review that says something about a point. `when_utc` as the store has it."""

    when_utc: str
    right: bool
    is_review: bool


@dataclass(frozen=True)
class PointStanding:
    """A point: the chance (0..1) to answer a medium question of it, and the latest evidence, the newest first."""

    point_id: str
    mastery: float
    right: int
    wrong: int
    latest: tuple[Evidence, ...] = ()

    @property
    def answers(self) -> int:
        """How much evidence there is."""
        return self.right + self.wrong

    @property
    def is_mastered(self) -> bool:
        """Whether it can be built upon."""
        return self.answers >= ENOUGH and self.mastery >= MASTERED_FROM

    @property
    def is_weak(self) -> bool:
        """Whether it needs work."""
        return self.answers >= ENOUGH and self.mastery < WEAK_BELOW


@dataclass(frozen=True)
class Standing:
    """All points that there is evidence for."""

    points: Mapping[str, PointStanding] = field(default_factory=dict)

    def mastery(self, point_id: str) -> float | None:
        """The mastery of a point, 0..1; None when nothing is known of it."""
        known = self.points.get(point_id)
        return known.mastery if known else None

    @property
    def weak(self) -> list[PointStanding]:
        """The weak points, the weakest first."""
        return sorted((p for p in self.points.values() if p.is_weak), key=lambda p: (p.mastery, p.point_id))

    @property
    def mastered(self) -> frozenset[str]:
        """The ids of the points that are mastered."""
        return frozenset(p.point_id for p in self.points.values() if p.is_mastered)


@dataclass(frozen=True)
class Said:
    """An answer to one question of one point, as `follow` takes it."""

    when_utc: str
    id: str
    point_id: str
    question: str
    difficulty: int
    right: bool
    is_review: bool = False


def read_standing(session: Session) -> Standing:
    """The standing within a read; courses have to be in the bank, which knows their questions' points."""
    points = _points(session)
    said: list[Said] = []
    for answer in session.exec(select(AnswerEvent)):
        point_id, difficulty = points.get((answer.course_id, answer.question_id), ("", 1))
        if point_id:
            question = f"{answer.course_id} {answer.question_id}"
            said.append(Said(answer.answered_utc, answer.id, point_id, question, difficulty, answer.correct))
    placed = dict(session.exec(select(Mistake.id, Mistake.point_id).where(col(Mistake.point_id) != "")).all())
    reviews = select(ReviewEvent).where(counts(), col(ReviewEvent.rating).in_(list(Grade)))
    for review in session.exec(reviews):
        point_id = placed.get(review.mistake_id)
        # A review without a time was noted by the quiz that asked the question again: its answer is here already.
        if point_id and review.elapsed_s > 0:
            right = review.rating != Grade.AGAIN
            said.append(Said(review.reviewed_utc, review.id, point_id, review.mistake_id, 2, right, is_review=True))
    return follow(said)


def follow(said: Iterable[Said]) -> Standing:
    """The standing that answers lead to, in whatever order they came. Pure."""
    student = Student()
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.when_utc, one.id)):
        ease = EASE[one.difficulty] if 0 <= one.difficulty < len(EASE) else MEDIUM
        student.learn((one.point_id,), one.question, ease + HAND_SET.bias, right=one.right)
        evidence[one.point_id].append(Evidence(one.when_utc, one.right, one.is_review))
    return Standing(
        {
            point_id: PointStanding(
                point_id,
                chance(logit(HAND_SET, student.look((point_id,)), MEDIUM)),
                sum(e.right for e in seen),
                sum(not e.right for e in seen),
                tuple(reversed(seen[-SHOWN:])),
            )
            for point_id, seen in evidence.items()
        }
    )


def _points(session: Session) -> dict[tuple[str, str], tuple[str, int]]:
    """The point and the difficulty of each question of a course; what a person chose for a mistake counts."""
    entries = session.exec(select(BankEntry).where(col(BankEntry.course_id) != ""))
    found = {(entry.course_id, entry.question_id): (entry.point_id, entry.difficulty) for entry in entries}
    chosen = select(Mistake.course_id, Mistake.question_id, Mistake.point_id).where(col(Mistake.point_id) != "")
    for course, question, point in session.exec(chosen):
        found[course, question] = (point, found.get((course, question), ("", 1))[1])
    return found
