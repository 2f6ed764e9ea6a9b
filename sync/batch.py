"""Operations in bulk, packed once by the device that made them: server and other devices pass them on unopened.

A batch is operations of one device on one space that follow one another in `n`, and therefore in `seq`. Unpacked it is
lines of UTF-8: first its columns as JSON (`[kinds, types, ids, bases, stamps]`, each a list, or one value when all
are the same), then each operation's `fields` as compact JSON. Columns pack better than rows, and `fields` need not be
written out again to be stored or passed on. Packed it is that by zlib, unless it is short.

On the line (see `sync.wire`) a push is `{"space": …, "n": first}`, a line feed, and the batch. A page of the log is
`{"head": …, "more": …, "chain": …, "epoch": …, "runs": [[seq, device, n, bytes], …]}`, a line feed, and the batches of
the runs; a run's `seq` and `n` are those of its first entry.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, NoReturn, cast, overload

from sync.wire import LogEntry, Operation

BATCH_MEDIA = "application/vnd.xueban.batch"
PAGE_MEDIA = "application/vnd.xueban.log"

PUSH_BYTES = 256 * 1024
"""The most that one request carries before it is packed, unless a single operation is larger."""
_ROW_BYTES = 64
"""What an operation weighs beside its fields."""
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


Waiting = tuple[int, str, str, str, str, bytes, int, str]
"""(n, space, kind, type, id, fields as JSON in UTF-8, base, stamp) of an operation that is to be sent."""


class LazyText(Sequence[str]):
    """Lines that are in UTF-8, as they go over the line, and are decoded when somebody reads them."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return LazyText(self._lines[index])
        return self._lines[index].decode()


class Outgoing(Sequence[Operation]):
    """A device's first operations that wait for one space, as many as go into one request, to be sent as a batch."""

    def __init__(self, n: int, space: str, batch: Batch, packed: bytes) -> None:
        self.n = n
        self.space = space
        self.batch = batch
        self.packed = packed

    @classmethod
    def first_of(cls, rows: Iterable[Waiting]) -> Outgoing:
        """The first of these; without any it is empty."""
        taken: list[Waiting] = []
        size = 0
        for row in rows:
            size += _ROW_BYTES + len(row[5])
            if taken and (size > PUSH_BYTES or row[0] != taken[-1][0] + 1 or row[1] != taken[0][1]):
                break
            taken.append(row)
        if not taken:
            return cls(0, "", Batch((), (), (), (), (), ()), b"")
        _, _, kinds, types, ids, fields, bases, stamps = zip(*taken, strict=True)
        batch = Batch(kinds, types, ids, bases, stamps, LazyText(fields))
        return cls(taken[0][0], taken[0][1], batch, _packed(batch, fields))

    @classmethod
    def of(cls, operations: Sequence[Operation]) -> Outgoing:
        """The same of operations as objects."""
        return cls.first_of(
            (o.n, o.space, o.kind, o.type, o.id, to_json(o.fields).encode(), o.base, o.stamp) for o in operations
        )

    @property
    def last_n(self) -> int:
        """The number of the last one."""
        return self.n + len(self) - 1

    @cached_property
    def operations(self) -> list[Operation]:
        """The operations as objects."""
        return self.batch.operations(self.space, self.n)

    def cut(self, start: int, end: int) -> Outgoing:
        """Those from `start` up to before `end`."""
        batch = self.batch.cut(start, end)
        return Outgoing(self.n + start, self.space, batch, pack(batch))

    def request(self) -> bytes:
        """The body of the request that sends them."""
        return to_json({"space": self.space, "n": self.n}).encode() + b"\n" + self.packed

    def __len__(self) -> int:
        return len(self.batch.ids)

    @overload
    def __getitem__(self, index: int) -> Operation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Operation]: ...
    def __getitem__(self, index: int | slice) -> Operation | Sequence[Operation]:
        return self.operations[index]


def pack(batch: Batch) -> bytes:
    """A batch as bytes."""
    return _packed(batch, [line.encode() for line in batch.fields])


def _packed(batch: Batch, lines: Sequence[bytes]) -> bytes:
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
