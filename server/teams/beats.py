"""Who is there: kept in memory, by account, for a few minutes.

Several server processes would each know their own; like hints they will need a bus between them.
"""

from __future__ import annotations

import threading

from sync.clock import Clock
from sync.teams import GONE_S, Here

_SWEEP_ABOVE = 10_000


class Beats:
    """The last beat of each account. Any thread may use it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def beat(self, account_id: str, activity: str) -> None:
        """The account is there."""
        now = self._clock.monotonic_s()
        with self._lock:
            if len(self._last) > _SWEEP_ABOVE:
                self._last = {who: last for who, last in self._last.items() if now - last[0] <= GONE_S}
            self._last[account_id] = (now, activity)

    def here(self, account_ids: list[str]) -> list[Here]:
        """Those of these accounts who are there."""
        now = self._clock.monotonic_s()
        with self._lock:
            found = [(who, *self._last[who]) for who in account_ids if who in self._last]
        return [
            Here(account_id=who, activity=activity, ago_s=round(now - at, 1))
            for who, at, activity in found
            if now - at <= GONE_S
        ]
