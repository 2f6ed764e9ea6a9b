"""When what is typed in an editor goes into the store: when typing rests, or at nearly every key; never two at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from client.alarm import Alarm, Later

PAUSE_S = 0.5
"""Typing that rests this long is saved."""
LONGEST_S = 3.0
"""Typing that does not rest is saved this often."""
APART_S = 0.04
"""While others can see it, so long after the last save the next key is saved."""

_log = logging.getLogger(__name__)


class Saving:
    """Saves of one editor. All its methods are called on the event loop."""

    def __init__(
        self,
        save: Callable[[bool], Awaitable[None]],
        is_due: Callable[[], bool],
        rested: Callable[[], object],
        later: Later,
        now_s: Callable[[], float],
    ) -> None:
        """`save`: saves what waits; it is told whether to say so. `is_due`: whether something waits. `rested`: called
        after a save of which nothing was said, once typing rests.
        """
        self._save, self._is_due, self._rested, self._now_s = save, is_due, rested, now_s
        self._to_save, self._to_say = Alarm(later), Alarm(later)
        self._lock = asyncio.Lock()
        self._typed_since_s = 0.0
        self._typed_last_s = -PAUSE_S
        self._saved_last_s = -APART_S
        self.tasks: set[asyncio.Task[None]] = set()
        """What has begun by itself."""

    @property
    def is_running(self) -> bool:
        """Whether a save is on its way."""
        return self._lock.locked()

    def typed(self, *, was_due: bool, at_once: bool) -> None:
        """Something was typed now: save it when typing rests, and at the latest some seconds after it began.

        `was_due`: whether something waited before. `at_once`: others can see it.
        """
        self._typed_last_s = self._now_s()
        if not was_due:
            self._typed_since_s = self._typed_last_s
        if at_once:
            soon = max(0.0, self._saved_last_s + APART_S - self._typed_last_s)
            self._to_save.set(soon, lambda: self.start(self.flush(told=False)))
            return
        rest = max(0.0, min(PAUSE_S, self._typed_since_s + LONGEST_S - self._typed_last_s))
        self._to_save.set(rest, self.soon)

    def soon(self) -> None:
        """Save without waiting for it."""
        if self._is_due():
            self.start(self.flush())

    async def flush(self, *, told: bool = True) -> None:
        """Save what waits, and wait until that is done. `told`: say so at once; else when typing rests, since screens
        are drawn again for it.
        """
        self._to_save.cancel()
        async with self._lock:
            if not self._is_due():
                return
            self._saved_last_s = self._now_s()
            await self._save(told)
        if not told:
            self._rest()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this in a task of its own; a fault is logged."""
        task = asyncio.get_running_loop().create_task(_quietly(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def cancel(self) -> None:
        """No timer goes off any more."""
        self._to_save.cancel()
        self._to_say.cancel()

    def _rest(self) -> None:
        self._to_say.cancel()
        rest_s = self._typed_last_s + PAUSE_S - self._now_s()
        if rest_s > 0:
            self._to_say.set(rest_s, self._rest)
        else:
            self._rested()


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        _log.exception("a note could not be saved or read")
