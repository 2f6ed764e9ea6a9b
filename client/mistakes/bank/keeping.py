"""The bank kept in step: changed mistakes are noted in their transaction and taken in when somebody looks.

Courses are taken in when their files have another stamp than when they were taken in last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from client.courses.content import Course
from client.mistakes.alike import form
from client.mistakes.bank.index import entries_where, form_hash, take_in, take_out
from client.mistakes.bank.tables import BankCourse, BankDue, BankEntry
from client.mistakes.tables import Mistake
from client.store import Store, Writing, derives
from client.store.inserting import BulkInsert

BATCH = 100
"""Questions that are taken in at a time: other writes wait no longer than that."""

_NOTE = BulkInsert("bank_due", ("mistake_id",), "DO NOTHING")


@derives("mistake")
def note_changed(session: Session, mistake_ids: frozenset[str]) -> None:
    """These mistakes are to be taken in anew."""
    _NOTE.run(session, [(each,) for each in sorted(mistake_ids)])


async def catch_up(store: Store, tell: Callable[[float], None] = lambda share: None) -> None:
    """Take in all mistakes that changed, a batch at a time; `tell` hears what share of them is in."""
    waiting = total = await store.read(_count_due)
    while waiting:
        await store.write(take_mistakes)
        waiting = await store.read(_count_due)
        total = max(total, waiting)
        tell(1 - waiting / total)


def _count_due(session: Session) -> int:
    """How many mistakes wait to be taken in."""
    return session.exec(select(func.count()).select_from(BankDue)).one()


def _is_anything_due(session: Session) -> bool:
    """Whether mistakes wait to be taken in."""
    return session.exec(select(BankDue.mistake_id).limit(1)).first() is not None


def take_mistakes(w: Writing) -> bool:
    """Take in a batch of the mistakes that changed; False when none is left."""
    ids = list(w.session.exec(select(BankDue.mistake_id).limit(BATCH)))
    take_out(w.session, entries_where(w.session, col(BankEntry.mistake_id).in_(ids)))
    rows = w.session.exec(select(Mistake).where(col(Mistake.id).in_(ids), col(Mistake.deleted).is_(False))).all()
    take_in(w.session, [_of_mistake(row) for row in rows if row.created_utc])
    w.session.execute(delete(BankDue).where(col(BankDue.mistake_id).in_(ids)))
    return _is_anything_due(w.session)


def known_courses(session: Session) -> dict[str, str]:
    """The stamps of the courses that were taken in."""
    return {row.course_id: row.stamp for row in session.exec(select(BankCourse))}


def entries_of(course: Course) -> list[BankEntry]:
    """The questions of a course. It takes its time: call it in a thread."""
    made = []
    for lesson in course.lessons:
        for question in lesson.questions:
            options = tuple(getattr(question, "options", ()))
            entry = _entry(question.text, options, question.points[:1], question.difficulty)
            entry.course_id, entry.lesson_id, entry.question_id = course.id, lesson.id, question.id
            made.append(entry)
    return made


def drop_course(w: Writing, course_id: str) -> None:
    """Take a course out: it is gone, or is to be taken in anew."""
    own = (col(BankEntry.course_id) == course_id, col(BankEntry.mistake_id) == "")
    take_out(w.session, entries_where(w.session, *own))
    w.session.execute(delete(BankCourse).where(col(BankCourse.course_id) == course_id))


def keep_course(w: Writing, course_id: str, stamp: str) -> None:
    """The course is in as a whole."""
    w.session.merge(BankCourse(course_id=course_id, stamp=stamp))


def _of_mistake(row: Mistake) -> BankEntry:
    question: dict[str, Any] = row.question if isinstance(row.question, dict) else {}
    options = question.get("options")
    difficulty = question.get("difficulty")
    entry = _entry(
        str(question.get("text") or ""),
        [str(option) for option in options] if isinstance(options, list | tuple) else (),
        [row.point_id] if row.point_id else (),
        difficulty if isinstance(difficulty, int) and 0 <= difficulty <= 4 else 1,
    )
    entry.mistake_id, entry.course_id, entry.lesson_id = row.id, row.course_id, row.lesson_id
    entry.question_id = row.question_id
    return entry


def _entry(text: str, options: Iterable[str], points: Iterable[str], difficulty: int) -> BankEntry:
    options = tuple(options)
    return BankEntry(
        text="\n".join((text, *options)),
        form=form_hash(form(text, options)),
        point_id=next(iter(points), ""),
        difficulty=difficulty,
    )
