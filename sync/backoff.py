"""How long to wait before the next try."""

from __future__ import annotations

from dataclasses import dataclass

from sync.ids import Random


@dataclass(frozen=True)
class Backoff:
    """Exponential with full jitter (Brooker, "Exponential backoff and jitter", 2015); times in seconds."""

    base_s: float = 0.5
    cap_s: float = 10.0

    def wait_s(self, failures: int, random: Random) -> float:
        """How long to wait after so many failures in a row (at least one)."""
        return random.uniform(0, min(self.cap_s, self.base_s * 2.0 ** min(failures, 16)))
