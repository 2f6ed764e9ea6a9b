"""INSERT of many rows in few steps of the database.

Python's driver lets other threads run during each step, and then waits until it is its turn again, which while a window
is drawn beside it is up to 5 ms (`sys.getswitchinterval`): ten thousand rows one by one then take seconds instead of
50 ms. With nothing beside it, too, a statement of hundreds of rows takes half the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlmodel import Session

_SIZES = (1024, 256, 64, 16, 4, 1)
"""How many rows a statement has: few sizes, so that the driver finds each compiled."""
_MOST_VALUES = 4_096
"""In one statement: the driver keeps it compiled, which takes some 200 bytes a value, and more is hardly quicker."""


class BulkInsert:
    """An INSERT into one table; `conflict`: what its ON CONFLICT says, "" for a failure."""

    def __init__(self, table: str, columns: Sequence[str], conflict: str = "") -> None:
        self.table = table
        self.columns = tuple(columns)
        self._tail = f" ON CONFLICT {conflict}" if conflict else ""

    @classmethod
    def upsert(cls, table: str, columns: Sequence[str], keys: Sequence[str]) -> BulkInsert:
        """One that replaces the row with the same `keys`."""
        new = ", ".join(f"{name}=excluded.{name}" for name in columns if name not in keys)
        return cls(table, columns, f"({', '.join(keys)}) DO UPDATE SET {new}" if new else "DO NOTHING")

    def run(self, session: Session, rows: Sequence[Sequence[Any]]) -> int:
        """Insert rows, each with a value for every column; how many were written is returned."""
        return self._put(session, self.columns, {}, rows)

    def run_columns(self, session: Session, same: Mapping[str, Any], differing: Mapping[str, Sequence[Any]]) -> int:
        """Insert rows given as columns of the same length; `same`: the columns that have one value in all rows."""
        return self._put(session, tuple(differing), same, list(zip(*differing.values(), strict=True)))

    def _put(
        self, session: Session, differing: tuple[str, ...], same: Mapping[str, Any], rows: Sequence[Sequence[Any]]
    ) -> int:
        run, first, written = session.connection().exec_driver_sql, tuple(same.values()), 0
        for part in _parts(rows, (_most_values(session) - len(first)) // len(differing)):
            statement = _statement(self.table, tuple(same), differing, self._tail, len(part))
            written += run(statement, (*first, *chain.from_iterable(part))).rowcount
        return written


@lru_cache(maxsize=256)
def _statement(table: str, same: tuple[str, ...], differing: tuple[str, ...], tail: str, size: int) -> str:
    row = f"({', '.join('?' * len(differing))})"
    into = f"INSERT INTO {table} ({', '.join((*same, *differing))})"
    # `WHERE true`: without it SQLite takes ON CONFLICT for a condition of the join
    values = f"SELECT {'?, ' * len(same)}v.* FROM (VALUES {', '.join([row] * size)}) v WHERE true"  # noqa: S608 - our own names
    return f"{into} {values}{tail}"


def _parts(rows: Sequence[Sequence[Any]], most: int) -> Iterator[Sequence[Sequence[Any]]]:
    start = 0
    for size in _SIZES:
        while size <= most and len(rows) - start >= size:
            yield rows[start : start + size]
            start += size


def _most_values(session: Session) -> int:
    """How many values a statement may have: older builds of SQLite allow fewer than we want."""
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the store has no other
    return min(_MOST_VALUES, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
