"""A long text in parts, of which the editor holds one: a field lays out all that is in it with every key.

100,000 characters in one field took over half a second a key in the browser; one part takes what a short note does.
"""

from __future__ import annotations

from bisect import bisect_right

LONG_CHARS = 9_000
"""A text up to this is one part."""
PART_CHARS = 5_000
"""A part of a longer one is about so long."""
_NEAR = 2_000


def parts(text: str) -> list[int]:
    """Where the parts of a text begin, the first at 0: at a heading, else at a paragraph, else at a line."""
    if len(text) <= LONG_CHARS:
        return [0]
    starts = [0]
    while len(text) - starts[-1] > PART_CHARS + _NEAR:
        starts.append(_cut(text, starts[-1] + PART_CHARS - _NEAR, starts[-1] + PART_CHARS + _NEAR))
    return starts


def part_at(text: str, index: int) -> tuple[int, int]:
    """From where to where the part goes that `index` is in."""
    starts = parts(text)
    number = max(0, bisect_right(starts, index) - 1)
    return starts[number], (*starts, len(text))[number + 1]


def _cut(text: str, low: int, high: int) -> int:
    middle = (low + high) // 2
    for mark, behind in (("\n#", 1), ("\n\n", 2), ("\n", 1)):
        after, before = text.find(mark, middle, high), text.rfind(mark, low, middle)
        found = [at for at in (after, before) if at >= 0]
        if found:
            return min(found, key=lambda at: abs(at - middle)) + behind
    return middle
