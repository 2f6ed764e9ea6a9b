"""`Mastery`: how everything stands, for the screens; and how the causes of mistakes shift."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median

from sqlmodel import Session, col, select

from client.courses.tables import AnswerEvent
from client.mistakes.bank import Bank
from client.mistakes.book import MistakeBook
from client.mistakes.causes import Circumstances
from client.mistakes.derive import moment_or_none
from client.mistakes.graphfile import Point
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.fringe import gaps, ready
from client.mistakes.mastery.standing import ENOUGH, PointStanding, Standing, read_standing
from client.mistakes.tables import Mistake
from client.profile.profile import read_profile
from client.store import Store
from sync.clock import to_text

FED_BY = frozenset({"answer", "review", "unreview", "mistake", "course"})
"""Records whose change may change the standing."""

WEEKS = 8

USUAL_OF, USUAL_FROM = 100, 5
"""Of so many answers one's usual time is taken, and from so many on."""


@dataclass(frozen=True)
class WeakPoint:
    """A weak point with the weak prerequisites that may be why."""

    point: Point
    standing: PointStanding
    gaps: tuple[Point, ...]


@dataclass(frozen=True)
class Overview:
    """The graph, how it stands, the weakest points, and what is ready to be learned."""

    graph: KnowledgeGraph
    standing: Standing
    weak: tuple[WeakPoint, ...]
    ready: tuple[Point, ...]


class Mastery:
    """Derived on each device from what was answered; read anew when something was."""

    def __init__(self, store: Store, bank: Bank, book: MistakeBook) -> None:
        self._store = store
        self._bank = bank
        self._book = book
        self._standing: Standing | None = None
        self._reading = asyncio.Lock()
        self._stop = store.watch(lambda _changes: self._forget(), FED_BY)

    async def standing(self) -> Standing:
        """How each point stands."""
        async with self._reading:
            while (known := self._standing) is None:
                await self._bank.take_courses()
                self._standing = Standing()  # a change while it is read forgets this, and it is read once more
                found = await self._store.read(read_standing)
                if self._standing is not None:
                    self._standing = found
            return known

    async def overview(self, weak: int = 5) -> Overview:
        """All that the screens show of it."""
        graph = await self._book.knowledge()
        standing, profile = await asyncio.gather(self.standing(), self._store.read(read_profile))
        weakest = [
            WeakPoint(point, one, tuple(gaps(graph, standing, point)))
            for one in standing.weak
            if (point := graph.point(one.point_id))
        ]
        subjects, grade = (profile.subjects, profile.grade) if profile else ((), 0)
        return Overview(graph, standing, tuple(weakest[:weak]), tuple(ready(graph, standing, subjects, grade)))

    async def mastered_between(self, since_utc: str, until_utc: str) -> list[str]:
        """The points that are mastered at `until_utc` and were not at `since_utc`."""
        await self._bank.take_courses()

        def query(session: Session) -> list[str]:
            before, after = read_standing(session, since_utc), read_standing(session, until_utc)
            return sorted(after.mastered - before.mastered)

        return await self._store.read(query)

    async def causes(self) -> list[tuple[date, dict[str, int]]]:
        """How many mistakes of each cause each of the last weeks had, the oldest first, each by its Monday."""
        now, zone = self._book.now(), self._book.zone
        return await self._store.read(lambda session: read_causes(session, now, zone))

    async def circumstances(self, mistake_id: str) -> Circumstances:
        """How the last wrong answer to a mistake's question came about, for `client.mistakes.causes`."""
        standing = await self.standing()
        return await self._store.read(lambda session: read_circumstances(session, standing, mistake_id))

    def _forget(self) -> None:
        self._standing = None


def read_circumstances(session: Session, standing: Standing, mistake_id: str) -> Circumstances:
    """The same within a read. A question that was written down has no answer, and so no time; the point says something.

    The usual time is the median of one's latest answers in the course. A mastery of little evidence says nothing.
    """
    mistake = session.get(Mistake, mistake_id)
    if mistake is None:
        return Circumstances()
    here = select(AnswerEvent.elapsed_s).where(
        AnswerEvent.course_id == mistake.course_id, AnswerEvent.elapsed_s > 0, mistake.course_id != ""
    )
    latest = col(AnswerEvent.answered_utc).desc()
    usual = session.exec(here.order_by(latest).limit(USUAL_OF)).all()
    missed = here.where(AnswerEvent.question_id == mistake.question_id, col(AnswerEvent.correct).is_(False))
    point = standing.points.get(mistake.point_id)
    return Circumstances(
        session.exec(missed.order_by(latest)).first(),
        median(usual) if len(usual) >= USUAL_FROM else None,
        point.mastery if point and point.answers >= ENOUGH else None,
    )


def read_causes(session: Session, now: datetime, zone: tzinfo | None) -> list[tuple[date, dict[str, int]]]:
    """The causes that were said, by week, within a read."""
    today = now.astimezone(zone).date()
    first = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    weeks: dict[date, Counter[str]] = {first + timedelta(weeks=n): Counter() for n in range(WEEKS)}
    since = to_text(now - timedelta(weeks=WEEKS + 1))
    query = select(Mistake.created_utc, Mistake.cause).where(
        col(Mistake.deleted).is_(False), col(Mistake.cause) != "", col(Mistake.created_utc) >= since
    )
    for created, cause in session.exec(query):
        moment = moment_or_none(created)
        if moment is None:
            continue
        day = moment.astimezone(zone).date()
        monday = day - timedelta(days=day.weekday())
        if monday in weeks:
            weeks[monday][cause] += 1
    return [(monday, dict(counted)) for monday, counted in weeks.items()]
