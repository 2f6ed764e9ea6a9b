"""What was written, and what must therefore be there: kept apart from the product, which it does not trust.

Every value and every typed character of a run is written only once, so that to find it is to know who wrote it. A
value may go in three ways only: a person who saw it replaced it, it lost to a concurrent one and is in the history, or
the one disk that held it was replaced by an old copy (`forget`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sync.clock import NEVER

Key = tuple[str, str]
"""(record type, record id)."""


_OWN = ("id", "space_id", "deleted")
_NOTHING = ("", NEVER)  # what a new record's fields hold before anybody says something


@dataclass
class Written:
    """A value, who wrote it in which of a device's writes, and what replaced it knowingly."""

    device: str
    write: int
    replaced_by: set[Any] = field(default_factory=set)


@dataclass
class Edit:
    """A change of a record that is no delete: its simple values, and the characters that it typed or took away."""

    device: str
    write: int
    values: frozenset[Any]
    typed: frozenset[str]
    erased: frozenset[str]


@dataclass
class Delete:
    """A record was put into the trash by somebody who saw `text`; `known` are all values that had come there."""

    device: str
    write: int
    known: frozenset[Any]
    text: frozenset[str]
    edits: int
    """How many edits of this record there had been anywhere: later ones cannot have been seen."""


@dataclass
class Oracle:
    """The writes of a run."""

    values: dict[Key, dict[str, dict[Any, Written]]] = field(default_factory=dict)
    edits: dict[Key, list[Edit]] = field(default_factory=dict)
    deletes: dict[Key, list[Delete]] = field(default_factory=dict)
    events: dict[Key, tuple[str, int, dict[str, Any]]] = field(default_factory=dict)
    typed: dict[Key, dict[str, tuple[str, int]]] = field(default_factory=dict)
    erased: dict[Key, dict[str, tuple[str, int]]] = field(default_factory=dict)
    seen_text: dict[Key, list[str]] = field(default_factory=dict)
    writes: dict[str, int] = field(default_factory=dict)
    operations: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    """The writes since everything was at rest, and the operations (device, n) that they became."""
    lost: set[tuple[str, int]] = field(default_factory=set)
    """Writes that were on one disk only, and that disk is gone: they may be there, and they need not."""

    def next_write(self, device: str) -> int:
        """The number of the device's next write."""
        self.writes[device] = self.writes.get(device, 0) + 1
        return self.writes[device]

    def edited(
        self, device: str, key: Key, before: dict[str, Any] | None, after: dict[str, Any], texts: Collection[str]
    ) -> None:
        """A person changed a record, which stood as `before` and now stands as `after`."""
        write = self.next_write(device)
        simple = {  # whether a note is pinned nobody here ever says: one False tells nothing from another
            name: value
            for name, value in after.items()
            if name not in _OWN and name not in texts and isinstance(value, str | int) and not isinstance(value, bool)
            if (value != before[name] if before else value not in _NOTHING)
        }
        for name, value in simple.items():
            known = self.values.setdefault(key, {}).setdefault(name, {})
            known.setdefault(value, Written(device, write))
            if before and before[name] in known and before[name] != value:
                known[before[name]].replaced_by.add(value)
        typed, erased = set[str](), set[str]()
        for name in texts:
            old, new = (before or {}).get(name, ""), after.get(name, "")
            typed |= set(new) - set(old)
            erased |= set(old) - set(new)
            if new:
                self.seen_text.setdefault(key, []).append(new)
        self.typed.setdefault(key, {}).update((c, (device, write)) for c in typed)
        self.erased.setdefault(key, {}).update(
            (c, (device, write)) for c in erased if c not in self.erased.get(key, {})
        )
        edit = Edit(device, write, frozenset(simple.values()), frozenset(typed), frozenset(erased))
        self.edits.setdefault(key, []).append(edit)

    def deleted(self, device: str, key: Key, before: dict[str, Any], beneath: set[Any], texts: Collection[str]) -> None:
        """A person put a record into the trash, which stood as `before`; `beneath` had come to the device too."""
        simple = {v for n, v in before.items() if n not in texts and isinstance(v, str | int)}
        text = frozenset("".join(before[n] for n in texts))
        edits = len(self.edits.get(key, []))
        delete = Delete(device, self.next_write(device), frozenset(simple | beneath), text, edits)
        self.deletes.setdefault(key, []).append(delete)

    def added(self, device: str, key: Key, fields: dict[str, Any]) -> None:
        """An event was added."""
        self.events[key] = (device, self.next_write(device), fields)

    def sent_as(self, device: str, operation: tuple[str, int]) -> None:
        """The device's last write is in this operation, or in one before it."""
        self.operations[device, self.writes[device]] = operation

    def at_rest(self) -> None:
        """Everything is everywhere: no single disk can take it away any more."""
        self.operations.clear()

    def forget(self, device: str, log: Collection[tuple[str, int]]) -> None:
        """The device's disk is gone, and with it those of its writes that are not in the server's `log`."""
        self.lost |= {write for write, sent in self.operations.items() if write[0] == device and sent not in log}

    def must_be(self, device: str, write: int) -> bool:
        """Whether this write may not be lost."""
        return (device, write) not in self.lost

    def closure(self, key: Key, known: Iterable[Any]) -> set[Any]:
        """The values that somebody has seen, or has seen replaced, who knows `known`."""
        seen = set(known)
        fields = self.values.get(key, {}).values()
        growing = True
        while growing:
            more = {v for by_value in fields for v, w in by_value.items() if v not in seen and w.replaced_by & seen}
            seen |= more
            growing = bool(more)
        return seen
