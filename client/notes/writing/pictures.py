"""Pictures in a text: each on lines of its own, as they are drawn, wherever in a line or a list they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ENDINGS = ("svg", "png", "jpg", "jpeg", "gif", "webp")
_PICTURE = re.compile(r"!\[(?P<caption>[^\]\n]*)\]\((?P<file>[^)\n]+\.(?:" + "|".join(ENDINGS) + r"))\)", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:>[ \t]*)*(?P<bullet>[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


class Shown(NamedTuple):
    """A picture: its file, what is said of it, and how many list items it is within."""

    file: str
    caption: str
    depth: int = 0


def pieces(text: str) -> Iterator[str | Shown]:
    """The text as it goes down the page: Markdown, and pictures between it.

    A picture within a line comes after that line, whose other words stay; a bullet alone says what the picture is. In
    code and in tables pictures stay as they are.
    """
    held: list[str] = []
    in_code = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
        found = [] if in_code or line.lstrip().startswith("|") else list(_PICTURE.finditer(line))
        found = [each for each in found if line[: each.start()].count("`") % 2 == 0]
        if not found:
            held.append(line)
            continue
        mark = _ITEM.match(line)
        assert mark  # noqa: S101 - the pattern takes every line
        rest = _PICTURE.sub("", line[mark.end() :]).strip()
        if mark["bullet"] and not rest:
            rest = found[0]["caption"] or "…"
        if rest:
            held.append(line[: mark.end()] + rest)
        if "".join(held).strip():
            yield "\n".join(held)
        held = []
        depth = (len(mark["indent"].expandtabs(2)) // 2 + 1) if mark["bullet"] else 0
        for each in found:
            yield Shown(each["file"], each["caption"], depth)
    if "".join(held).strip():
        yield "\n".join(held)
