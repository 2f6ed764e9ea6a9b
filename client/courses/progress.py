"""How far a person has come: what the rows say of finished lessons and places, and which lesson comes next.

Everything is derived from synced rows, so all devices of a person agree on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, func, select

from client.courses.packs import LessonEntry, Manifest
from client.courses.tables import AnswerEvent, FinishEvent, Place
from client.store.tables import Setting
from client.store.writing import Writing
from sync.catalogue import FINISH, PLACE
from sync.clock import to_text
from sync.ids import stable_id

LAST_OPENED = "courses.opened"  # setting: course id → when it was last opened on this device


@dataclass(frozen=True)
class Spot:
    """Where one is in a course."""

    lesson_id: str
    segment: int


@dataclass(frozen=True)
class CourseStatus:
    """How far one is in a course. `active_utc` is the last trace of work on it, "" for none."""

    finished: frozenset[str] = frozenset()
    place: Spot | None = None
    active_utc: str = ""

    @property
    def started(self) -> bool:
        """Whether anything was done in this course yet."""
        return self.place is not None or bool(self.finished) or bool(self.active_utc)


@dataclass(frozen=True)
class LastAnswer:
    """The latest answer to a question: whether it was right, and what it was."""

    correct: bool
    given: Any
    answered_utc: str = ""


@dataclass
class _Draft:
    finished: set[str] = field(default_factory=set)
    place: Spot | None = None
    active_utc: str = ""


def read_statuses(session: Session, course_id: str | None = None) -> dict[str, CourseStatus]:
    """The status of every course that has one, or of the given course alone."""
    drafts: dict[str, _Draft] = {}

    def of(identity: str) -> _Draft:
        return drafts.setdefault(identity, _Draft())

    places = select(Place).where(col(Place.deleted).is_(False))
    finishes = select(FinishEvent.course_id, FinishEvent.lesson_id, func.max(FinishEvent.finished_utc)).group_by(
        col(FinishEvent.course_id), col(FinishEvent.lesson_id)
    )
    answers = select(AnswerEvent.course_id, func.max(AnswerEvent.answered_utc)).group_by(col(AnswerEvent.course_id))
    if course_id is not None:
        places = places.where(Place.course_id == course_id)
        finishes = finishes.where(FinishEvent.course_id == course_id)
        answers = answers.where(AnswerEvent.course_id == course_id)
    for place in session.exec(places):
        of(place.course_id).place = Spot(place.lesson_id, place.segment)
    for identity, lesson_id, moment in session.exec(finishes):
        of(identity).finished.add(lesson_id)
        of(identity).active_utc = max(of(identity).active_utc, moment or "")
    for identity, moment in session.exec(answers):
        of(identity).active_utc = max(of(identity).active_utc, moment or "")
    opened = session.get(Setting, LAST_OPENED)
    for identity, moment in (opened.value if opened else {}).items():
        if course_id in (None, identity) and identity in drafts:
            of(identity).active_utc = max(of(identity).active_utc, moment)
    return {i: CourseStatus(frozenset(d.finished), d.place, d.active_utc) for i, d in drafts.items()}


def read_last_answers(session: Session, course_id: str, lesson_id: str) -> dict[str, LastAnswer]:
    """The latest answer to each question of a lesson, by question id."""
    rows = session.exec(
        select(AnswerEvent)
        .where(AnswerEvent.course_id == course_id, AnswerEvent.lesson_id == lesson_id)
        .order_by(col(AnswerEvent.answered_utc), col(AnswerEvent.id))
    )
    return {row.question_id: LastAnswer(row.correct, row.given, row.answered_utc) for row in rows}


def keep_place(w: Writing, course_id: str, lesson_id: str, segment: int) -> None:
    """Note where one is; that this course was opened now stays on this device."""
    w.save(PLACE, stable_id("place", course_id), course_id=course_id, lesson_id=lesson_id, segment=segment)
    known = w.session.get(Setting, LAST_OPENED)
    now = to_text(w.clock.now_utc())
    w.session.merge(Setting(key=LAST_OPENED, value={**(known.value if known else {}), course_id: now}))


def finish_lesson(w: Writing, course_id: str, lesson_id: str, following: str | None) -> None:
    """Note that a lesson is finished, and move on to the `following` one, if any."""
    w.add(FINISH, course_id=course_id, lesson_id=lesson_id, finished_utc=to_text(w.clock.now_utc()))
    keep_place(w, course_id, following or lesson_id, 0)


def next_lesson(manifest: Manifest, status: CourseStatus) -> LessonEntry | None:
    """The lesson to go on with: the one that was left open, else the next that is not finished; None when all are."""
    open_ones = [entry for entry in manifest.lessons if entry.id not in status.finished]
    if not open_ones or status.place is None:
        return open_ones[0] if open_ones else None
    places = {entry.id: index for index, entry in enumerate(manifest.lessons)}
    here = places.get(status.place.lesson_id, 0)
    return next((entry for entry in open_ones if places[entry.id] >= here), open_ones[0])


def minutes_left(manifest: Manifest, status: CourseStatus) -> int:
    """Minutes that the lessons take which are not finished."""
    return sum(entry.minutes for entry in manifest.lessons if entry.id not in status.finished)


def lesson_after(manifest: Manifest, lesson_id: str) -> LessonEntry | None:
    """The lesson that follows in the course, finished or not."""
    return _neighbour(manifest, lesson_id, 1)


def lesson_before(manifest: Manifest, lesson_id: str) -> LessonEntry | None:
    """The lesson that comes before in the course."""
    return _neighbour(manifest, lesson_id, -1)


def _neighbour(manifest: Manifest, lesson_id: str, step: int) -> LessonEntry | None:
    ids = [entry.id for entry in manifest.lessons]
    at = ids.index(lesson_id) + step if lesson_id in ids else -1
    return manifest.lessons[at] if 0 <= at < len(ids) else None
