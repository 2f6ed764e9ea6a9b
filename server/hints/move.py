"""What there is to say when a space has moved on: how far, and as long as it is little, with what."""

from __future__ import annotations

from typing import NamedTuple

from sync.wire import HINT_BYTES


class Move(NamedTuple):
    """The space's log now ends at `head`, with `chain`; `entries` are the last ones before it, as JSON."""

    head: int
    chain: str = ""
    entries: tuple[str, ...] = ()
    device_id: str = ""
    """Whose move it was: that device need not hear of it."""

    def then(self, later: Move) -> Move:
        """Both moves as one; without the entries when those are not all, or too much."""
        if later.head <= self.head:
            return self
        entries = self.entries + later.entries
        whole = self.entries and later.head - len(later.entries) == self.head
        return later._replace(entries=entries if whole and _fits(entries) else ())

    def as_json(self, space_id: str) -> str:
        """`sync.wire.Hint`."""
        entries = f',"entries":[{",".join(self.entries)}],"chain":"{self.chain}"' if self.entries else ""
        return f'{{"space":"{space_id}","head":{self.head}{entries}}}'


def small(entries: list[str]) -> tuple[str, ...]:
    """The entries if a hint may bring them along, else none."""
    return tuple(entries) if _fits(entries) else ()


def _fits(entries: list[str] | tuple[str, ...]) -> bool:
    return sum(map(len, entries)) <= HINT_BYTES  # in characters: a little more in bytes does no harm
