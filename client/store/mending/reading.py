"""Every row that a damaged SQLite file still gives.

A table is read in the order of its key until SQLite finds the damage, then from its other end, and between the two in
ever wider steps: what lies on the broken pages is missing, what is behind them is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PORTION = 200
_LAST = (1 << 62) - 1


@dataclass
class Read:
    """The rows of a table, each by its columns' names; `whole`: none is missing."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    whole: bool = True


@dataclass
class Found:
    """What a file holds: its tables, and the number of the last migration; `whole`: all of it was read."""

    tables: dict[str, Read]
    version: int

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.tables) and all(table.whole for table in self.tables.values())

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of `table` that could be read."""
        return self.tables[table].rows if table in self.tables else []

    def is_whole(self, table: str) -> bool:
        """Whether `table` was read to its end."""
        return table in self.tables and self.tables[table].whole


def read_file(path: Path, tables: list[str]) -> Found:
    """What can be read of these `tables` in the database at `path`; a table that is not there counts as broken."""
    found = Found({name: Read(whole=False) for name in tables}, 0)
    if not path.is_file() or not path.stat().st_size:
        return found
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        found.version = int(db.execute("PRAGMA user_version").fetchone()[0])
        for name in tables:
            with suppress(sqlite3.DatabaseError):
                found.tables[name] = _read_table(db, name)
    return found


def _read_table(db: sqlite3.Connection, name: str) -> Read:
    read = Read()
    up = _walk(db, name, "rowid>? ORDER BY rowid", read.rows, -_LAST)
    if up is None:
        return read
    read.whole = False
    behind: list[dict[str, Any]] = []
    down = _walk(db, name, "rowid<? ORDER BY rowid DESC", behind, _LAST)
    low, high = up, _LAST if down is None else down
    step = 1
    while low + step < high and step < _LAST >> 1:
        before = len(read.rows)
        reached = _walk(db, name, f"rowid>? AND rowid<{high} ORDER BY rowid", read.rows, low + step)
        if reached is None:
            break
        low, step = (reached, 1) if len(read.rows) > before else (low, step * 2)
    read.rows += reversed(behind)
    return read


def _walk(db: sqlite3.Connection, name: str, where: str, into: list[dict[str, Any]], start: int) -> int | None:
    """Read from `start` on; the key at which it broke off, None when it did not."""
    at = start
    query = f'SELECT rowid AS rowid_, * FROM "{name}" WHERE {where} LIMIT {PORTION}'  # noqa: S608 - our own names
    while True:
        count = 0
        try:
            for row in _rows(db, query, at):
                at = row.pop("rowid_")
                into.append(row)
                count += 1
        except sqlite3.DatabaseError:
            return at
        if count < PORTION:
            return None


def _rows(db: sqlite3.Connection, query: str, at: int) -> Iterator[dict[str, Any]]:
    for row in db.execute(query, (at,)):
        yield dict(row)
