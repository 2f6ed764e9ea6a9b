"""So many requests a second in the long run, and a burst now and then, by key: a token bucket, kept in memory."""

from __future__ import annotations

import math
import threading

from starlette.types import ASGIApp, Receive, Scope, Send

from server.answering import refusal_answer
from server.errors import TooManyRequests
from sync.clock import Clock

_SWEEP_ABOVE_KEYS = 10_000


class Rate:
    """Each key (a device, an address) has a bucket of its own. Any thread may use it."""

    def __init__(self, clock: Clock, per_s: float, burst: int) -> None:
        self._clock = clock
        self._per_s = per_s
        self._burst = burst
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """Count a request of `key`. Raises TooManyRequests when its bucket is empty."""
        now = self._clock.monotonic_s()
        with self._lock:
            if len(self._buckets) > _SWEEP_ABOVE_KEYS:
                self._sweep(now)
            left = self._left(key, now)
            if left < 1:
                raise TooManyRequests(max(1, math.ceil((1 - left) / self._per_s)))
            self._buckets[key] = left - 1, now

    @property
    def keys(self) -> int:
        """How many keys are in memory."""
        return len(self._buckets)

    def _left(self, key: str, now: float) -> float:
        left, at = self._buckets.get(key, (self._burst, now))
        return min(self._burst, left + (now - at) * self._per_s)

    def _sweep(self, now: float) -> None:
        """Forget the full ones: a new one is full as well."""
        for key in [key for key in self._buckets if self._left(key, now) >= self._burst]:
            del self._buckets[key]


class AddressRate:
    """ASGI middleware: refuses before anything else is done what comes too fast from one address.

    Behind a proxy on this machine uvicorn takes the address from `X-Forwarded-For`.
    """

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        self._app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 429."""
        if scope["type"] == "http":
            client = scope.get("client")
            try:
                self._rate.take(client[0] if client else "")
            except TooManyRequests as refusal:
                await refusal_answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)
