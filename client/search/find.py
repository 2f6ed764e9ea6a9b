"""`Search`: all that is on this device, by its name and by what it says, in one read of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from sqlmodel import Session

from client.courses.content import Course
from client.courses.offer import read_hidden
from client.courses.packs import PackError
from client.courses.shelf import Pack
from client.mistakes.knowledge import KnowledgeGraph
from client.search.found import Found, courses, lessons, mistakes, notes, points, questions
from client.search.index import is_anything_due, take_due
from client.search.lessons import known, stamps, take_course_in, take_course_out, texts_of
from client.search.names import Typed
from client.store import Store
from sync.ending import end

LIMIT = 4
COURSE_CHANGED = "course"
"""What the store's watchers are told when a course came, went or changed."""


class Courses(Protocol):
    """Which courses there are."""

    async def packs(self) -> Sequence[Pack]:
        """All that can be read."""
        ...

    async def course(self, course_id: str) -> Course | None:
        """A whole course; raises `PackError` when its files are damaged."""
        ...


class Book(Protocol):
    """Which knowledge points there are."""

    async def knowledge(self) -> KnowledgeGraph:
        """The graph."""
        ...


class Search:
    """Everything that can be found on this device: one a device."""

    def __init__(self, store: Store, courses: Courses, book: Book) -> None:
        self._store = store
        self._courses = courses
        self._book = book
        self._tending: asyncio.Task[None] | None = None
        self._again = False
        self._unwatch = store.watch(lambda _changes: self.wake(), {COURSE_CHANGED})

    async def find(self, text: str, limit: int = LIMIT) -> list[Found]:
        """What answers `text`, at most `limit` of a kind, in order of worth; nothing for blank text.

        Everything, the comparing of names too, happens in one reader thread of the store.
        """
        typed = Typed(text)
        if not typed.words:
            return []
        packs, graph = await self._courses.packs(), await self._book.knowledge()

        def query(session: Session) -> tuple[bool, list[Found]]:
            shelf = _on_shelf(session, packs)
            found = [
                *notes(session, typed, limit),
                *courses(shelf, typed, limit),
                *lessons(session, shelf, typed, limit),
                *mistakes(session, typed, limit),
                *points(graph, typed, limit),
                *questions(session, shelf, typed, limit),
            ]
            found.sort(key=lambda each: each.rank)  # stable: of two that answer as well, in the order above
            return is_anything_due(session) or known(session) != stamps(shelf), found

        is_due, found = await self._store.read(query)
        if is_due:
            self.wake()
        return found

    def wake(self) -> None:
        """Take in, beside all else, what is not in the index yet."""
        if self._tending is not None and not self._tending.done():
            self._again = True
            return
        self._tending = asyncio.get_running_loop().create_task(self._tend())

    async def tended(self) -> None:
        """Wait until what was woken is done."""
        if self._tending is not None:
            await self._tending

    async def close(self) -> None:
        """Stop; what waits is taken in the next time."""
        self._unwatch()
        await end(self._tending)

    async def _tend(self) -> None:
        while True:
            self._again = False
            while await self._store.write(take_due):
                pass
            await self._take_courses()
            if not self._again:
                return

    async def _take_courses(self) -> None:
        packs = await self._courses.packs()

        def query(session: Session) -> tuple[dict[str, str], dict[str, str]]:
            return known(session), stamps(_on_shelf(session, packs))

        have, wanted = await self._store.read(query)
        for course_id in have.keys() - wanted.keys():
            await self._store.write(partial(take_course_out, course_id=course_id))
        for course_id, stamp in wanted.items():
            if have.get(course_id) == stamp:
                continue
            try:
                course = await self._courses.course(course_id)
            except PackError:
                course = None  # its own screen says what is wrong with it
            found = await asyncio.to_thread(texts_of, course) if course else {}
            await self._store.write(partial(take_course_in, course_id=course_id, stamp=stamp, found=found))


def _on_shelf(session: Session, packs: Sequence[Pack]) -> list[Pack]:
    """The packs without those that were taken off this device."""
    hidden = read_hidden(session)
    return [pack for pack in packs if pack.origin != "starter" or pack.manifest.id not in hidden]
