"""Identifiers: new ones that sort by time, and stable ones that every device makes alike."""

from __future__ import annotations

import random as _random
import uuid
from typing import Protocol

from sync.clock import Clock

_NAMESPACE = uuid.UUID("6b1f2f64-5b0e-4d57-9d2b-7f6f3a0c5e11")  # ours, drawn once; never change it


class Random(Protocol):
    """Where chance comes in, so that a test can replay it; `random.Random` is one."""

    def getrandbits(self, k: int, /) -> int:
        """`k` random bits."""
        ...

    def uniform(self, a: float, b: float) -> float:
        """A number between `a` and `b`."""
        ...


def system_random() -> Random:
    """The operating system's chance, for the product."""
    return _random.SystemRandom()


def new_id(clock: Clock, random: Random) -> str:
    """A new UUID of version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    ms = int(clock.now_utc().timestamp() * 1000) & ((1 << 48) - 1)
    value = ms << 80 | 0x7 << 76 | random.getrandbits(12) << 64 | 0b10 << 62 | random.getrandbits(62)
    return str(uuid.UUID(int=value))


def stable_id(*parts: str) -> str:
    """The same id on every device for the same thing, e.g. `stable_id("place", course_id)`."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
