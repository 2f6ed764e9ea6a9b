"""What one state of a text has and another lacks, as edits: how a restored server or device gets back what it lost."""

from __future__ import annotations

from collections.abc import Iterator

from sync.text.ops import Bury, CharId, Delete, Insert, Part, TextOp, fold
from sync.text.spans import Span
from sync.text.text import Text


def missing_from(mine: Text, other: Text) -> TextOp:
    """The edit that brings every character and every deletion of `mine` into `other`, under their old ids.

    A character goes to the one that it follows here. What `other` has besides stays as it is.
    """
    parts: list[Part] = []
    before: CharId | None = None
    for span in mine.runs.spans():
        replica = mine.replicas[span.replica]
        for offset, size, known in _stretches(other, replica, span):
            if not known:
                parts.append(_insertion(replica, span, offset, size, before))
            elif span.text is None:
                parts.extend(_deletions(other, replica, span.start + offset, size))
            before = CharId(replica, span.start + offset + size - 1)
    return fold((), tuple(parts))


def merge(into: Text, other: Text) -> TextOp:
    """Bring all that `other` knows into `into`; the edit that did it is returned."""
    op = missing_from(other, into)
    into.apply(op)
    return op


def _stretches(other: Text, replica: str, span: Span) -> Iterator[tuple[int, int, bool]]:
    """The span in stretches that `other` wholly knows or wholly does not: offset, size, known."""
    begin, known = 0, other.knows(CharId(replica, span.start))
    for offset in range(1, span.size):
        if other.knows(CharId(replica, span.start + offset)) is not known:
            yield begin, offset - begin, known
            begin, known = offset, not known
    yield begin, span.size - begin, known


def _insertion(replica: str, span: Span, offset: int, size: int, before: CharId | None) -> Part:
    anchor = before or CharId("", 0)
    if span.text is None:
        return Bury(replica, span.start + offset, size, anchor.replica, anchor.counter)
    return Insert(replica, span.start + offset, span.text[offset : offset + size], anchor.replica, anchor.counter)


def _deletions(other: Text, replica: str, start: int, count: int) -> Iterator[Delete]:
    """Those of these characters that `other` still shows."""
    for counter in range(start, start + count):
        if other.shows(CharId(replica, counter)):
            yield Delete(replica, counter, 1)
