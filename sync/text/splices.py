"""What changed between two versions of a text: one splice, found by their common beginning and end."""

from __future__ import annotations

import re
from typing import NamedTuple

_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


class Splice(NamedTuple):
    """At `start`, `removed` characters went and `inserted` came; all counted in Unicode code points."""

    start: int
    removed: int
    inserted: str

    @property
    def size(self) -> int:
        """How much it changes."""
        return self.removed + len(self.inserted)


def splice(old: str, new: str) -> Splice:
    """The one splice that makes `new` of `old`."""
    start = _common(old, new)
    most = min(len(old), len(new)) - start
    end = _common_end(old, new, most)
    return Splice(start, len(old) - start - end, new[start : len(new) - end])


def clean(text: str) -> str:
    """The text without halves of surrogate pairs, which are no characters and cannot be written down anywhere."""
    return _HALF_CHARACTERS.sub("\ufffd", text)


def _common(old: str, new: str) -> int:
    """The length of the common beginning: halving, for slices compare at C's speed and a loop would not."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: str, new: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
