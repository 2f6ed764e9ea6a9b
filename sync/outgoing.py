"""What waits on a device to be sent: its next operations, as many as go into one request, as a batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import overload

from sync.batch import Batch, pack, pack_lines, to_json
from sync.wire import Operation

PUSH_BYTES = 256 * 1024
"""The most that one request carries before it is packed, unless a single operation is larger."""
_ROW_BYTES = 64
"""What an operation weighs beside its fields."""

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
    """A device's first operations that wait for one space, as many as go into one request, to be sent as a batch.

    `device`: the id under which they have their numbers, "" when that is not known.
    """

    def __init__(self, n: int, space: str, batch: Batch, packed: bytes, device: str = "") -> None:
        self.device = device
        self.n = n
        self.space = space
        self.batch = batch
        self.packed = packed

    @classmethod
    def first_of(cls, rows: Iterable[Waiting], device: str = "") -> Outgoing:
        """The first of these; without any it is empty."""
        taken: list[Waiting] = []
        size = 0
        for row in rows:
            size += _ROW_BYTES + len(row[5])
            if taken and (size > PUSH_BYTES or row[0] != taken[-1][0] + 1 or row[1] != taken[0][1]):
                break
            taken.append(row)
        if not taken:
            return cls(0, "", Batch((), (), (), (), (), ()), b"", device)
        _, _, kinds, types, ids, fields, bases, stamps = zip(*taken, strict=True)
        batch = Batch(kinds, types, ids, bases, stamps, LazyText(fields))
        return cls(taken[0][0], taken[0][1], batch, pack_lines(batch, fields), device)

    @classmethod
    def of(cls, operations: Sequence[Operation], device: str = "") -> Outgoing:
        """The same of operations as objects."""
        rows = ((o.n, o.space, o.kind, o.type, o.id, to_json(o.fields).encode(), o.base, o.stamp) for o in operations)
        return cls.first_of(rows, device)

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
        return Outgoing(self.n + start, self.space, batch, pack(batch), self.device)

    def request(self) -> bytes:
        """The body of the request that sends them."""
        return to_json({"device": self.device, "space": self.space, "n": self.n}).encode() + b"\n" + self.packed

    def __len__(self) -> int:
        return len(self.batch.ids)

    @overload
    def __getitem__(self, index: int) -> Operation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Operation]: ...
    def __getitem__(self, index: int | slice) -> Operation | Sequence[Operation]:
        return self.operations[index]
