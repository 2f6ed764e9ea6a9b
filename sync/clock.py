"""Clocks: what time it is, how long something took, and which of two concurrent edits came later."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where time comes in, so that a test can replay it."""

    def now_utc(self) -> datetime:
        """The wall clock: for showing times and naming days, never for counting."""
        ...

    def monotonic_s(self) -> float:
        """Seconds from an arbitrary start that never go back: for counting."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now_utc(self) -> datetime:
        """The current time, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()


def to_text(moment: datetime) -> str:
    """`moment` (aware) as ISO 8601 in UTC with milliseconds: text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote. Raises ValueError for anything else."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


_USUAL = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z", re.ASCII
)

NEVER = "1970-01-01T00:00:00.000Z"
"""The moment of what came without one, or with something that is none."""


def is_moment(text: str) -> bool:
    """Whether `from_text` can read it."""
    if _USUAL.fullmatch(text) and text[:4] >= "1970":
        return True
    try:
        return from_text(text).year >= 1970
    except (ValueError, OverflowError):
        return False


class HybridClock:
    """Stamps that grow with wall time, yet never go back and never fall behind a stamp that was seen.

    Kulkarni et al., "Logical physical clocks" (2014). A stamp is `<ms since 1970, 13 digits>-<counter, 6 digits>`:
    as text it sorts by time. Stamps only break ties between edits that did not see each other.
    """

    def __init__(self, clock: Clock, last: str = "") -> None:
        self._clock = clock
        self._ms, self._count = _parts(last)

    def tick(self) -> str:
        """A stamp later than all before."""
        now_ms = int(self._clock.now_utc().timestamp() * 1000)
        if now_ms > self._ms:
            self._ms, self._count = now_ms, 0
        else:
            self._count += 1
        return self.last

    def observe(self, stamp: str) -> None:
        """Take note of another device's stamp, so that the next one here is later."""
        seen = _parts(stamp)
        if seen > (self._ms, self._count):
            self._ms, self._count = seen

    @property
    def last(self) -> str:
        """The latest stamp given or seen."""
        return f"{self._ms:013d}-{self._count:06d}"


def _parts(stamp: str) -> tuple[int, int]:
    ms, _, count = stamp.partition("-")
    return (int(ms), int(count)) if ms.isdigit() and count.isdigit() else (0, 0)


def stamp_utc(stamp: str) -> datetime:
    """When a hybrid-logical stamp was given, by the wall clock of the device that gave it; 1970 for a broken one."""
    return datetime.fromtimestamp(_parts(stamp)[0] / 1000, UTC)
