"""Which rows of a damaged database and of its copy go into the new one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from client.store.mending.reading import Found
from client.store.schema import Schema

MIRRORS = frozenset(
    {"shadow", "batch", "text_state", "unknown_event", "unknown_entry", "own_state", "own_event", "own_text"}
)
"""What only says how the log stands: begun anew, for half of one state and half of another would be none."""

_OUTBOX = "outbox"


@dataclass(frozen=True)
class Indexes:
    """What features make of other tables: left empty, and made anew.

    `tables`: how the names of those tables begin. `refill`: statements that note everything as still to be taken in.
    """

    tables: tuple[str, ...] = ()
    refill: tuple[str, ...] = ()


@dataclass
class Poured:
    """`rows`: what people wrote or did, all in all. `rescued`: of these, what the copy did not have, or had otherwise.

    `unnoted`: by record type, the rows without an operation that would take them to the other devices.
    """

    rows: int = 0
    rescued: int = 0
    unnoted: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def wanted_tables(new: sqlite3.Connection, indexes: Indexes) -> list[str]:
    """The tables of a new database that are to be filled."""
    names = [row[0] for row in new.execute("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name")]
    return [name for name in names if name not in MIRRORS and not name.startswith(("sqlite_", *indexes.tables))]


def pour(
    new: sqlite3.Connection, schema: Schema, indexes: Indexes, damaged: Found, copy: Found, next_id: str
) -> Poured:
    """Fill the empty database `new`; with an account the device goes on as `next_id`, for its numbers may be old."""
    poured = Poured()
    ours = {str(table.__tablename__): name for name, table in schema.tables.items()}
    outbox = damaged.rows(_OUTBOX)
    if not damaged.is_whole(_OUTBOX):
        outbox = _united(outbox, copy.rows(_OUTBOX))
    noted = {(str(row["type"]), str(row["record_id"])) for row in outbox}
    account = _account(damaged, copy)
    for table in wanted_tables(new, indexes):
        if table == _OUTBOX:
            continue
        key = _key(new, table)
        rows = {tuple(row[name] for name in key): row for row in copy.rows(table)}
        before = dict(rows)
        rows |= {tuple(row[name] for name in key): row for row in damaged.rows(table)}
        if name := ours.get(table):
            lost = [row for row in rows.values() if not account and (name, str(row["id"])) not in noted]
            if lost:
                poured.unnoted[name] = [_read(new, table, row) for row in lost]
            kept = [row for row in rows.values() if account or (name, str(row["id"])) in noted]
            poured.rows += len(kept) + len(lost)
            poured.rescued += sum(before.get(k) != row for k, row in rows.items())
        else:
            kept = list(rows.values())
        if kept:
            new.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own names; what a migration put in
            _put(new, table, kept)
    _put(new, _OUTBOX, [{**row, "n": n} for n, row in enumerate(outbox, 1)])
    new.execute("UPDATE cursor SET seq=0, chain='', healing=0, snapshot_after=NULL, snapshot_seq=0, snapshot_chain=''")
    new.execute("UPDATE device SET last_n=?, sent_n=?, acked_n=0", (len(outbox), len(outbox)))
    new.execute("UPDATE device SET next_id=? WHERE account_id<>''", (next_id,))
    for statement in indexes.refill:
        new.execute(statement)
    return poured


def _account(damaged: Found, copy: Found) -> str:
    rows = damaged.rows("device") or copy.rows("device")
    return str(rows[0]["account_id"]) if rows else ""


def _united(damaged: list[dict[str, Any]], copy: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What waits to be sent, of both: of a record that the damaged one still says something of, only that."""
    said = {(row["type"], row["record_id"]) for row in damaged}
    return [row for row in copy if (row["type"], row["record_id"]) not in said] + damaged


def _key(new: sqlite3.Connection, table: str) -> list[str]:
    columns = new.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [row[1] for row in columns if row[5]] or [row[1] for row in columns]


def _put(new: sqlite3.Connection, table: str, rows: Collection[Mapping[str, Any]]) -> None:
    """Rows of an older or damaged file may lack a column, or hold what none may: what does not fit stays out."""
    known = [row[1] for row in new.execute(f'PRAGMA table_info("{table}")')]
    for row in rows:
        names = [name for name in known if name in row]
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        new.execute(
            f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608 - our own names
            [row[name] for name in names],
        )


def _read(new: sqlite3.Connection, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row as a feature writes it: lists and objects taken out of their JSON, truth values as such."""
    kinds = {column[1]: str(column[2]).upper() for column in new.execute(f'PRAGMA table_info("{table}")')}
    value = dict(row)
    for name, kind in kinds.items():
        if kind == "JSON" and isinstance(value.get(name), str):
            value[name] = json.loads(value[name])
        if kind == "BOOLEAN" and isinstance(value.get(name), int):
            value[name] = bool(value[name])
    return value
