"""What a record type is, and how its fields merge: a feature declares it once and writes no sync code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

DELETED = "deleted"
"""The field that says a record is in the trash; every record has it, and `sync.merge` gives it its own rule."""

_OF = "/"


@dataclass(frozen=True)
class RecordType:
    """A kind of record.

    `record`: single fields, each of which merges on its own (see `sync.merge`).
    `event`: immutable, a set united by id; a correction is another event.

    Of a record's `fields`, those in `texts` merge character by character (`sync.text`), and those in `sets` member by
    member: on the line each member is a field of its own, named by `pair`, that holds whether it is in.
    """

    name: str
    kind: Literal["record", "event"]
    fields: tuple[str, ...]
    texts: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()


def record(name: str, *fields: str, texts: Collection[str] = (), sets: Collection[str] = ()) -> RecordType:
    """A type of records that people change."""
    odd = {*texts, *sets} - set(fields)
    if odd or set(texts) & set(sets):
        raise TypeError(f"{name}: texts and sets are some of the fields, and differ: {', '.join(sorted(odd))}")
    return RecordType(name, "record", fields, tuple(texts), tuple(sets))


def event(name: str, *fields: str) -> RecordType:
    """A type of facts that are only ever added."""
    return RecordType(name, "event", fields)


def pair(field: str, member: str) -> str:
    """The name under which a set's member goes over the line."""
    return f"{field}{_OF}{member}"


def unpair(name: str) -> tuple[str, str] | None:
    """The set's field and the member that `pair` put together; None for the name of a plain field."""
    field, of, member = name.partition(_OF)
    return (field, member) if of else None
