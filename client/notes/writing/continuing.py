"""Enter in a list, a quotation or a table: the next line begins as this one did; Enter in an empty one ends it."""

from __future__ import annotations

import re

from client.notes.writing.change import Change, line_start

_BEGINNING = re.compile(
    r"(?P<lead>[ \t]*(?:> )*)(?:(?P<box>[-*+] )\[[ xX]\] |(?P<bullet>[-*+] )|(?P<number>\d{1,9})(?P<stop>[.)]) )?"
)
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


def continued(text: str, at: int) -> Change | None:
    """What follows an Enter that was typed right before `at`; None when nothing does.

    The text has the new line's break already.
    """
    end = at - 1
    start = line_start(text, end)
    line = text[start:end]
    if not line.strip() or (len(_FENCE.findall(text, 0, start)) % 2 == 1):
        return None
    if line.lstrip().startswith("|") and line.rstrip().endswith("|") and line.count("|") > 2:
        return _row(text, start, end, at)
    found = _BEGINNING.match(line)
    assert found  # noqa: S101 - it takes every line
    if not found[0].strip():
        return None
    if found.end() == len(line):  # nothing was written behind it: the list ends here
        return Change(start, at - start, "", start, start)
    if found["box"]:
        mark = f"{found['box']}[ ] "
    elif found["number"]:
        mark = f"{int(found['number']) + 1}{found['stop']} "
    else:
        mark = found["bullet"] or ""
    begin = found["lead"] + mark
    return Change(at, 0, begin, at + len(begin), at + len(begin)) if begin.strip() else None


def _row(text: str, start: int, end: int, at: int) -> Change | None:
    """The next row of a table has as many cells; an empty row ends the table."""
    cells = text[start:end].count("|") - 1
    if not text[start:end].replace("|", "").strip():
        return Change(start, at - start, "\n", start + 1, start + 1)
    row = "|" + "  |" * cells
    above = text[line_start(text, max(0, start - 1)) : max(0, start - 1)]
    below = text[at : at + 1]
    if not above.lstrip().startswith("|") and below != "|":  # the first row of a table is its head
        row = "|" + " --- |" * cells + "\n" + row
        cursor = at + len(row) - 3 * cells + 1
    else:
        cursor = at + 2
    return Change(at, 0, row, cursor, cursor)
