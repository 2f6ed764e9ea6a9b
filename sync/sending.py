"""Sends what waits: batch after batch, the next one on its way while the answer to the last one is written down."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from sync.errors import Diverged, Gap, Refused
from sync.outgoing import Outgoing
from sync.ports import Answered, SyncStore, Transport
from sync.wire import NOTHING, PUSH_LIMIT, Operation, Outcome, PushResponse


async def send_all(store: SyncStore, transport: Transport) -> dict[str, int]:
    """Send until nothing waits; how far that has moved each space's log on, at least.

    Raises what the transport raises, but for a single operation that is refused.
    """
    heads: dict[str, int] = {}
    while waiting := store.where.waiting:
        if not await _Sending(store, transport, heads).run() and store.where.waiting == waiting:
            raise Diverged(f"{waiting} operations are not answered, and none of them is here")
    return heads


_AHEAD = 2
"""Batches that are read, and packed, while one is on its way."""
_BEHIND = 4
"""Answers that wait to be written down together; then the next batch waits, too."""


class _Sending:
    """One go at the queue; a gap ends it, and the next one takes up where the server is."""

    def __init__(self, store: SyncStore, transport: Transport, heads: dict[str, int]) -> None:
        self._store = store
        self._transport = transport
        self._heads = heads
        self._taking: deque[asyncio.Task[Outgoing]] = deque()
        self._answers: list[Answered] = []
        self._noting: asyncio.Task[None] | None = None

    async def run(self) -> bool:
        """Whether there was something to send."""
        found = False
        try:
            self._taking.append(asyncio.create_task(self._store.take_pending(self._store.where.acked_n, PUSH_LIMIT)))
            while batch := await self._next():
                found = True
                await self._send(batch)
        except Gap as gap:
            await self._noted()
            await self._store.expect(gap.expected_n)
        finally:
            # What the store has begun it ends, also when this is cancelled: nobody may find it half done.
            if begun := {task for task in (*self._taking, self._noting) if task}:
                await asyncio.wait(begun)
                for task in begun:
                    if not task.cancelled():
                        task.exception()  # fetched: it is raised below, or what is raised now says enough
        await self._noted()
        return found

    async def _next(self) -> Outgoing:
        """The next batch, while those after it are being read."""
        while len(self._taking) <= _AHEAD:
            self._taking.append(asyncio.create_task(self._take_after(self._taking[-1])))
        await asyncio.wait({self._taking[0]})  # which, unlike to await a task, does not cancel it along with us
        return self._taking.popleft().result()

    async def _take_after(self, before: asyncio.Task[Outgoing]) -> Outgoing:
        batch = await before
        return await self._store.take_pending(batch.last_n, PUSH_LIMIT) if batch else batch

    async def _send(self, batch: Outgoing) -> None:
        try:
            response = await self._transport.push(batch)
        except Gap:
            raise
        except Refused as refusal:
            if len(batch) == 1:
                await self._set_aside(batch, refusal.sentence)
            else:  # find the one that the server does not take: it alone is set aside
                await self._send(batch.cut(0, len(batch) // 2))
                await self._send(batch.cut(len(batch) // 2, len(batch)))
        else:
            await self._note(batch, batch.space, response)

    async def _set_aside(self, batch: Outgoing, reason: str) -> None:
        """Fill the place of its one operation with one that changes nothing, so that the queue goes on."""
        [operation] = batch
        empty = operation.model_copy(update={"kind": NOTHING, "fields": {}})
        response = await self._transport.push(Outgoing.of([empty], batch.device))
        outcome = Outcome(n=operation.n, reason=reason)
        done = response.model_copy(update={"outcomes": [outcome], "first_seq": None})
        await self._note([operation], operation.space, done)

    async def _note(self, batch: Sequence[Operation], space: str, response: PushResponse) -> None:
        seqs = [outcome.seq for outcome in response.outcomes if outcome.seq is not None]
        if response.first_seq is not None:
            seqs.append(response.first_seq + len(batch) - 1)
        self._heads[space] = max([self._heads.get(space, 0), *seqs])
        self._answers.append(Answered(batch, response))
        if len(self._answers) > _BEHIND:
            await self._noted()
        if self._noting and self._noting.done():
            self._noting.result()
            self._noting = None
        if self._noting is None and self._answers:
            self._noting = asyncio.create_task(self._write_down())

    async def _write_down(self) -> None:
        while answers := self._answers:
            self._answers = []
            await self._store.acknowledge(answers)

    async def _noted(self) -> None:
        """Wait until all answers are written down; raises what that raised."""
        if self._noting:
            await asyncio.wait({self._noting})
            self._noting.result()
