"""`Battles`: make a battle or come into one, hear of those that one may come into, and go on after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
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
from client.watchers import Watchers
from sync.backoff import Backoff
from sync.battles import LIMIT_S, QUESTIONS_MAX, QUESTIONS_MIN, BattleCard, BattleQuestion, JoinBattle, NewBattle
from sync.errors import SyncError
from sync.ids import new_id

Result = TypeVar("Result")

OPEN = "battles"
"""What watchers of the store are told when the battles that one may come into, or who is in them, are others."""

PATIENCE_S = 20.0
"""So long one waits for the answer to a press: what is kept for later (an answer in a battle) waits longer."""


class Battles:
    """One battle at a time on a device: `current`. What needs a line raises `TeamError`.

    `open`: those that have not ended in the spaces of this account, as the server told last.
    """

    def __init__(
        self,
        store: Store,
        line: BattlesLine,
        courses: Courses,
        weak: Callable[[str], Awaitable[Sequence[Collection[str]]]],
        backoff: Backoff | None = None,
    ) -> None:
        """`weak`: in which knowledge points the members of a space are weak, what is common to them first."""
        self._store = store
        self._line = line
        self._courses = courses
        self._weak = weak
        self._backoff = backoff or BACKOFF
        self.current: Battle | None = None
        self.open: list[BattleCard] = []
        self._invited = set[str]()
        self._inviting = Watchers[BattleCard]()

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

    def heard(self, battles: list[BattleCard]) -> None:
        """These have not ended."""
        if battles == self.open:
            return
        self.open = battles
        self._store.tell(OPEN, "")
        for card in battles:
            if card.id not in self._invited:
                self._invited.add(card.id)
                if self._invites(card):
                    self._inviting.tell(card)

    def watch(self, watcher: Callable[[BattleCard], object]) -> Callable[[], None]:
        """Call `watcher` with a battle that somebody invites to, once; calling what is returned ends it."""
        return self._inviting.add(watcher)

    def open_in(self, space: str) -> list[BattleCard]:
        """The battles of a team or family that one may come into, or is in."""
        me = self._store.standing.device.account_id
        mine = self.current.card.id if self.current and not self.current.over.is_set() else ""
        return [
            card
            for card in self.open
            if card.space == space
            and (card.state == "open" or card.id == mine or any(one.account_id == me for one in card.players))
        ]

    async def make(
        self,
        space: str,
        course_id: str = "",
        count: int = QUESTIONS_MIN,
        *,
        limit_s: int = LIMIT_S,
        sides: bool = False,
    ) -> Battle:
        """A battle with questions of a course on this device; without one, about weak points, from all courses."""
        title, asked = await self._asked_of(course_id, min(count, QUESTIONS_MAX), await self._weak(space))
        if len(asked) < QUESTIONS_MIN:
            raise TeamError(
                _("这门课里能抢答的题不够 {n} 道，换一门课试试。").format(n=QUESTIONS_MIN)
                if course_id
                else _("薄弱点的题还不够 {n} 道，先选一门课吧。").format(n=QUESTIONS_MIN)
            )
        new = NewBattle(
            request_id=new_id(self._store.clock, self._store.random),
            space=space,
            title=title[:80],
            questions=asked,
            limit_s=limit_s,
            sides=sides,
        )
        return await self._come_in(await self._asked(lambda: self._line.make(new)))

    async def join(self, *, code: str = "", battle: str = "") -> Battle:
        """Come in, by a code or as a member of the battle's space; who is in it already comes back."""
        if self.current is not None and self.current.card.id == battle:
            return self.current
        asked = JoinBattle(code=code, battle=battle)
        return await self._come_in(await self._asked(lambda: self._line.join(asked)))

    async def leave(self) -> None:
        """Go out of the current one. Raises `TeamError`, and nothing has changed."""
        if self.current is not None:
            await self.current.leave()
            self.current = None
            self._store.tell(CHANGED, "")

    def _invites(self, card: BattleCard) -> bool:
        me = self._store.standing.device.account_id
        is_busy = self.current is not None and not self.current.over.is_set()
        return card.state == "open" and not is_busy and all(one.account_id != me for one in card.players)

    async def _asked_of(
        self, course_id: str, count: int, weak: Sequence[Collection[str]]
    ) -> tuple[str, list[BattleQuestion]]:
        """What the battle is called, and its questions; fewer than wanted when there are no more."""
        if course_id:
            course = await self._courses.course(course_id)
            return (course.title, pick([course], count, self._store.random)) if course else ("", [])
        found = [await self._courses.course(pack.manifest.id) for pack in await self._courses.packs()]
        here = [course for course in found if course is not None]
        return _("薄弱点"), await asyncio.to_thread(pick, here, count, self._store.random, weak, only=True)

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
        async def patiently() -> BattleCard:
            async with asyncio.timeout(PATIENCE_S):
                return await until_answered(ask, self._store.random, self._backoff)

        return await self._done(patiently())

    async def _done(self, asked: Awaitable[Result]) -> Result:
        try:
            return await asked
        except TimeoutError as error:
            raise TeamError(_("网络不通，还没有加入。等一等再试。")) from error
        except SyncError as error:
            raise TeamError(sentence_of(error)) from error
