"""The events of a battle over a line that may fall silent at any moment.

A stream that says nothing may be fine or dead, and waiting to know costs the time of a question. So where nothing was
heard for a moment the next stream is opened beside it (hedged, as in `client.teams.answered`), and the one that speaks
is kept. That an event comes twice does no harm.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from sync.backoff import Backoff
from sync.battles import COMMENT_S, STREAMS_MAX, BattleEvent
from sync.errors import ProtocolError, SyncError
from sync.ids import Random

SILENT_S = 1.25 * COMMENT_S
"""A stream that was heard speaks again within this."""
OPENING_S = 1.25
"""A new one speaks within this, on all but the slowest lines: there the first is still listened to."""

Open = Callable[[Callable[[], object]], AsyncGenerator[BattleEvent]]
"""Opens a stream; it calls what it is given whenever anything is heard."""


async def listen(
    open_stream: Open,
    take: Callable[[BattleEvent], object],
    is_over: Callable[[], bool],
    random: Random,
    backoff: Backoff,
) -> None:
    """Give each event to `take` until it `is_over`. Raises the `SyncError` that does not pass."""
    streams, failures, patience_s = _Streams(open_stream, take), 0, OPENING_S
    try:
        while not is_over():
            if not streams.out:
                if failures:
                    await asyncio.sleep(backoff.wait_s(failures, random))
                streams.begin()
                patience_s = OPENING_S
            await streams.wait(patience_s)
            ended, heard = streams.take_ended(), streams.take_heard()
            failures = ended if heard else failures + ended
            if heard:
                patience_s = SILENT_S
            elif not ended:
                streams.begin()
                patience_s = OPENING_S
    finally:
        await streams.end()


class _Streams:
    """The streams that are open, the oldest first."""

    def __init__(self, open_stream: Open, take: Callable[[BattleEvent], object]) -> None:
        self._open = open_stream
        self._take = take
        self.out: list[asyncio.Task[None]] = []
        self._dropped = set[asyncio.Task[None]]()
        self._heard = asyncio.Event()
        self._latest: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Open one more; the oldest goes when there are as many as there may be."""
        if len(self.out) >= STREAMS_MAX:
            self._drop(self.out[0])
        self.out.append(asyncio.create_task(self._follow(), name="battle stream"))

    async def wait(self, seconds: float) -> None:
        """Until something is heard or a stream ends, and no longer than that."""
        heard = asyncio.create_task(self._heard.wait())
        try:
            await asyncio.wait({*self.out, heard}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            heard.cancel()

    def take_ended(self) -> int:
        """How many have ended since. Raises the `SyncError` that does not pass."""
        ended = [task for task in self.out if task.done()]
        self.out = [task for task in self.out if not task.done()]
        faults = [task.exception() for task in ended if not task.cancelled()]  # each is looked at
        for fault in faults:
            if fault is not None and not (
                isinstance(fault, SyncError) and (fault.passes or isinstance(fault, ProtocolError))
            ):
                raise fault
        return len(ended)

    def take_heard(self) -> bool:
        """Whether anything was heard since; then only the stream that spoke is kept."""
        if not self._heard.is_set():
            return False
        self._heard.clear()
        if self._latest in self.out:
            for task in [one for one in self.out if one is not self._latest]:
                self._drop(task)
        return True

    async def end(self) -> None:
        """Close all."""
        for task in [*self.out]:
            self._drop(task)
        await asyncio.gather(*self._dropped, return_exceptions=True)

    def _drop(self, task: asyncio.Task[None]) -> None:
        self.out.remove(task)
        task.cancel()
        self._dropped.add(task)
        task.add_done_callback(self._gone)

    def _gone(self, task: asyncio.Task[None]) -> None:
        self._dropped.discard(task)
        if not task.cancelled():
            task.exception()  # is looked at, and no matter: another stream speaks

    async def _follow(self) -> None:
        own = asyncio.current_task()

        def heard() -> None:
            self._latest = own
            self._heard.set()

        async with aclosing(self._open(heard)) as events:
            async for event in events:
                self._take(event)
