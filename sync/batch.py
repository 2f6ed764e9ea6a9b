"""Operations in bulk, packed once by the device that made them: server and other devices pass them on unopened.

A batch is operations of one device on one space that follow one another in `n`, and therefore in `seq`. Unpacked it is
lines of UTF-8: first its columns as JSON (`[kinds, types, ids, bases, stamps]`, each a list, or one value when all
are the same), then each operation's `fields` as compact JSON. Columns pack better than rows, and `fields` need not be
written out again to be stored or passed on. Packed it is that by zlib, unless it is short.

On the line (see `sync.wire`) a push is `{"device": …, "space": …, "n": first}`, a line feed, and the batch; `device` is
the id under which it is numbered, and may be left out. A page of the log is `{"head": …, "more": …, "chain": …,
"epoch": …, "runs": [[seq, device, n, bytes], …]}`, a line feed, and the batches of the runs; a run's `seq` and `n` are
those of its first entry.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, NoReturn, cast

from sync.wire import LogEntry, Operation

BATCH_MEDIA = "application/vnd.xueban.batch"
PAGE_MEDIA = "application/vnd.xueban.log"

_SHORT_BYTES = 512
_LEVEL = 4  # notes take a quarter less than with 1; 3 takes longer for more, and 5 longer still
_MOST_BYTES = 1 << 24
"""What a batch may unpack to, unless somebody says less."""
_ZLIB = 0x78
"""The first byte of what is packed; what is not begins with a bracket."""


class BadBatchError(ValueError):
    """These bytes are no batch."""


class Batch(NamedTuple):
    """Operations as columns; `fields` are JSON, compact and each on its line."""

    kinds: Sequence[str]
    types: Sequence[str]
    ids: Sequence[str]
    bases: Sequence[int]
    stamps: Sequence[str]
    fields: Sequence[str]

    @classmethod
    def of(cls, operations: Sequence[Operation], fields: Sequence[str]) -> Batch:
        """The columns of these operations, whose fields are written out already."""
        return cls(
            [o.kind for o in operations],
            [o.type for o in operations],
            [o.id for o in operations],
            [o.base for o in operations],
            [o.stamp for o in operations],
            fields,
        )

    def cut(self, start: int, end: int) -> Batch:
        """The operations from `start` up to before `end`."""
        kinds, types, ids, bases, stamps, fields = self
        part = slice(start, end)
        return Batch(kinds[part], types[part], ids[part], bases[part], stamps[part], fields[part])

    def operations(self, space: str, n: int) -> list[Operation]:
        """The operations as objects; the first has the number `n`. Raises BadBatchError."""
        rows = zip(self.kinds, self.types, self.ids, self.values(), self.bases, self.stamps, strict=True)
        return [
            Operation.built(n=n + i, space=space, kind=k, type=t, id=d, fields=f, base=b, stamp=s)
            for i, (k, t, d, f, b, s) in enumerate(rows)
        ]

    def values(self) -> list[dict[str, Any]]:
        """The fields, parsed. Raises BadBatchError for what is not an object in strict JSON."""
        return [value_of(line) for line in self.fields]


class Run(NamedTuple):
    """A batch in its place in a log: `seq` and `n` are those of its first entry, `packed` is as it came."""

    seq: int
    device: str
    n: int
    batch: Batch
    packed: bytes

    @property
    def last_seq(self) -> int:
        """The place of the last entry."""
        return self.seq + len(self.batch.ids) - 1

    def entries(self) -> list[LogEntry]:
        """The entries as objects. Raises BadBatchError."""
        batch = self.batch
        rows = zip(batch.kinds, batch.types, batch.ids, batch.values(), batch.bases, batch.stamps, strict=True)
        return [
            LogEntry.built(
                seq=self.seq + i, device=self.device, n=self.n + i, kind=k, type=t, id=d, fields=f, base=b, stamp=s
            )
            for i, (k, t, d, f, b, s) in enumerate(rows)
        ]


class PackedPage:
    """What `sync.wire.LogPage` is, in runs."""

    def __init__(self, runs: Sequence[Run], head: int, more: bool, chain: str, epoch: str) -> None:
        self.runs = runs
        self.head = head
        self.more = more
        self.chain = chain
        self.epoch = epoch

    @property
    def last_seq(self) -> int:
        """The place of the last entry; 0 when there is none."""
        return self.runs[-1].last_seq if self.runs else 0

    @cached_property
    def entries(self) -> list[LogEntry]:
        """All entries as objects. Raises BadBatchError."""
        return [entry for run in self.runs for entry in run.entries()]


def pack(batch: Batch) -> bytes:
    """A batch as bytes."""
    return pack_lines(batch, [line.encode() for line in batch.fields])


def pack_lines(batch: Batch, lines: Sequence[bytes]) -> bytes:
    """The same, with the fields in UTF-8 already."""
    columns = [_short(column) for column in batch[:5]]
    return squeeze(b"\n".join((to_json(columns).encode(), *lines)))


def squeeze(lines: bytes) -> bytes:
    """The lines of a batch, packed unless they are short."""
    return lines if len(lines) < _SHORT_BYTES else zlib.compress(lines, _LEVEL)


def unpack(packed: bytes, limit_bytes: int = _MOST_BYTES) -> Batch:
    """The batch that `pack` made bytes of. Raises BadBatchError when it is none, or larger than `limit_bytes`."""
    try:
        head, *fields = _expanded(packed, limit_bytes).decode().split("\n")
        columns = json.loads(head)
    except (ValueError, zlib.error, RecursionError) as error:
        raise BadBatchError(str(error)) from error
    if not isinstance(columns, list) or len(cast("list[Any]", columns)) != 5 or not fields:
        raise BadBatchError("the columns")
    kinds, types, ids, bases, stamps = (
        _long(column, len(fields), int if i == 3 else str) for i, column in enumerate(cast("list[Any]", columns))
    )
    return Batch(kinds, types, ids, bases, stamps, fields)


def write_page(head: int, more: bool, chain: str, epoch: str, runs: Sequence[tuple[int, str, int, bytes]]) -> bytes:
    """A page of a log; a run is its first `seq`, device, first `n`, and packed batch."""
    about = {"head": head, "more": more, "chain": chain, "epoch": epoch}
    listed = [[seq, device, n, len(packed)] for seq, device, n, packed in runs]
    return b"".join((to_json(about | {"runs": listed}).encode(), b"\n", *(packed for *_, packed in runs)))


def read_page(data: bytes) -> PackedPage:
    """The page that `write_page` wrote. Raises BadBatchError."""
    line, _, rest = data.partition(b"\n")
    runs: list[Run] = []
    try:
        about = json.loads(line)
        at = 0
        for seq, device, n, size in about["runs"]:
            packed = rest[at : at + size]
            at += size
            runs.append(Run(int(seq), str(device), int(n), unpack(packed), packed))
        return PackedPage(runs, int(about["head"]), bool(about["more"]), str(about["chain"]), str(about["epoch"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadBatchError(str(error)) from error


def value_of(line: str) -> dict[str, Any]:
    """An operation's fields, parsed. Raises BadBatchError for what is not an object in strict JSON."""
    try:
        value, end = _scan(line, 0)
    except (ValueError, StopIteration, RecursionError) as error:
        raise BadBatchError("not JSON") from error
    if end != len(line) or type(value) is not dict:
        raise BadBatchError("not an object")
    return cast("dict[str, Any]", value)


