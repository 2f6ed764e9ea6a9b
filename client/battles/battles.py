"""`Battles`: make a battle or come into one, and go on with it after a restart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import Any, TypeVar

from client.api.battles import BattlesLine
from client.battles import keeping
from client.battles.asking import pick
from client.battles.battle import CHANGED, Battle
from client.battles.keeping import Kept
from client.courses.library import Courses
from client.store import Store
from client.teams.answered import BACKOFF, until_answered
from client.teams.errors import TeamError, sentence_of
from client.texts import _
from sync.backoff import Backoff
from sync.battles import LIMIT_S, QUESTIONS_MAX, QUESTIONS_MIN, BattleCard, JoinBattle, NewBattle
from sync.errors import SyncError
from sync.ids import new_id

Result = TypeVar("Result")


class Battles:
    """One battle at a time on a device: `current`. What needs a line raises `TeamError`."""

    def __init__(self, store: Store, line: BattlesLine, courses: Courses, backoff: Backoff | None = None) -> None:
        self._store = store
        self._line = line
        self._courses = courses
        self._backoff = backoff or BACKOFF
        self.current: Battle | None = None

    async def resume(self) -> None:
        """Go on with the battle that was left open, if there is one."""
        kept = await keeping.read(self._store)
        if kept is not None and self.current is None:
            self._enter(kept)

    async def close(self) -> None:
        """Stop; the battle goes on the next time."""
        if self.current is not None:
            await self.current.close()
            self.current = None

    async def open_in(self, space: str) -> list[BattleCard]:
        """The battles of a team or family that have not ended, the latest first."""
        return (await self._done(self._line.open_in(space))).battles

    async def make(
        self,
        space: str,
        course_id: str,
        count: int = QUESTIONS_MIN,
        *,
        limit_s: int = LIMIT_S,
        sides: bool = False,
        points: Collection[str] = (),
    ) -> Battle:
        """A battle with questions of a course on this device, those about the knowledge points `points` first."""
        course = await self._courses.course(course_id)
        asked = pick(course, min(count, QUESTIONS_MAX), self._store.random, points) if course else []
        if course is None or len(asked) < QUESTIONS_MIN:
            raise TeamError(_("这门课里能抢答的题不够 {n} 道，换一门课试试。").format(n=QUESTIONS_MIN))
        new = NewBattle(
            request_id=new_id(self._store.clock, self._store.random),
            space=space,
            title=course.title[:80],
            questions=asked,
            limit_s=limit_s,
            sides=sides,
        )
        return await self._come_in(await self._asked(lambda: self._line.make(new)))

    async def join(self, *, code: str = "", battle: str = "") -> Battle:
        """Come in, by a code or as a member of the battle's space."""
        asked = JoinBattle(code=code, battle=battle)
        return await self._come_in(await self._asked(lambda: self._line.join(asked)))

    async def _come_in(self, card: BattleCard) -> Battle:
        await self.close()
        kept = await keeping.read(self._store)
        if kept is None or kept.card.id != card.id:
            kept = Kept(card=card)
        came_in = kept
        await self._store.write(lambda w: keeping.write(w, came_in))
        return self._enter(came_in)

    def _enter(self, kept: Kept) -> Battle:
        self.current = battle = Battle(self._store, self._line, self._courses.quizzes, kept, self._backoff)
        battle.begin()
        self._store.tell(CHANGED, kept.card.id)
        return battle

    async def _asked(self, ask: Callable[[], Coroutine[Any, Any, BattleCard]]) -> BattleCard:
        return await self._done(until_answered(ask, self._store.random, self._backoff))

    async def _done(self, asked: Awaitable[Result]) -> Result:
        try:
            return await asked
        except SyncError as error:
            raise TeamError(sentence_of(error)) from error
