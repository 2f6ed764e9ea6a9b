"""What an edit of a text says: put these characters beside that one, delete those; never a position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

PIECE_CHARS = 30_000
"""The most that one operation inserts, in characters: escaped as JSON they stay under a request's 256 KB."""
PART_CHARS = 10
"""What a part weighs beside its characters: its numbers and names as JSON, in characters of the largest kind."""


class CharId(NamedTuple):
    """A character's name for ever: the replica that typed it, and its number there."""

    replica: str
    counter: int


class Insert(NamedTuple):
    """Characters `replica`, `counter`, `counter + 1` … in a row, right after the anchor, or right before it.

    An anchor of "" is the text's beginning.
    """

    replica: str
    counter: int
    text: str
    anchor: str = ""
    anchor_counter: int = 0
    before: bool = False


class Bury(NamedTuple):
    """`size` characters that were deleted before they came here: their ids alone, in their place after the anchor.

    Those that have come meanwhile are deleted.
    """

    replica: str
    counter: int
    size: int
    anchor: str = ""
    anchor_counter: int = 0


class Delete(NamedTuple):
    """`size` characters from `counter` on are deleted; those that are not here, or no longer, change nothing."""

    replica: str
    counter: int
    size: int


Part = Insert | Bury | Delete
TextOp = tuple[Part, ...]
"""One edit: its parts in order."""


def fold(first: TextOp, then: TextOp) -> TextOp:
    """Both edits as one: what is typed on extends the run, what is deleted on extends the range."""
    folded = list(first)
    for part in then:
        joined = _join(folded[-1], part) if folded else None
        if joined is None:
            folded.append(part)
        else:
            folded[-1] = joined
    return tuple(folded)


def pieces(op: TextOp, limit: int = PIECE_CHARS) -> Iterator[TextOp]:
    """The edit in portions of about `limit` characters, parts weighed in; in this order they do the same."""
    portion: list[Part] = []
    size = 0
    for part in (smaller for whole in op for smaller in _cut(whole, limit)):
        weight = PART_CHARS + (len(part.text) if isinstance(part, Insert) else 0)
        if portion and size + weight > limit:
            yield tuple(portion)
            portion, size = [], 0
        portion.append(part)
        size += weight
    if portion:
        yield tuple(portion)


def _join(first: Part, then: Part) -> Part | None:
    if first.replica != then.replica:
        return None
    if isinstance(first, Insert) and isinstance(then, Insert):
        end = first.counter + len(first.text)
        follows = then.counter == end and (then.anchor, then.anchor_counter) == (first.replica, end - 1)
        return first._replace(text=first.text + then.text) if follows and not then.before else None
    if isinstance(first, Delete) and isinstance(then, Delete):
        if first.counter + first.size == then.counter:
            return first._replace(size=first.size + then.size)
        if then.counter + then.size == first.counter:
            return Delete(first.replica, then.counter, first.size + then.size)
    return None


def _cut(part: Part, limit: int) -> Iterator[Part]:
    """A long insertion as several, each after the one before."""
    if not isinstance(part, Insert) or len(part.text) <= limit:
        yield part
        return
    yield part._replace(text=part.text[:limit])
    for start in range(limit, len(part.text), limit):
        counter = part.counter + start
        yield Insert(part.replica, counter, part.text[start : start + limit], part.replica, counter - 1)
