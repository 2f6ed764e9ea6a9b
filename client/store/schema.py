"""Which tables and derivations a store has: the features hand theirs in (see `client/schema.py`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel

from client.store.tables import EventRow, SyncedRow

Derivation = Callable[[Session, frozenset[str]], None]
"""Recomputes what is derived from the rows with these ids, in the transaction that changed them."""

_derivations: dict[str, list[Derivation]] = {}


def derives(*record_types: str) -> Callable[[Derivation], Derivation]:
    """Register a derivation to run whenever rows of these record types change, locally or pulled."""

    def register(derivation: Derivation) -> Derivation:
        for name in record_types:
            _derivations.setdefault(name, []).append(derivation)
        return derivation

    return register


def derivations_of(record_type: str) -> Sequence[Derivation]:
    """The derivations registered for a record type."""
    return _derivations.get(record_type, ())


@dataclass(frozen=True)
class Schema:
    """The tables of synced rows by record type; unknown types are kept by the store itself."""

    tables: dict[str, type[SyncedRow] | type[EventRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Collection[type[SyncedRow] | type[EventRow]]) -> Schema:
        """The schema of these tables.

        Raises TypeError when a table's columns are not just its record type's fields: a field without a column
        would be lost on the way, a column without a field would never be synced. Nor when a column has no default: a
        record arrives field by field.
        """
        for table in tables:
            own = set(table.model_fields) - {"id", "space_id", "deleted"}
            if own != set(table.__record__.fields):
                raise TypeError(
                    f"{table.__name__} and {table.__record__.name} differ: {own ^ set(table.__record__.fields)}"
                )
            bare = [n for n, info in table.model_fields.items() if info.is_required() and n != "id"]
            if bare:
                raise TypeError(f"{table.__name__} has no default for {', '.join(bare)}")
        return cls({table.__record__.name: table for table in tables})

    def blank(self, record_type: str) -> dict[str, Any]:
        """The columns of a new row with their defaults."""
        return blank_row(self.tables[record_type])


_defaults: dict[type[SQLModel], dict[str, Any]] = {}
"""By table, asked once: a model takes 0.1 ms to tell them."""


def blank_row(table: type[SQLModel]) -> dict[str, Any]:
    """Every column's default; None where there is none."""
    if table not in _defaults:
        _defaults[table] = {
            name: (None if info.is_required() else info.get_default(call_default_factory=True))
            for name, info in table.model_fields.items()
        }
    # each row has lists and objects of its own
    return {
        name: copy(default) if isinstance(default, list | dict) else default
        for name, default in _defaults[table].items()
    }
