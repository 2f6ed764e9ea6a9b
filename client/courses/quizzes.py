"""Taking quizzes: what is kept while one runs, what is written when a question is answered, and how attempts went.

While a quiz runs its state is a setting of this device, written in the same transaction as each answer: whenever the
app ends, one goes on where one was. What happened for good are events: an answer as it is given, an attempt at its end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlmodel import Session, col, select

from client.courses.content import Course, Lesson, Question, QuizRules
from client.courses.grading import Verdict, grade
from client.courses.packs import Manifest
from client.courses.sitting import Sitting
from client.courses.tables import AnswerEvent, AttemptEvent
from client.store import Store, Writing
from client.store.rows import chunks
from client.store.tables import Setting
from sync.catalogue import ANSWER, ATTEMPT, MISTAKE
from sync.clock import from_text, to_text
from sync.ids import new_id, stable_id

RUNNING = "courses.quiz/"
"""Settings that begin so are quizzes that were left open: course, lesson and segment follow."""


class Mistakes(Protocol):
    """Where a wrong answer goes; the mistake book is one."""

    def record(
        self,
        w: Writing,
        course: Course | Manifest,
        lesson: Lesson,
        question: Question,
        given: Any,
        *,
        doubtful: bool = False,
    ) -> str:
        """Keep the mistake in the same transaction; returns its id. `doubtful`: it was right, but not surely so."""
        ...

    async def delete(self, mistake_id: str) -> None:
        """Into the trash."""
        ...

    async def restore(self, mistake_id: str) -> None:
        """Out of the trash."""
        ...


@dataclass(frozen=True)
class Asked:
    """Where a question stands: its course, its lesson, and the index of its segment in the lesson."""

    course: Course | Manifest
    lesson: Lesson
    segment: int

    @property
    def key(self) -> str:
        """The setting of this device that keeps the quiz while it runs."""
        return f"{RUNNING}{self.course.id}/{self.lesson.id}/{self.segment}"


@dataclass(frozen=True)
class Attempt:
    """A quiz that was taken: how many of its questions were right, counted from its answers."""

    id: str
    segment: int
    questions: tuple[str, ...]
    right: int
    started_utc: str
    ended_utc: str
    elapsed_s: float
    reason: str

    @property
    def ended(self) -> datetime | None:
        """When it ended; None when another version wrote something else."""
        try:
            return from_text(self.ended_utc)
        except ValueError:
            return None

    @property
    def score(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / len(self.questions) if self.questions else 0.0


class Quizzes:
    """Quizzes on this device."""

    def __init__(self, store: Store, mistakes: Mistakes) -> None:
        self._store = store
        self._mistakes = mistakes

    def begin(self, questions: tuple[Question, ...], rules: QuizRules | None = None) -> Sitting:
        """A new sitting. It is kept from the first `keep` or `answer` on."""
        return Sitting(
            questions,
            rules or QuizRules(),
            attempt_id=new_id(self._store.clock, self._store.random),
            started_utc=to_text(self._store.clock.now_utc()),
        )

    async def keep(self, asked: Asked, sitting: Sitting) -> None:
        """Keep a quiz that runs, so that it goes on after whatever happens."""
        await self._store.write(lambda w: _keep(w, asked, sitting))

    async def answer(self, asked: Asked, sitting: Sitting, elapsed_s: float) -> Sitting:
        """Grade the present answer and write it down: event, mistake and running quiz in one transaction.

        A wrong or a doubtful answer goes to the mistake book. The sitting with the verdict is returned.
        """

        def command(w: Writing) -> Sitting:
            verdict = self.write(
                w,
                asked,
                sitting.question,
                sitting.given,
                elapsed_s,
                attempt_id=sitting.attempt_id,
                doubtful=sitting.question.id in sitting.doubted,
                hinted=sitting.question.id in sitting.hinted,
            )
            graded = sitting.graded(verdict)
            _keep(w, asked, graded)
            return graded

        return await self._store.write(command)

    def write(
        self,
        w: Writing,
        asked: Asked,
        question: Question,
        given: Any,
        elapsed_s: float,
        *,
        attempt_id: str = "",
        doubtful: bool = False,
        hinted: bool = False,
    ) -> Verdict:
        """Grade and write one answer, and the mistake that it may be, within a transaction."""
        verdict = grade(question, given)
        correct = verdict.correct is not False
        w.add(
            ANSWER,
            question_id=question.id,
            course_id=asked.course.id,
            lesson_id=asked.lesson.id,
            segment=asked.segment,
            given=given,
            correct=correct,
            answered_utc=to_text(w.clock.now_utc()),
            elapsed_s=round(elapsed_s, 1),
            attempt_id=attempt_id,
            doubtful=doubtful,
            hinted=hinted,
        )
        if correct and not (doubtful or hinted):
            return verdict
        before = w.row(MISTAKE, stable_id("mistake", asked.course.id, question.id))
        mistake_id = self._mistakes.record(w, asked.course, asked.lesson, question, given, doubtful=correct)
        return replace(verdict, mistake_id=mistake_id, is_new_mistake=before is None or before["deleted"])

    def record_missed(self, w: Writing, asked: Asked, question: Question) -> str:
        """Put a question that had no answer into the mistake book, within a transaction; "" when it is there already.

        That is no lapse.
        """
        before = w.row(MISTAKE, stable_id("mistake", asked.course.id, question.id))
        if before is not None and not before["deleted"]:
            return ""
        return self._mistakes.record(w, asked.course, asked.lesson, question, None, doubtful=True)

    async def take_out(self, mistake_id: str) -> None:
        """Take a mistake out of the book again; the answer stays."""
        await self._mistakes.delete(mistake_id)

    async def put_back(self, mistake_id: str) -> None:
        """Put it back."""
        await self._mistakes.restore(mistake_id)

    async def undo_mistake(self, asked: Asked, sitting: Sitting) -> Sitting:
        """Take what the present answer put into the mistake book out again; the answer stays."""
        verdict = sitting.verdict
        if verdict is None or not verdict.is_new_mistake:
            return sitting
        await self._mistakes.delete(verdict.mistake_id)
        undone = sitting.with_undone(True)
        await self.keep(asked, undone)
        return undone

    async def redo_mistake(self, asked: Asked, sitting: Sitting) -> Sitting:
        """Put it back after all."""
        verdict = sitting.verdict
        if verdict is None or not verdict.is_new_mistake:
            return sitting
        await self._mistakes.restore(verdict.mistake_id)
        redone = sitting.with_undone(False)
        await self.keep(asked, redone)
        return redone

    async def end(self, asked: Asked, sitting: Sitting) -> None:
        """Note that the quiz was taken; it runs no longer."""

        def command(w: Writing) -> None:
            w.add(
                ATTEMPT,
                id=sitting.attempt_id,
                course_id=asked.course.id,
                lesson_id=asked.lesson.id,
                segment=asked.segment,
                question_ids=[question.id for question in sitting.questions],
                started_utc=sitting.started_utc,
                ended_utc=to_text(w.clock.now_utc()),
                elapsed_s=round(sitting.used_s, 1),
                reason=sitting.ending or "done",
            )
            _drop(w, asked.key)

        await self._store.write(command)

    async def forget(self, asked: Asked) -> None:
        """Let go of a quiz that was left open; the answers that were given stay."""
        await self._store.write(lambda w: _drop(w, asked.key))


def read_running(session: Session, course_id: str, lesson: Lesson) -> dict[int, Sitting]:
    """The quizzes of a lesson that were left open on this device, by segment."""
    begin = f"{RUNNING}{course_id}/{lesson.id}/"
    found: dict[int, Sitting] = {}
    for index, segment in enumerate(lesson.segments):
        setting = session.get(Setting, f"{begin}{index}") if segment.quiz else None
        if setting and (sitting := Sitting.from_json(setting.value, segment.quiz)):
            found[index] = sitting
    return found


def read_attempts(session: Session, course_id: str, lesson_id: str) -> list[Attempt]:
    """The quizzes of a lesson that were taken, on whatever device, the latest first."""
    rows = session.exec(
        select(AttemptEvent)
        .where(AttemptEvent.course_id == course_id, AttemptEvent.lesson_id == lesson_id)
        .order_by(col(AttemptEvent.ended_utc).desc(), col(AttemptEvent.id))
    ).all()
    right = _right(session, [row.id for row in rows])
    return [
        Attempt(
            row.id,
            row.segment,
            tuple(str(identity) for identity in row.question_ids),
            len(right.get(row.id, frozenset()) & set(row.question_ids)),
            row.started_utc,
            row.ended_utc,
            row.elapsed_s,
            row.reason,
        )
        for row in rows
        if isinstance(row.question_ids, list) and row.question_ids
    ]


def best_of(attempts: Collection[Attempt], segment: int, questions: Collection[Question]) -> Attempt | None:
    """The best attempt at the whole quiz of a segment; None when there is none yet."""
    asked = {question.id for question in questions}
    whole = [each for each in attempts if each.segment == segment and asked <= set(each.questions)]
    return max(whole, key=lambda each: (each.score, each.ended_utc), default=None)


def _right(session: Session, attempt_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """For each attempt the questions whose last answer in it was right."""
    last: dict[tuple[str, str], bool] = {}
    for chunk in chunks(attempt_ids):
        rows = session.exec(
            select(AnswerEvent.attempt_id, AnswerEvent.question_id, AnswerEvent.correct)
            .where(col(AnswerEvent.attempt_id).in_(chunk))
            .order_by(col(AnswerEvent.answered_utc), col(AnswerEvent.id))
        )
        last.update({(attempt, question): correct for attempt, question, correct in rows})
    found: dict[str, set[str]] = {}
    for (attempt, question), correct in last.items():
        if correct:
            found.setdefault(attempt, set()).add(question)
    return {attempt: frozenset(questions) for attempt, questions in found.items()}


def _keep(w: Writing, asked: Asked, sitting: Sitting) -> None:
    w.session.merge(Setting(key=asked.key, value=sitting.to_json()))


def _drop(w: Writing, key: str) -> None:
    setting = w.session.get(Setting, key)
    if setting is not None:
        w.session.delete(setting)
