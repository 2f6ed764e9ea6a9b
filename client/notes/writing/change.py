"""A change that a command makes: one splice, and where the selection is then."""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """At `start`, `removed` characters go and `inserted` comes; then `base` to `extent` is selected.

    All are indices of code points, the last two in the text as it is afterwards.
    """

    start: int
    removed: int
    inserted: str
    base: int
    extent: int

    def of(self, text: str) -> str:
        """The text with the change in it."""
        return text[: self.start] + self.inserted + text[self.start + self.removed :]


def put(text: str, start: int, end: int, inserted: str, base: int | None = None, extent: int | None = None) -> Change:
    """`inserted` in the place of `start` to `end`; the cursor stands behind it, or so much of it is selected."""
    del text
    here = start + len(inserted)
    return Change(start, end - start, inserted, here if base is None else base, here if extent is None else extent)


def line_start(text: str, index: int) -> int:
    """Where the line of `index` begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where it ends."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end
