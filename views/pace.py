"""How often what changes again and again is read anew."""

from __future__ import annotations

from collections.abc import Callable

from client.alarm import Alarm, Later

APART_S = 0.25
"""What changes once more is read so long after it was read."""
APART_MOST_S = 4.0
"""What goes on changing, as a note does at every key, is read less and less often, but so often."""
REST_S = 0.6
"""Once nothing has changed for so long, what is shown is up to date in any case."""


class Pace:
    """The first change is read at once; each reading takes its time from the one who writes, so more come slower."""

    def __init__(self, later: Later, now_s: Callable[[], float], read: Callable[[], object]) -> None:
        """`later`, `now_s`: the loop's, or a test's."""
        self._to_read, self._now_s, self._read = Alarm(later), now_s, read
        self._read_s = self._changed_s = float("-inf")
        self._apart_s = APART_S

    def changed(self) -> None:
        """It has changed now."""
        now_s = self._now_s()
        if now_s - self._changed_s >= REST_S:
            self._apart_s = APART_S
        self._changed_s = now_s
        wait_s = min(self._read_s + self._apart_s - now_s, REST_S)
        if wait_s > 0:
            self._to_read.set(wait_s, self._go)
        else:
            self._to_read.cancel()
            self._go()

    def cancel(self) -> None:
        """Nothing is read any more."""
        self._to_read.cancel()

    def _go(self) -> None:
        self._read_s = self._now_s()
        self._apart_s = min(2 * self._apart_s, APART_MOST_S)
        self._read()
