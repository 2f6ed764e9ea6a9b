"""Runs of characters with consecutive ids, and blocks of such runs: what a text is kept as."""

from __future__ import annotations


class Span:
    """Characters `start` … `start + size - 1` of one replica, in a row; `text` is None once they are deleted.

    `replica` is the replica's number within its text.
    """

    __slots__ = ("replica", "size", "start", "text")

    def __init__(self, replica: int, start: int, size: int, text: str | None) -> None:
        self.replica = replica
        self.start = start
        self.size = size
        self.text = text

    def split(self, offset: int) -> Span:
        """Cut off what is from `offset` on; it is returned."""
        text = self.text
        rest = Span(self.replica, self.start + offset, self.size - offset, None if text is None else text[offset:])
        self.size = offset
        if text is not None:
            self.text = text[:offset]
        return rest

    def continues(self, before: Span) -> bool:
        """Whether this and the one before are really one run."""
        return (
            self.replica == before.replica
            and self.start == before.start + before.size
            and (self.text is None) == (before.text is None)
        )


class Block:
    """Some spans in a row; `visible` is how many of their characters are not deleted."""

    __slots__ = ("spans", "visible")

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.visible = sum(span.size for span in spans if span.text is not None)

    def find(self, replica: int, counter: int) -> int:
        """Which span holds this character; it must be here."""
        for number, span in enumerate(self.spans):
            if span.replica == replica and span.start <= counter < span.start + span.size:
                return number
        raise LookupError(counter)
