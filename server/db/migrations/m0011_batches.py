"""The log in batches instead of one row an operation: each as its device packed it, and passed on as it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, text

from server.db.tables import log
from sync.batch import Batch, pack
from sync.wire import PUSH_LIMIT

STATEMENTS = (
    "ALTER TABLE log RENAME TO log_by_row",
    """
    CREATE TABLE log (
        space_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        length BIGINT NOT NULL,
        device_id TEXT NOT NULL,
        n BIGINT NOT NULL,
        size BIGINT NOT NULL,
        batch {blob} NOT NULL,
        chain TEXT NOT NULL,
        received_utc TEXT NOT NULL,
        PRIMARY KEY (space_id, seq),
        CONSTRAINT log_by_n UNIQUE (space_id, device_id, n)
    )
    """,
)
_BATCH_CHARS = 64 << 10


def pack_rows(connection: Connection) -> None:
    """Put the rows that are there into batches; a batch is of one device, and nothing is missing between its rows."""
    spaces = connection.execute(text("SELECT DISTINCT space_id FROM log_by_row")).scalars().all()
    for space_id in spaces:
        rows = connection.execute(
            text(
                "SELECT seq, device_id, n, kind, type, record_id, base, stamp, fields, chain, received_utc"
                " FROM log_by_row WHERE space_id=:s ORDER BY seq"
            ),
            {"s": space_id},
        )
        held: list[Any] = []
        chars = 0
        for row in rows.all():
            follows = held and row.device_id == held[-1].device_id and row.n == held[-1].n + 1
            if held and not (follows and len(held) < PUSH_LIMIT and chars < _BATCH_CHARS):
                _write(connection, space_id, held)
                held, chars = [], 0
            held.append(row)
            chars += len(row.fields)
        if held:
            _write(connection, space_id, held)
    connection.execute(text("DROP TABLE log_by_row"))


def _write(connection: Connection, space_id: str, rows: list[Any]) -> None:
    columns = zip(*((r.kind, r.type, r.record_id, r.base, r.stamp, r.fields) for r in rows), strict=True)
    last = rows[-1]
    about = {"space_id": space_id, "seq": last.seq, "length": len(rows), "device_id": last.device_id, "n": last.n}
    size = sum(len(row.fields.encode()) for row in rows)
    about |= {"size": size, "batch": pack(Batch(*map(list, columns))), "chain": last.chain}
    connection.execute(insert(log), about | {"received_utc": last.received_utc})
