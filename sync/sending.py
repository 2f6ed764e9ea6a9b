"""Sends what waits: batch after batch, the next one on its way while the answer to the last one is written down."""

from __future__ import annotations

import asyncio

from sync.errors import Gap, Refused
from sync.ports import SyncStore, Transport
from sync.wire import PUSH_LIMIT, SET, Operation, Outcome, PushRequest, PushResponse

PUSH_BYTES = 256 * 1024
"""The most that one request carries, unless a single operation is larger."""


async def send_all(store: SyncStore, transport: Transport) -> dict[str, int]:
    """Send until nothing waits; how far that has moved each space's log on, at least.

    Raises what the transport raises, but for a single operation that is refused.
    """
    heads: dict[str, int] = {}
    while store.where.waiting:
        await _Sending(store, transport, heads).run()
    return heads


class _Sending:
    """One go at the queue; a gap ends it, and the next one takes up where the server is."""

    def __init__(self, store: SyncStore, transport: Transport, heads: dict[str, int]) -> None:
        self._store = store
        self._transport = transport
        self._heads = heads
        self._noting: asyncio.Task[None] | None = None
        self._taking: asyncio.Task[list[Operation]] | None = None

    async def run(self) -> None:
        try:
            batch = batch_of(await self._store.take_pending(self._store.where.acked_n, PUSH_LIMIT))
            while batch:
                self._taking = asyncio.create_task(self._store.take_pending(batch[-1].n, PUSH_LIMIT))
                await self._send(batch)
                batch = batch_of(await self._taking)
        except Gap as gap:
            await self._noted()
            await self._store.expect(gap.expected_n)
        finally:
            # What the store has begun it ends, also when this is cancelled: nobody may find it half done.
            if begun := {task for task in (self._noting, self._taking) if task}:
                await asyncio.wait(begun)
                for task in begun:
                    if not task.cancelled():
                        task.exception()  # fetched: it is raised below, or what is raised now says enough
        await self._noted()

    async def _send(self, batch: list[Operation]) -> None:
        try:
            response = await self._transport.push(PushRequest.model_construct(operations=batch))
        except Gap:
            raise
        except Refused as refusal:
            if len(batch) == 1:
                await self._set_aside(batch[0], refusal.sentence)
            else:  # find the one that the server does not take: it alone is set aside
                await self._send(batch[: len(batch) // 2])
                await self._send(batch[len(batch) // 2 :])
        else:
            await self._note(batch, response)

    async def _set_aside(self, operation: Operation, reason: str) -> None:
        """Fill the operation's place with one that changes nothing, so that the queue goes on."""
        empty = operation.model_copy(update={"kind": SET, "fields": {}})
        response = await self._transport.push(PushRequest(operations=[empty]))
        outcome = Outcome(n=operation.n, reason=reason)
        await self._note([operation], response.model_copy(update={"outcomes": [outcome]}))

    async def _note(self, batch: list[Operation], response: PushResponse) -> None:
        spaces = {operation.n: operation.space for operation in batch}
        for outcome in response.outcomes:
            if outcome.seq is not None and (space := spaces.get(outcome.n)):
                self._heads[space] = max(self._heads.get(space, 0), outcome.seq)
        await self._noted()
        self._noting = asyncio.create_task(self._store.acknowledge(batch, response))

    async def _noted(self) -> None:
        """Wait until the last answer is written down; raises what that raised."""
        if self._noting:
            await self._noting


def batch_of(pending: list[Operation]) -> list[Operation]:
    """As many of the first operations as fit into one request and follow one another, at least one."""
    size = 0
    for count, operation in enumerate(pending):
        size += len(operation.model_dump_json().encode())
        if count and (size > PUSH_BYTES or operation.n != pending[count - 1].n + 1):
            return pending[:count]
    return pending
