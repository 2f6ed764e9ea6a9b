"""What was not understood: line and reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """Something in line `line` (from 1) that did not become part of the course, and why, in a sentence."""

    line: int
    reason: str


class FaultError(ValueError):
    """Raised where a block cannot become a question; `line` counts from the block's first line, which is 0."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
