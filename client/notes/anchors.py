"""Where in a lesson a note belongs: at a paragraph of a segment, or at a second of its film or recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from client.plain import plain

WORDS = 40
"""So much of a paragraph is kept to know it again when the course has changed."""


@dataclass(frozen=True)
class Anchor:
    """A place in a lesson. `block` is the index of a paragraph that begins with `words`; or `second` counts."""

    segment: int
    block: int = 0
    words: str = ""
    second: float | None = None

    @classmethod
    def at_block(cls, segment: int, block: int, markdown: str) -> Self:
        """The place of a paragraph."""
        return cls(segment, block, plain(markdown, WORDS))

    @classmethod
    def at_second(cls, segment: int, second: float) -> Self:
        """The place of a second."""
        return cls(segment, second=round(second, 1))

    def find(self, blocks: Sequence[str]) -> int:
        """The index of its paragraph among `blocks` as they are now: with the same words, else at the same place."""
        there = [i for i, block in enumerate(blocks) if self.words and plain(block, WORDS) == self.words]
        if there:
            return min(there, key=lambda i: abs(i - self.block))
        return min(max(self.block, 0), max(len(blocks) - 1, 0))

    def to_json(self) -> dict[str, Any]:
        """As the note's record has it."""
        if self.second is not None:
            return {"segment": self.segment, "second": self.second}
        return {"segment": self.segment, "block": self.block, "words": self.words}

    @classmethod
    def from_json(cls, value: Any) -> Self | None:
        """What a record says; None for no place, and for what another version means by it."""
        if not isinstance(value, dict) or not isinstance(value.get("segment"), int):
            return None
        block, words, second = value.get("block", 0), value.get("words", ""), value.get("second")
        if not isinstance(block, int) or not isinstance(words, str) or not isinstance(second, int | float | None):
            return None
        return cls(value["segment"], block, words, None if second is None else float(second))
