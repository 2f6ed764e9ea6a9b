"""Rows in bulk: one statement for many, straight to the driver, so that a page of operations is a few statements.

What arrives from other devices may hold anything in any field. A column takes what fits it; what does not fit shows as
the column's default, and stays as it came in the record's shadow.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, Table, inspect
from sqlmodel import Session, SQLModel

from client.store.inserting import BulkInsert
from sync.clock import is_moment

CHUNK = 500
"""Ids in one `IN (…)`: well under SQLite's limit of variables on every platform."""

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A value as the database keeps it: made once, for `json.dumps` would make an encoder a value."""

_INT64 = 1 << 63
_MOMENT = "_utc"
"""How the names of columns end that hold a moment (`sync.clock.to_text`); also "" where the default is that."""


class Bulk:
    """The statements for whole rows of one table."""

    def __init__(self, table: type[SQLModel]) -> None:
        core = core_table(table)
        self.name = core.name
        self.columns = [column.name for column in core.columns]
        self.keys = [column.name for column in core.primary_key]
        self._fits = [_fit(table, column) for column in core.columns]
        self._texts = [not isinstance(column.type, JSON) and _form(column)("") == "" for column in core.columns]
        self.upsert = BulkInsert.upsert(self.name, self.columns, self.keys)
        self.insert = BulkInsert(self.name, self.columns, "DO NOTHING")

    def bound(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The row's values as the driver wants them."""
        return tuple([fit(row[name]) for name, fit in zip(self.columns, self._fits, strict=True)])

    def upsert_columns(self, session: Session, columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any]) -> None:
        """Insert whole rows, replacing those with the same key, given as columns; `same`: as in `BulkInsert`."""
        differing: dict[str, Sequence[Any]] = {}
        bound: dict[str, Any] = {}
        for name, fit, is_text in zip(self.columns, self._fits, self._texts, strict=True):
            column = columns.get(name)
            if column is None:
                bound[name] = fit(same[name])
            elif is_text and set(map(type, column)) == {str}:
                differing[name] = column
            else:
                differing[name] = [fit(value) for value in column]
        self.upsert.run_columns(session, bound, differing)


_made: dict[type[SQLModel], Bulk] = {}


def bulk(table: type[SQLModel]) -> Bulk:
    """The statements for a table, made once."""
    if table not in _made:
        _made[table] = Bulk(table)
    return _made[table]


def upsert_rows(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert whole rows, replacing those with the same key."""
    if rows:
        made = bulk(table)
        made.upsert.run(session, [made.bound(row) for row in rows])


def insert_events(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        made = bulk(table)
        made.insert.run(session, [made.bound(row) for row in rows])


def execute_many(session: Session, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Run a statement of the driver's own dialect once for each row; for many new ones there is `BulkInsert`."""
    if rows:
        session.connection().exec_driver_sql(statement, rows)


def select_in(session: Session, statement: str, ids: Iterable[Any], *before: Any) -> Iterator[Any]:
    """The rows of a statement that ends in `IN`, asked in chunks; `before` fills the marks before it."""
    run = session.connection().exec_driver_sql
    for chunk in chunks(list(ids)):
        yield from run(f"{statement} ({', '.join('?' * len(chunk))})", (*before, *chunk))


def core_table(table: type[SQLModel]) -> Table:
    """The table under a model: statements on it skip the work that the ORM does for each row."""
    return cast("Table", inspect(table).local_table)


def chunks(ids: Collection[Any]) -> Iterator[list[Any]]:
    """The ids, at most `CHUNK` at a time."""
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _fit(table: type[SQLModel], column: Column[Any]) -> Callable[[Any], Any]:
    """What brings any JSON value into the column's form."""
    field = table.model_fields.get(column.name)
    default = None if field is None or field.is_required() else field.get_default(call_default_factory=True)
    if isinstance(column.type, JSON):
        return _fit_json(default, words=column.name in _sets(table))
    if default is None and not column.nullable and not column.primary_key:
        default = ""
    form = _form(column)

    def fit(value: Any) -> Any:
        if value is None and column.nullable:
            return None
        held = form(value)
        return default if held is None else held

    return fit


def _fit_json(default: Any, *, words: bool) -> Callable[[Any], str]:
    """A column whose default is a list or an object takes only such; one of `words` only words in its list."""
    kind: Any = type(default) if isinstance(default, list | dict) else object

    def fit(value: Any) -> str:
        if not isinstance(value, kind):
            value = default
        return to_json([one for one in value if isinstance(one, str)] if words else value)

    return fit


def _sets(table: type[SQLModel]) -> tuple[str, ...]:
    record = getattr(table, "__record__", None)
    return () if record is None else record.sets


def _form(column: Column[Any]) -> Callable[[Any], Any]:
    """The value as the column holds it; None for one that it cannot hold."""
    kind = column.type
    if isinstance(kind, Boolean):
        return lambda value: value if isinstance(value, bool) else None
    if isinstance(kind, Integer):
        return lambda value: value if isinstance(value, int) and -_INT64 <= value < _INT64 else None
    if isinstance(kind, Float):
        return lambda value: float(value) if isinstance(value, int | float) and abs(value) < 1e300 else None
    if isinstance(kind, LargeBinary):
        return lambda value: value if isinstance(value, bytes) else None
    if column.name.endswith(_MOMENT):
        return lambda value: value if isinstance(value, str) and is_moment(value) else None
    return lambda value: value if isinstance(value, str) else None
