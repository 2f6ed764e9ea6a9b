"""When pairing takes its turn: one at a time, and not more often than makes sense."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sync.clock import Clock

EVERY_S = 5.0


class Turns:
    """Any thread may use it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_s = float("-inf")
        self._lock = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether it is time to pair up: not while somebody else does, nor just after."""
        if not self._lock.acquire(blocking=False):
            yield False
            return
        try:
            due = self._clock.monotonic_s() - self._last_s >= EVERY_S
            if due:
                self._last_s = self._clock.monotonic_s()
            yield due
        finally:
            self._lock.release()
