"""The blocks of a text as they are read: a paragraph, a table, code, an item of a list with what is in it."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def block_at(text: str, index: int) -> tuple[int, int]:
    """From where to where the block goes that `index` is in, without the empty lines around it.

    Between two blocks it is the one before. Code and display formulas are whole, whatever is in them, and what is set
    in belongs to what stands above it.
    """
    before = (0, 0)
    for start, end in _blocks(text):
        if start > index:
            break
        before = start, end
    return before


def _blocks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at, within, is_apart = 0, "", True
    for line in text.split("\n"):
        end = at + len(line)
        begins = "" if within else "fence" if _FENCE.match(line) else "formula" if _opens(line) else ""
        if within or line.strip():
            set_in = line[:1] in " \t" and not within
            if found and (within or not is_apart or set_in):
                found[-1] = found[-1][0], end
            else:
                found.append((at, end))
            is_apart = False
        else:
            is_apart = True
        ends = (within == "fence" and _FENCE.match(line)) or (within == "formula" and "$$" in line)
        within = begins or ("" if ends else within)
        at = end + 1
    return found


def _opens(line: str) -> bool:
    """Whether a display formula begins in this line and goes on behind it."""
    return line.count("$$") % 2 == 1
