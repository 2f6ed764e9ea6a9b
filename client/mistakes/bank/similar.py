"""`Bank`: which questions of this device are like one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from client.courses.content import Course, Lesson, Question
from client.courses.packs import MANIFEST, LessonEntry, Manifest, PackError
from client.courses.questions import question_from
from client.courses.shelf import Pack
from client.mistakes.bank.index import nearest, take_in
from client.mistakes.bank.keeping import (
    BATCH,
    catch_up,
    drop_course,
    entries_of,
    keep_course,
    known_courses,
)
from client.mistakes.bank.tables import BankEntry
from client.mistakes.tables import Mistake
from client.store import Store

LOOKED_AT = 24
"""The nearest by text, from which point and difficulty choose."""

SAME_POINT, SAME_MODULE, OF_A_COURSE, STEP_HARDER = 0.6, 0.2, 0.1, 0.05
"""What the same point or module adds to the likeness of the texts (0..1), a course too, since its points were set by
hand and its answers can be graded; and what a step of difficulty takes away. By text alone six of ten questions have
one of their point among their five nearest."""

LEAST = 0.3
"""What is less like than that, and of another point, is no practice for it."""


class Courses(Protocol):
    """Where the courses' questions are."""

    async def packs(self) -> Sequence[Pack]:
        """The packs that can be read."""
        ...

    async def course(self, course_id: str) -> Course | None:
        """A whole course; raises `PackError` when its files are damaged."""
        ...


@dataclass(frozen=True)
class Similar:
    """A question like another, with where it is from; `manifest` is None for one of a course that is gone.

    `score` is how like it is: the text's likeness with what point and difficulty add.
    """

    question: Question
    score: float
    course_id: str
    lesson_id: str
    mistake_id: str = ""
    manifest: Manifest | None = None
    folder: Path | None = None
    lesson: Lesson | None = None
    segment: int = 0


class Bank:
    """All questions of this device.

    Args:
        store: where mistakes and the index are.
        courses: the courses on this device.

    """

    def __init__(self, store: Store, courses: Courses) -> None:
        self._store = store
        self._courses = courses
        self._taking = asyncio.Lock()
        self._watchers: list[Callable[[float], Any]] = []

    def watch(self, told: Callable[[float], Any]) -> Callable[[], None]:
        """Call `told` with the share (0..1) that is in, while any are taken in; what is returned ends it."""
        self._watchers.append(told)
        return lambda: self._watchers.remove(told) if told in self._watchers else None

    def _tell(self, share: float) -> None:
        for told in self._watchers[:]:
            told(share)

    async def like(self, mistake_id: str, limit: int = 3) -> list[Similar]:
        """Questions to practise what a mistake was about: like it, of its point, not much harder; never itself.

        There being none, others of its module. From courses and from one's own mistakes. Fewer, or none, when there
        are no more.
        """
        await self.refresh()
        found = await self._store.read(partial(_like, mistake_id=mistake_id))
        packs = {pack.manifest.id: pack for pack in await self._courses.packs()}
        chosen: list[Similar] = []
        for entry, score in found:
            if len(chosen) == limit:
                break
            similar = await self._open(entry, score, packs)
            if similar is not None:
                chosen.append(similar)
        return chosen

    async def of_point(self, point_id: str, limit: int = 5) -> list[Similar]:
        """Questions of a point, the easier first; of a question that is a mistake, too, that of its course."""
        await self.refresh()
        query = select(BankEntry).where(BankEntry.point_id == point_id)
        order = (col(BankEntry.difficulty), col(BankEntry.mistake_id), col(BankEntry.doc))
        entries = await self._store.read(lambda session: session.exec(query.order_by(*order)).all())
        packs = {pack.manifest.id: pack for pack in await self._courses.packs()}
        chosen: dict[str, Similar] = {}
        for entry in sorted(entries, key=lambda entry: bool(entry.mistake_id)):
            if len(chosen) < limit and entry.form not in chosen:
                opened = await self._open(entry, 0.0, packs)
                if opened is not None:
                    chosen[entry.form] = opened
        return list(chosen.values())

    async def refresh(self) -> None:
        """Take in what is new: mistakes that changed, courses that came, changed or went."""
        await catch_up(self._store, self._tell)
        await self.take_courses()

    async def take_courses(self) -> None:
        """Take in courses that came, changed or went."""
        async with self._taking:
            known = await self._store.read(known_courses)
            stamps = {pack.manifest.id: _stamp(pack) for pack in await self._courses.packs()}
            for course_id in known.keys() - stamps.keys():
                await self._store.write(partial(drop_course, course_id=course_id))
            new = [(course_id, stamp) for course_id, stamp in stamps.items() if known.get(course_id) != stamp]
            for number, (course_id, stamp) in enumerate(new):
                await self._take_course(course_id, stamp, lambda share, n=number: self._tell((n + share) / len(new)))

    async def _take_course(self, course_id: str, stamp: str, tell: Callable[[float], None]) -> None:
        try:
            course = await self._courses.course(course_id)
        except PackError:
            return  # its own screen says what is wrong with it
        await self._store.write(partial(drop_course, course_id=course_id))
        entries = await asyncio.to_thread(entries_of, course) if course else []
        for start in range(0, len(entries), BATCH):
            batch = entries[start : start + BATCH]
            await self._store.write(lambda w, batch=batch: take_in(w.session, batch))
            tell((start + len(batch)) / len(entries))
        await self._store.write(partial(keep_course, course_id=course_id, stamp=stamp))

    async def _open(self, entry: BankEntry, score: float, packs: dict[str, Pack]) -> Similar | None:
        """The question itself; None when its course or its mistake has changed meanwhile."""
        pack = packs.get(entry.course_id)
        where = (pack.manifest, pack.folder) if pack else (None, None)
        if entry.mistake_id:
            row = await self._store.read(lambda session: session.get(Mistake, entry.mistake_id))
            try:
                question = question_from(row.question if row else None)
            except ValidationError:
                return None
            return Similar(question, score, entry.course_id, entry.lesson_id, entry.mistake_id, *where)
        try:
            course = await self._courses.course(entry.course_id)
        except PackError:
            return None
        lesson = course.lesson(entry.lesson_id) if course else None
        for number, segment in enumerate(lesson.segments if lesson else ()):
            for asked in segment.quiz:
                if asked.id == entry.question_id:
                    return Similar(asked, score, entry.course_id, entry.lesson_id, "", *where, lesson, number)
        return None

    async def lessons_of(self, point_id: str, limit: int = 5) -> list[tuple[Manifest, LessonEntry]]:
        """Lessons with questions of a point, those with the most first."""
        await self.take_courses()
        query = (
            select(BankEntry.course_id, BankEntry.lesson_id)
            .where(BankEntry.point_id == point_id, BankEntry.lesson_id != "")
            .group_by(col(BankEntry.course_id), col(BankEntry.lesson_id))
            .order_by(func.count().desc(), col(BankEntry.course_id), col(BankEntry.lesson_id))
        )
        rows = await self._store.read(lambda session: session.exec(query).all())
        manifests = {pack.manifest.id: pack.manifest for pack in await self._courses.packs()}
        found = [
            (manifest, entry)
            for course_id, lesson_id in rows
            if (manifest := manifests.get(course_id)) and (entry := manifest.entry(lesson_id))
        ]
        return found[:limit]