def numbered(batch: Batch, n: int) -> Iterator[tuple[int, str, str, str, str, int, str]]:
    """(n, kind, type, id, fields, base, stamp) of each operation, the fields as JSON."""
    rows = zip(batch.kinds, batch.types, batch.ids, batch.fields, batch.bases, batch.stamps, strict=True)
    for i, (kind, type_, record_id, fields, base, stamp) in enumerate(rows):
        yield n + i, kind, type_, record_id, fields, base, stamp


def _expanded(packed: bytes, limit_bytes: int) -> bytes:
    if packed[:1] != bytes((_ZLIB,)):
        return packed
    unpacking = zlib.decompressobj()
    lines = unpacking.decompress(packed, limit_bytes)
    if not unpacking.eof or unpacking.unused_data:
        raise BadBatchError("too large, or cut off")
    return lines


def _short(column: Sequence[Any]) -> Any:
    return column[0] if len(column) > 1 and column.count(column[0]) == len(column) else column


def _long(column: Any, size: int, kind: type) -> list[Any]:
    whole = cast("list[Any]", column) if isinstance(column, list) else [column] * size
    if len(whole) != size or set(map(type, whole)) != {kind}:
        raise BadBatchError("a column")
    return whole


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise ValueError("infinity is not JSON")
    return number


to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# The scanner itself: `json.loads` does around it what takes as long again, and `value_of` checks that it ends the line.
_strict: Any = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)
_scan = _strict.scan_once
