"""A lesson's Markdown in paragraphs: what a note can stand beside."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^\s*(```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s")
_HEAD = re.compile(r"^#{1,6}\s")


def blocks(markdown: str) -> list[str]:
    """The paragraphs: code, formulas, lists and tables stay whole, a heading goes with what follows it."""
    found: list[list[str]] = [[]]
    fence, display = "", False
    for line in markdown.split("\n"):
        if mark := _FENCE.match(line):
            fence = "" if fence == mark[1] else fence or mark[1]
        elif not fence and line.count("$$") == 1:
            display = not display
        if not line.strip() and not fence and not display:
            found.append([])
        else:
            found[-1].append(line)
    joined: list[str] = []
    for lines in filter(None, found):
        text = "\n".join(lines)
        last = joined[-1] if joined else ""
        in_list = _ITEM.match(last) and (_ITEM.match(text) or text.startswith(("  ", "\t")))
        after_heading = _HEAD.match(last) and "\n" not in last
        if in_list or after_heading:
            joined[-1] = f"{last}\n\n{text}"
        else:
            joined.append(text)
    return joined
