"""At most so many attempts in a sliding window of time, by key, kept in memory."""

from __future__ import annotations

import math
import threading
from collections import deque

from server.errors import TooManyAttempts
from sync.clock import Clock

_SWEEP_ABOVE_KEYS = 10_000


class AttemptLimit:
    """Counts attempts by key (a name, an address). Any thread may use it."""

    def __init__(self, clock: Clock, attempts: int, window_s: float) -> None:
        self._clock = clock
        self._attempts = attempts
        self._window_s = window_s
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """Count an attempt of `key`. Raises TooManyAttempts, and does not count it, when there were too many."""
        with self._lock:
            self._room(key).append(self._clock.monotonic_s())

    def check(self, key: str) -> None:
        """As `take`, without counting: for attempts that count only when they fail."""
        with self._lock:
            self._room(key)

    @property
    def keys(self) -> int:
        """How many keys are in memory."""
        return len(self._times)

    def _room(self, key: str) -> deque[float]:
        now = self._clock.monotonic_s()
        if len(self._times) > _SWEEP_ABOVE_KEYS:
            self._sweep(now)
        times = self._times.setdefault(key, deque())
        while times and times[0] <= now - self._window_s:
            times.popleft()
        if len(times) >= self._attempts:
            raise TooManyAttempts(max(1, math.ceil(times[0] + self._window_s - now)))
        return times

    def _sweep(self, now: float) -> None:
        stale = [key for key, times in self._times.items() if not times or times[-1] <= now - self._window_s]
        for key in stale:
            del self._times[key]
