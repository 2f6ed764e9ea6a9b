"""`Battle`: the one that this device is in. It listens, says what is shown, and sends answers until they have come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import suppress
from typing import Any

from client.api.battles import BattlesLine
from client.battles import keeping
from client.battles.asking import as_given
from client.battles.ending import Ending
from client.battles.keeping import Kept, Said
from client.battles.listening import SILENT_S, listen
from client.battles.state import BattleState, after, of_result
from client.courses.quizzes import Quizzes
from client.store import Store
from client.teams.answered import BACKOFF, until_answered
from client.teams.errors import TeamError, sentence_of
from sync.backoff import Backoff
from sync.battles import BattleCard, BattleEvent, BattleResult, GivenAnswer
from sync.ending import end
from sync.errors import Refused, SyncError

CHANGED = "battle"
"""What watchers of the store are told when something has happened in the battle."""

CUT_S = 2 * SILENT_S
"""After so long a silence the person is told that there is no line."""

log = logging.getLogger("xueban.battles")


class Battle:
    """Screens read `state`, call `shown` when a question is painted, and `answer` once, with None when time is up.

    `lost`: the server knows nothing of the battle any more (it was started anew); `stopped`: it does not talk to this
    device.
    """

    def __init__(
        self, store: Store, line: BattlesLine, quizzes: Quizzes, kept: Kept, backoff: Backoff | None = None
    ) -> None:
        self.card: BattleCard = kept.card
        self.state = BattleState() if kept.result is None else of_result(kept.card, kept.result)
        self.lost = False
        self.stopped = False
        self.over = asyncio.Event()
        self._store = store
        self._line = line
        self._ending = Ending(store, quizzes)
        self._kept = kept
        self._backoff = backoff or BACKOFF
        self._shown_s: dict[int, float] = {}
        self._heard_s = store.clock.monotonic_s()
        self._tasks = set[asyncio.Task[None]]()

    @property
    def kept(self) -> Kept:
        """What this device keeps of it."""
        return self._kept

    @property
    def me(self) -> str:
        """The account of this person."""
        return self._store.standing.device.account_id

    @property
    def said(self) -> Said | None:
        """What was answered to the present question."""
        return self._kept.said.get(self.state.index)

    @property
    def left_s(self) -> float:
        """How long one may still think; the whole time before the question was shown."""
        shown = self._shown_s.get(self.state.index)
        used = 0.0 if shown is None else self._store.clock.monotonic_s() - shown
        return max(0.0, self.card.limit_s - used)

    @property
    def is_cut(self) -> bool:
        """Whether the line seems to be gone."""
        return not self.over.is_set() and self._store.clock.monotonic_s() - self._heard_s > CUT_S

    @property
    def missed(self) -> list[int]:
        """The questions that this person gave no answer to, once it has ended."""
        count = len(self.state.result.solved) if self.state.result else 0
        return [i for i in range(count) if (said := self._kept.said.get(i)) is None or said.typed is None]

    def begin(self) -> None:
        """Listen, and send what waits; with a result there is nothing to do."""
        if self._kept.result is not None:
            self.over.set()
            return
        self._spawn(self._listen())
        for one in self._kept.said.values():
            if one.counted is None:
                self._spawn(self._send(one))

    async def close(self) -> None:
        """Stop; what was not acknowledged is sent the next time."""
        tasks, self._tasks = self._tasks, set[asyncio.Task[None]]()
        await end(*tasks)

    async def start(self) -> None:
        """Begin. Raises `TeamError`."""
        try:
            await self._answered(lambda: self._line.start(self.card.id))
        except SyncError as error:
            raise TeamError(sentence_of(error)) from error

    async def leave(self) -> None:
        """Go; what was answered stays. Raises `TeamError`, and nothing has changed."""
        if self.state.result is None and not self.lost:
            try:
                await self._line.leave(self.card.id)
            except Refused:
                pass  # it is gone already
            except SyncError as error:
                raise TeamError(sentence_of(error)) from error
        await self._store.write(lambda w: keeping.drop(w, self.card.id))
        await self.close()
        self.over.set()

    def shown(self) -> None:
        """The present question is on the screen: this person's time begins, once."""
        state = self.state
        if state.is_open and state.index not in self._shown_s:
            self._shown_s[state.index] = self._store.clock.monotonic_s()
            self._spawn(self._confirm(state.asked_n))

    async def answer(self, typed: Any) -> bool:
        """Answer the present question, once; `typed` as `client.courses.grading` has it, None for no answer.

        It is kept before it is sent. False when nothing was taken: it was answered, or is not asked now, or what was
        typed cannot be read (a number that is none).
        """
        state = self.state
        shown_s = self._shown_s.get(state.index)
        if state.shown is None or not state.is_open or shown_s is None or self.said is not None:
            return False
        given = as_given(state.shown, typed)
        if given is None and typed is not None:
            return False
        took_s = self._store.clock.monotonic_s() - shown_s
        said = Said(answer=GivenAnswer(index=state.index, given=given, took_s=took_s), typed=typed)
        await self._keep(said)
        self._spawn(self._send(said))
        return True

    async def take_out(self) -> None:
        """Take what the battle has put into the mistake book out again."""
        self._become(await self._ending.take_out(self._kept))

    async def put_back(self) -> None:
        """Put it back after all."""
        self._become(await self._ending.put_back(self._kept))

    async def keep_missed(self) -> None:
        """Put the questions without an answer into the mistake book."""
        self._become(await self._ending.keep_missed(self._kept, self.missed))

    async def drop_missed(self) -> None:
        """Take those out again."""
        self._become(await self._ending.drop_missed(self._kept))

    def _become(self, kept: Kept) -> None:
        self._kept = kept
        self._store.tell(CHANGED, self.card.id)

    async def _keep(self, said: Said) -> None:
        self._kept = kept = self._kept.model_copy(update={"said": {**self._kept.said, said.answer.index: said}})
        await self._store.write(lambda w: keeping.write(w, kept))
        self._store.tell(CHANGED, self.card.id)

    async def _send(self, said: Said) -> None:
        asked = said.answer
        try:
            counted = await self._answered(lambda: self._line.answer(self.card.id, asked))
        except SyncError as error:
            log.warning("an answer was not taken: %s", error)
            return
        if self.state.result is None:  # behind the end there is nothing to keep it for
            await self._keep(said.model_copy(update={"counted": counted}))

    async def _confirm(self, n: int) -> None:
        with suppress(SyncError):
            await self._answered(lambda: self._line.seen(self.card.id, n))

    async def _answered(self, ask: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        return await until_answered(ask, self._store.random, self._backoff)

    async def _listen(self) -> None:
        def stream(heard: Callable[[], object]) -> AsyncGenerator[BattleEvent]:
            def note() -> None:
                self._heard_s = self._store.clock.monotonic_s()
                heard()

            return self._line.events(self.card.id, self.state.n, note)

        try:
            await listen(stream, self._take, lambda: self.state.result is not None, self._store.random, self._backoff)
        except Refused:
            self.lost = True
            await self._store.write(lambda w: keeping.drop(w, self.card.id))
        except SyncError as error:
            log.warning("the battle does not go on here: %s", error)
            self.stopped = True
        if self.state.result is not None:
            await self._finish(self.state.result)
        self.over.set()
        self._store.tell(CHANGED, self.card.id)

    def _take(self, event: BattleEvent) -> None:
        before, self.state = self.state, after(self.state, event)
        if before.n == 0 and event.kind != "asked":
            self._spawn(self._confirm(event.n))  # the round trip is known before the first question
        if self.state is not before:
            self._store.tell(CHANGED, self.card.id)

    async def _finish(self, result: BattleResult) -> None:
        """Write this person's answers down as any quiz does, in the transaction with which the battle is over."""
        players = list(self.state.players.values())
        self.card = self.card.model_copy(update={"players": players, "state": "ended"})
        ended = await self._ending.write_down(self.card, result)
        if ended is not None:
            self._kept = ended

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="battle")
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("a battle failed", exc_info=fault)
