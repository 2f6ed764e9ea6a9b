"""One request that may be repeated, until a bad network lets an answer through.

Repeating is harmless, since the request carries a key. So silence need not be sat out either: after a while the next
try goes out beside the one that is silent (a hedged request: Dean and Barroso, "The tail at scale", 2013), and the
first answer counts. On a fast line there is one try; on a slow one the first is still listened to; and between tries
is the full jitter of `sync.backoff`, so that many devices after an outage do not come at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sync.backoff import Backoff
from sync.errors import ProtocolError, ServerBusy, SyncError
from sync.ids import Random

T = TypeVar("T")

SILENT_S = 1.25
"""A slow line answers within this; who is silent for longer has probably lost the request or the answer."""
BESIDE = 5
"""So many tries are out at once at most."""
BACKOFF = Backoff(base_s=0.15, cap_s=2.5)
"""A server that is started anew refuses at once, and a few such answers reach the cap: it is what a restart costs."""
LONG = 80
"""After so many tries the line is gone for longer, and asking all the time would cost a phone's battery."""
RARELY = Backoff(base_s=5.0, cap_s=60.0)


async def until_answered(
    ask: Callable[[], Coroutine[Any, Any, T]],
    random: Random,
    backoff: Backoff = BACKOFF,
    silent_s: float = SILENT_S,
    wake: asyncio.Event | None = None,
) -> T:
    """What `ask` returns once it does; it is called again and again. Raises the `SyncError` that does not pass.

    `wake` is set when there is a line again, and cuts a pause short. A login page of some network in the server's place
    (`ProtocolError`) passes, too.
    """
    tries = _Tries(ask)
    try:
        while True:
            tries.begin()
            await tries.wait(silent_s, any_end=True)
            patience = backoff if tries.begun < LONG else RARELY
            pause_s = max(patience.wait_s(tries.begun, random), tries.asked_s)
            await tries.wait(pause_s, wake=wake)
            while len(tries.out) >= BESIDE:
                await tries.wait(None, any_end=True)
    except _Answered as answered:
        return answered.args[0]
    finally:
        await tries.end()


class _Answered(Exception):  # noqa: N818 - it is what one waits for
    """The first answer is there."""


class _Tries:
    """The tries that are out. `asked_s`: for how long the server wants to be left in peace."""

    def __init__(self, ask: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._ask = ask
        self.out = set[asyncio.Task[Any]]()
        self.begun = 0
        self.asked_s = 0.0

    def begin(self) -> None:
        """Send one more."""
        self.out.add(asyncio.create_task(self._ask()))
        self.begun += 1

    async def wait(self, seconds: float | None, *, any_end: bool = False, wake: asyncio.Event | None = None) -> None:
        """Wait so long, or with `any_end` until a try has failed. Raises _Answered, or an error that does not pass."""
        loop = asyncio.get_running_loop()
        end_s = None if seconds is None else loop.time() + seconds
        woken = asyncio.create_task(wake.wait()) if wake is not None else None
        try:
            while True:
                left_s = None if end_s is None else max(0.0, end_s - loop.time())
                whom: set[asyncio.Task[Any]] = self.out | ({woken} if woken else set())
                if whom:
                    done, _ = await asyncio.wait(whom, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)
                else:
                    done = set[asyncio.Task[Any]]()
                    await asyncio.sleep(left_s or 0)
                self._take(done - {woken})
                if wake is not None and woken in done:
                    wake.clear()
                    return
                if (done and any_end) or not done:
                    return
        finally:
            if woken is not None:
                woken.cancel()

    def _take(self, done: set[Any]) -> None:
        self.out -= done
        faults = [task.exception() for task in done]  # each is looked at: asyncio complains of errors that nobody saw
        for task, fault in zip(done, faults, strict=True):
            if fault is None:
                raise _Answered(task.result())
        for fault in filter(None, faults):
            if not (isinstance(fault, SyncError) and (fault.passes or isinstance(fault, ProtocolError))):
                raise fault
            self.asked_s = (fault.retry_after_s or 0.0) if isinstance(fault, ServerBusy) else 0.0

    async def end(self) -> None:
        """Let go of those that are still out."""
        for task in self.out:
            task.cancel()
        await asyncio.gather(*self.out, return_exceptions=True)
