"""What a run, or several, came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

TRACE = 60
"""So many of the last steps are kept for whoever must understand a violation."""


@dataclass
class Report:
    """`steps`: acts of people, faults of a whole device or server, and messages that arrived."""

    steps: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    stalls: list[str] = field(default_factory=list)
    quiet_points: int = 0
    trace: list[str] = field(default_factory=list)

    def step(self, at_s: float, what: str) -> None:
        """An act or a fault happened at this simulated time."""
        self.steps += 1
        self.trace.append(f"{self.steps:>6} {at_s:>10.3f}s {what}")
        del self.trace[:-TRACE]

    def add(self, other: Report) -> None:
        """Take in another run; the trace is that of the first one that failed."""
        if not self.failed:
            self.trace = other.trace
        self.steps += other.steps
        self.faults += other.faults
        self.violations += other.violations
        self.stalls += other.stalls
        self.quiet_points += other.quiet_points

    @property
    def failed(self) -> bool:
        """Whether anything did not hold."""
        return bool(self.violations or self.stalls)