def _stamp(pack: Pack) -> str:
    try:
        return f"{pack.manifest.version}-{(pack.folder / MANIFEST).stat().st_mtime_ns}"
    except OSError:
        return "gone"


def _like(session: Session, mistake_id: str) -> list[tuple[BankEntry, float]]:
    own = session.exec(select(BankEntry).where(BankEntry.mistake_id == mistake_id)).first()
    if own is None:
        return []
    found = {near.entry.doc: (near.entry, near.score) for near in nearest(session, own.text, LOOKED_AT)}
    point, module = own.point_id, own.point_id.rpartition(".")[0]
    for entry in _of(session, col(BankEntry.point_id) == point) if point else ():
        found.setdefault(entry.doc, (entry, 0.0))
    fitting = [one for one in found.values() if one[1] >= LEAST or (point and one[0].point_id == point)]
    ranked = _ranked(own, fitting)
    if ranked or not module:
        return ranked
    # the only one of its point: what else its module asks is better than nothing
    beside = _of(session, col(BankEntry.point_id).startswith(f"{module}.", autoescape=True))
    return _ranked(own, [(entry, 0.0) for entry in beside])


def _of(session: Session, where: ColumnElement[bool]) -> Sequence[BankEntry]:
    return session.exec(select(BankEntry).where(where).order_by(col(BankEntry.doc)).limit(LOOKED_AT)).all()


def _ranked(own: BankEntry, found: Iterable[tuple[BankEntry, float]]) -> list[tuple[BankEntry, float]]:
    """These questions and how like the text they are, the best for practice first, with that as their number."""
    module = own.point_id.rpartition(".")[0]
    ranked: dict[str, tuple[BankEntry, float]] = {}
    for entry, likeness in found:
        if entry.form == own.form:
            continue
        score = likeness - STEP_HARDER * abs(entry.difficulty - own.difficulty)
        if own.point_id and entry.point_id == own.point_id:
            score += SAME_POINT
        elif module and entry.point_id.startswith(module + "."):
            score += SAME_MODULE
        score += OF_A_COURSE * (entry.mistake_id == "")
        known = ranked.get(entry.form)  # a mistake and its question in the course are one
        if known is None or (entry.mistake_id == "", score) > (known[0].mistake_id == "", known[1]):
            ranked[entry.form] = (entry, score)
    return sorted(ranked.values(), key=lambda pair: (-pair[1], pair[0].doc or 0))
