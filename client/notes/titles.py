"""A note's name when it was given none, and the words under it in a list."""

from __future__ import annotations

import re

from client.plain import plain, unmarked

TITLE_CHARS = 60
SNIPPET_CHARS = 120

_FENCE = re.compile(r"^\s*`{3}\w*", re.MULTILINE)
_LINE_MARKS = re.compile(r"^\s*(?:>\s*|\[[ xX]\]\s+|\d+[.)]\s+|\|)")
_INLINE_MARKS = re.compile(r"\*\*|__|~~|`|\|")


def heading(title: str, body: str) -> tuple[str, str]:
    """What a list shows of a note: its title, else its first line; and the beginning of what follows.

    `body` may be just the beginning of the note. Both are plain text: the marks of Markdown are left out, formulas
    are Unicode. A body that begins with its title does not say it again. The first is "" for a note without a word.
    """
    lines = [words for line in unmarked(_FENCE.sub("", body)).splitlines() if (words := _plain(line))]
    name = plain(title, TITLE_CHARS)
    if lines and (not name or lines[0] == name):
        name = lines.pop(0)
    return _cut(name, TITLE_CHARS), _cut(" ".join(lines), SNIPPET_CHARS)


def _plain(line: str) -> str:
    return _INLINE_MARKS.sub("", _LINE_MARKS.sub("", line)).strip(" -:\t")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
