"""A course as a ladder of levels (闯关): some questions of one lesson each, and how far one has climbed.

Nothing is stored for it but attempts like any other (`sync.catalogue.ATTEMPT`), told apart by their segment: so it
works offline and is the same on all devices. The best run of a level counts; no run takes anything away, no level is
locked, and a wrong answer goes to the mistake book as always.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from client.courses.content import Course, EssayQuestion, Lesson, Question
from client.courses.quizzes import RUNNING, Quizzes, read_attempts
from client.courses.shelf import Shelf
from client.courses.sitting import Sitting
from client.courses.tables import AttemptEvent
from client.store import Store
from client.store.tables import Setting

LEVEL = -1
"""The segment of an attempt at a level: its questions are of all segments of the lesson."""
QUESTIONS = 6
PASS = 0.75
"""Whoever gets this share right has passed."""


@dataclass(frozen=True)
class Level:
    """`number` from 1; `best` is the largest share that was right in one run, None: there was none."""

    number: int
    lesson_id: str
    title: str
    questions: int
    best: float | None = None

    @property
    def is_passed(self) -> bool:
        """Whether one is past it."""
        return self.best is not None and self.best >= PASS

    @property
    def is_clean(self) -> bool:
        """Whether a run was without a mistake."""
        return self.best == 1.0


def to_pass(questions: int) -> int:
    """So many of them must be right."""
    return math.ceil(PASS * questions)


def next_level(levels: list[Level]) -> Level | None:
    """The first that is not passed; None at the top."""
    return next((level for level in levels if not level.is_passed), None)


def level_after(levels: list[Level], lesson_id: str) -> Level | None:
    """The one above."""
    place = next((i for i, level in enumerate(levels) if level.lesson_id == lesson_id), -1)
    return levels[place + 1] if 0 <= place < len(levels) - 1 else None


def askable(lesson: Lesson) -> list[Question]:
    """What a level may ask: what is graded without the person's own judgement."""
    return [question for question in lesson.questions if not isinstance(question, EssayQuestion)]


class Ladder:
    """The levels of this device's courses."""

    def __init__(self, store: Store, shelf: Shelf, quizzes: Quizzes) -> None:
        self._store = store
        self._shelf = shelf
        self._quizzes = quizzes

    async def levels(self, course_id: str) -> list[Level]:
        """The levels of a course, from the ground up; none when it is not here. Raises `PackError`."""
        course = await asyncio.to_thread(self._shelf.course, course_id)
        if course is None:
            return []
        best = await self._store.read(lambda session: read_best(session, course_id))
        return levels_of(course, best)

    async def begin(self, course_id: str, lesson: Lesson) -> Sitting:
        """The run that was left open, else a new one with questions at random, in the order of the lesson."""
        questions = askable(lesson)
        kept = await self._store.read(lambda session: session.get(Setting, f"{RUNNING}{course_id}/{lesson.id}/{LEVEL}"))
        left = Sitting.from_json(kept.value, questions) if kept is not None else None
        if left is not None:
            return left.resumed()
        drawn = sorted(sorted(range(len(questions)), key=lambda _place: self._store.random.getrandbits(32))[:QUESTIONS])
        return self._quizzes.begin(tuple(questions[place] for place in drawn))


def levels_of(course: Course, best: Mapping[str, float]) -> list[Level]:
    """The levels, with the best run of each by the lesson's id."""
    lessons = [(lesson, len(askable(lesson))) for lesson in course.lessons]
    return [
        Level(number, lesson.id, lesson.title, min(QUESTIONS, count), best.get(lesson.id))
        for number, (lesson, count) in enumerate(((one, n) for one, n in lessons if n), 1)
    ]


def read_best(session: Session, course_id: str) -> dict[str, float]:
    """The best share of each lesson's level, within a read."""
    tried = session.exec(
        select(AttemptEvent.lesson_id)
        .where(AttemptEvent.course_id == course_id, AttemptEvent.segment == LEVEL)
        .distinct()
    ).all()
    return {
        lesson: max(
            (each.score for each in read_attempts(session, course_id, lesson) if each.segment == LEVEL), default=0.0
        )
        for lesson in tried
    }
