"""`Heart`: beats when something has happened, and else as often as it is told to; it rests while there is nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sync.ending import end

log = logging.getLogger("xueban.timer")


class Heart:
    """`beat` is run by the loop's own timer, which no wall clock moves; what it raises is logged, and it beats on."""

    def __init__(self, beat: Callable[[], Awaitable[None]], until_beat_s: Callable[[], float | None]) -> None:
        """`until_beat_s`: how long until the next beat; None for as long as nothing happens."""
        self._beat = beat
        self._until_beat_s = until_beat_s
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to beat; needs a running event loop."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._beats())

    def wake(self) -> None:
        """Something has happened: beat at once."""
        self._wake.set()

    async def stop(self) -> None:
        """Beat no more."""
        task, self._task = self._task, None
        await end(task)

    async def _beats(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._until_beat_s()):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._beat()
            except Exception:
                log.exception("study time could not be written; trying again")
