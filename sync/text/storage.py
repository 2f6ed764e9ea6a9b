"""A text as bytes, deleted characters' ids included: columns of varints, and the visible text, each packed by zlib.

    version · number of replicas · their names · three columns and the text, each with its length

One entry a span in each column: the replica's number; where its counters begin, as the distance from the end of that
replica's span before it; twice the size, and one more when it is deleted. Columns pack better than rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.text.runs import Runs
from sync.text.spans import Span
from sync.text.text import Text
from sync.text.varints import Reader, pack_column, pack_number, pack_numbers, unpack_numbers

VERSION = 1
_ONE_REPLICA = bytes([VERSION, 1])
_ONE_SPAN = bytes([2, 0])  # the column of replicas: one byte, not packed, number 0


class BadTextError(ValueError):
    """These bytes are no text."""


def encode(text: Text) -> bytes:
    """The whole state of a text; the same for every replica that applied the same log."""
    ends = [0] * len(text.replicas)
    replicas: list[int] = []
    starts: list[int] = []
    sizes: list[int] = []
    for span in _joined(text.runs.spans()):
        replicas.append(span.replica)
        distance = span.start - ends[span.replica]
        starts.append(distance * 2 if distance >= 0 else -distance * 2 - 1)
        sizes.append(span.size * 2 + (span.text is None))
        ends[span.replica] = span.start + span.size
    head = pack_numbers([VERSION, len(text.replicas)])
    names = [name.encode() for name in text.replicas]
    columns = [pack_column(pack_numbers(column)) for column in (replicas, starts, sizes)]
    return b"".join(
        [head, *(pack_numbers([len(name)]) + name for name in names), *columns, pack_column(str(text).encode())]
    )


def encode_run(replica: str, counter: int, text: str) -> bytes:
    """What `encode` gives for a text that was typed in one go and never changed, without making one."""
    name = replica.encode()
    start, size = pack_number(counter * 2), pack_number(len(text) * 2)
    head = b"".join((_ONE_REPLICA, pack_number(len(name)), name, _ONE_SPAN))
    return b"".join(
        (head, pack_number(len(start) * 2), start, pack_number(len(size) * 2), size, pack_column(text.encode()))
    )


def decode(data: bytes, replica: str = "") -> Text:
    """The text that `encode` wrote, for `replica` to go on with. Raises BadTextError when it is none."""
    try:
        return _decode(Reader(data), replica)
    except (ValueError, IndexError) as error:
        raise BadTextError(str(error)) from error


def _decode(reader: Reader, replica: str) -> Text:
    if reader.number() != VERSION:
        raise BadTextError("a version that is not known")
    names = [reader.bytes(reader.number()).decode() for _ in range(reader.number())]
    replicas, starts, sizes = (unpack_numbers(reader.column()) for _ in range(3))
    visible = reader.column().decode()
    if not reader.ended():
        raise BadTextError("there is more than a text")
    return Text(replica, names, Runs(_spans(replicas, starts, sizes, visible, [0] * len(names)), len(names)))


def _spans(replicas: list[int], starts: list[int], sizes: list[int], visible: str, ends: list[int]) -> Iterator[Span]:
    at = 0
    for number, distance, size in zip(replicas, starts, sizes, strict=True):
        start = ends[number] + (-(distance + 1) // 2 if distance & 1 else distance // 2)
        ends[number] = start + (size >> 1)
        if size & 1:
            yield Span(number, start, size >> 1, None)
        else:
            yield Span(number, start, size >> 1, visible[at : at + (size >> 1)])
            at += size >> 1


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with neighbours made one where they are one run: blocks must not show in the bytes."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.continues(last):
            joined = None if last.text is None or span.text is None else last.text + span.text
            last = Span(last.replica, last.start, last.size + span.size, joined)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
