"""The batches of a log: written as they came, and read as batches or as entries.

Whoever only passes them on never looks inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from server.db.tables import log
from sync.batch import Batch, numbered, pack, unpack
from sync.chain import EMPTY, extend_run
from sync.wire import LogEntry

_MORE = 1_000
"""Batches read at once: of single operations they are small."""

# Made once: to build a statement takes longer than to run it.
_COLUMNS = (log.c.seq, log.c.length, log.c.device_id, log.c.n, log.c.size, log.c.batch, log.c.chain, log.c.received_utc)
_AFTER = (
    select(*_COLUMNS)
    .where(log.c.space_id == bindparam("space"), log.c.seq > bindparam("after"))
    .order_by(log.c.seq)
    .limit(bindparam("most"))
)
_INSERT = insert(log)


class Row(NamedTuple):
    """An entry as the log has it; `fields` is JSON."""

    seq: int
    device_id: str
    n: int
    kind: str
    type: str
    record_id: str
    fields: str
    base: int
    stamp: str


class Stored(NamedTuple):
    """A batch in its log; `seq`, `n` and `chain` are those of its last entry, `size` is the bytes of its fields."""

    seq: int
    length: int
    device_id: str
    n: int
    size: int
    batch: bytes
    chain: str
    received_utc: str

    @property
    def first_seq(self) -> int:
        """The place of its first entry."""
        return self.seq - self.length + 1

    @property
    def first_n(self) -> int:
        """The number of its first entry."""
        return self.n - self.length + 1

    def rows(self) -> Iterator[Row]:
        """Its entries."""
        away = self.seq - self.n
        for n, kind, type_, record_id, fields, base, stamp in numbered(unpack(self.batch), self.first_n):
            yield Row(n + away, self.device_id, n, kind, type_, record_id, fields, base, stamp)


def stored_of(batch: Batch, first_n: int, seq: int, chain: str, device_id: str, received_utc: str) -> Stored:
    """A batch to append behind `seq`, where the log's chain is `chain`."""
    count = len(batch.ids)
    size = sum(len(line.encode()) for line in batch.fields)
    after = extend_run(chain, device_id, first_n, count)
    return Stored(seq + count, count, device_id, first_n + count - 1, size, pack(batch), after, received_utc)


def append(connection: Connection, space_id: str, batches: list[Stored]) -> None:
    """Write batches behind the log's end; who calls holds the space's row."""
    connection.execute(_INSERT, [{"space_id": space_id, **stored._asdict()} for stored in batches])


def batches_after(connection: Connection, space_id: str, after: int, most: int = _MORE) -> list[Stored]:
    """The batches whose last entry is above `after`, in order; the first may begin before it."""
    return [Stored(*row) for row in connection.execute(_AFTER, {"space": space_id, "after": after, "most": most})]


def rows_after(connection: Connection, space_id: str, after: int) -> Iterator[Row]:
    """All entries above `after`, in order."""
    while found := batches_after(connection, space_id, after):
        for stored in found:
            yield from (row for row in stored.rows() if row.seq > after)
        after = found[-1].seq


def chain_at(connection: Connection, space_id: str, seq: int) -> str:
    """The log's chain after entry `seq`; `EMPTY` when there is no such entry."""
    found = batches_after(connection, space_id, seq - 1, 1)
    if not found or found[0].first_seq > seq:
        return EMPTY
    [stored] = found
    if stored.seq == seq:
        return stored.chain
    query = select(log.c.chain).where(log.c.space_id == space_id, log.c.seq == stored.first_seq - 1)
    before = connection.execute(query).scalar() or EMPTY
    return extend_run(before, stored.device_id, stored.first_n, seq - stored.first_seq + 1)


def entry_of(row: Row, fields: dict[str, object]) -> LogEntry:
    """The entry as an object, with its fields as they were parsed."""
    about = {"kind": row.kind, "type": row.type, "id": row.record_id, "fields": fields}
    return LogEntry.built(seq=row.seq, device=row.device_id, n=row.n, base=row.base, stamp=row.stamp, **about)
