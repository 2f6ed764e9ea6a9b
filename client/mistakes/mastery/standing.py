"""How each knowledge point stands, with its evidence: derived from all answers and reviews, in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

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


def read_standing(session: Session, before_utc: str = "") -> Standing:
    """The standing within a read, or as it was at `before_utc`.

    Courses have to be in the bank, which knows their questions' points.
    """
    points = _points(session)
    said: list[Said] = []
    a = AnswerEvent  # columns, not rows: ten thousand objects of the mapper take a second
    asked = a.course_id + " " + a.question_id
    for when, key, question, right in session.exec(select(a.answered_utc, a.id, asked, a.correct)):
        point_id, difficulty = points.get(question, ("", 1))
        if point_id:
            said.append(Said(when, key, point_id, question, difficulty, right))
    placed = dict(session.exec(select(Mistake.id, Mistake.point_id).where(col(Mistake.point_id) != "")).all())
    r = ReviewEvent
    reviews = select(r.reviewed_utc, r.id, r.mistake_id, r.rating).where(
        # A review without a time was noted by the quiz that asked the question again: its answer is here already.
        counts(), col(r.rating).in_(list(Grade)), col(r.elapsed_s) > 0
    )  # fmt: skip
    for when, key, mistake_id, rating in session.exec(reviews):
        if point_id := placed.get(mistake_id):
            said.append(Said(when, key, point_id, mistake_id, 2, rating != Grade.AGAIN, is_review=True))
    return follow(one for one in said if not before_utc or one.when_utc < before_utc)


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


def _points(session: Session) -> dict[str, tuple[str, int]]:
    """The point and the difficulty of each question of a course ("course question"); what a person chose counts."""
    b = BankEntry
    asked = b.course_id + " " + b.question_id
    entries = select(asked, b.point_id, b.difficulty).where(b.course_id != "", b.mistake_id == "")
    found = {question: (point, hard) for question, point, hard in session.exec(entries)}
    m = Mistake
    asked, hardness = m.course_id + " " + m.question_id, func.json_extract(m.question, "$.difficulty")
    chosen = select(asked, m.point_id, hardness).where(m.point_id != "", m.course_id != "")
    for question, point, hard in session.exec(chosen):
        own = hard if isinstance(hard, int) else 1
        found[question] = (point, found.get(question, ("", own))[1])
    return found
