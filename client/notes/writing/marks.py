"""Marks of Markdown put on what is selected, and taken off where they are: each gives one `Change`."""

from __future__ import annotations

import re
from collections.abc import Callable

from client.notes.writing.change import Change, line_end, line_start, put

Command = Callable[[str, int, int], Change]
"""Text, where the selection begins, where it ends."""

LINE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>#{1,6} |> |[-*+] \[[ xX]\] |[-*+] |\d{1,9}[.)] )?")
"""What a line begins with, and what it may be marked as."""
TODO = re.compile(r"[-*+] \[[ xX]\] ")
NUMBERED = re.compile(r"\d{1,9}[.)] ")
TABLE = "|  |  |\n| --- | --- |\n|  |  |\n"


def bold(text: str, start: int, end: int) -> Change:
    """Bold, or no longer."""
    return _around(text, start, end, "**")


def italic(text: str, start: int, end: int) -> Change:
    """Italic, or no longer."""
    return _around(text, start, end, "*")


def strike(text: str, start: int, end: int) -> Change:
    """Struck through, or no longer."""
    return _around(text, start, end, "~~")


def code(text: str, start: int, end: int) -> Change:
    """Code in the line; what goes over several lines becomes a block."""
    if "\n" in text[start:end]:
        return _block(text, start, end, "```\n", "\n```")
    return _around(text, start, end, "`")


def formula(text: str, start: int, end: int) -> Change:
    """A formula in the line; what goes over several lines becomes a display."""
    if "\n" in text[start:end]:
        return _block(text, start, end, "$$\n", "\n$$")
    return _around(text, start, end, "$")


def cloze(text: str, start: int, end: int) -> Change:
    """A gap of a review card: `{{what is asked for}}`."""
    return _around(text, start, end, "{{", "}}")


def card(text: str, start: int, end: int) -> Change:
    """A review card: of what is selected a gap; of a line its question, behind whose ` :: ` the answer goes."""
    if start != end:
        return cloze(text, start, end)
    first, last = line_start(text, start), line_end(text, start)
    if " :: " in text[first:last] or not text[first:last].strip():
        return cloze(text, start, end)
    kept = text[first:last].rstrip()
    return put(text, first + len(kept), last, " :: ")


def highlight(text: str, start: int, end: int) -> Change:
    """Marked as with a pen, or no longer."""
    return _around(text, start, end, "==")


def display(text: str, start: int, end: int) -> Change:
    """A formula on lines of its own."""
    return _block(text, start, end, "$$\n", "\n$$")


def code_block(text: str, start: int, end: int) -> Change:
    """Code on lines of its own."""
    return _block(text, start, end, "```\n", "\n```")


def heading(text: str, start: int, end: int) -> Change:
    """Heading of the first, second, third order, and none again: one step with every press."""
    found = re.match(r"#{1,6} ", text[line_start(text, start) :])
    order = len(found[0]) - 1 if found else 0
    return _lines(text, start, end, lambda _number: "#" * (order + 1) + " " if order < 3 else "")


def bullets(text: str, start: int, end: int) -> Change:
    """A list, or no longer."""
    return _toggled(text, start, end, lambda mark: mark[:1] in "-*+" and not TODO.match(mark), lambda _number: "- ")


def numbers(text: str, start: int, end: int) -> Change:
    """A numbered list, or no longer."""
    return _toggled(text, start, end, lambda mark: bool(NUMBERED.match(mark)), lambda number: f"{number}. ")


def quote(text: str, start: int, end: int) -> Change:
    """A quotation, or no longer."""
    return _toggled(text, start, end, lambda mark: mark == "> ", lambda _number: "> ")


def todo(text: str, start: int, end: int) -> Change:
    """A check box; where all lines have one they are ticked, or no longer ticked."""
    first, last = line_start(text, start), line_end(text, max(start, end))
    marks = [found["mark"] or "" for line in text[first:last].split("\n") if (found := LINE.match(line))]
    if all(TODO.match(mark) for mark in marks):
        sign = " " if all("[ ]" not in mark for mark in marks) else "x"
        return _lines(text, start, end, lambda _number: f"- [{sign}] ")
    return _lines(text, start, end, lambda _number: "- [ ] ")


def indent(text: str, start: int, end: int) -> Change:
    """One step to the right."""
    return _shifted(text, start, end, lambda line: "  " + line)


def outdent(text: str, start: int, end: int) -> Change:
    """One step to the left."""
    return _shifted(text, start, end, lambda line: line[1:] if line[:1] == "\t" else line[min(2, _blank(line)) :])


def table(text: str, start: int, end: int) -> Change:
    """An empty table, the cursor in its first cell."""
    del start  # what is selected stays
    before = _apart(text, end)
    cell = end + len(before) + 2
    return put(text, end, end, before + TABLE, cell, cell)


def rule(text: str, start: int, end: int) -> Change:
    """A line across."""
    del start
    return put(text, end, end, f"{_apart(text, end)}---\n\n")


def link(text: str, start: int, end: int) -> Change:
    """The beginning of a link to a note: what may be meant is offered then."""
    chosen = text[start:end]
    if chosen and "\n" not in chosen:
        return put(text, start, end, f"[[{chosen}]]")
    return put(text, end, end, "[[")


def place(inserted: str) -> Command:
    """Puts a text on lines of its own where the cursor is."""

    def command(text: str, start: int, end: int) -> Change:
        del start
        after = "" if text[end : end + 1] in ("", "\n") else "\n"
        return put(text, end, end, f"{_apart(text, end)}{inserted}\n{after}")

    return command


def _around(text: str, start: int, end: int, left: str, right: str = "") -> Change:
    right = right or left
    chosen = text[start:end]
    n, m = len(left), len(right)
    if text[max(0, start - n) : start] == left and text[end : end + m] == right and not _longer(text, start, end, left):
        return Change(start - n, end - start + n + m, chosen, start - n, end - n)
    if len(chosen) >= n + m and chosen.startswith(left) and chosen.endswith(right):
        return Change(start, end - start, chosen[n:-m], start, end - n - m)
    return Change(start, end - start, left + chosen + right, start + n, end + n)


def _longer(text: str, start: int, end: int, mark: str) -> bool:
    """Whether the marks belong to a longer one: `*` beside `**bold**` is none of italics."""
    if mark != "*":
        return False
    left, right = text[:start], text[end:]
    return (len(left) - len(left.rstrip("*"))) == 2 and (len(right) - len(right.lstrip("*"))) == 2


def _block(text: str, start: int, end: int, left: str, right: str) -> Change:
    before = _apart(text, start)
    after = "" if text[end : end + 1] in ("", "\n") else "\n"
    at = start + len(before) + len(left)
    return put(text, start, end, before + left + text[start:end] + right + after, at, at + end - start)


def _apart(text: str, start: int) -> str:
    """What parts a block from the line before it."""
    before = text[line_start(text, start) : start]
    return "\n\n" if before.strip() else ""


def _toggled(text: str, start: int, end: int, is_it: Callable[[str], bool], mark: Callable[[int], str]) -> Change:
    first, last = line_start(text, start), line_end(text, max(start, end))
    marks = [found["mark"] or "" for line in text[first:last].split("\n") if (found := LINE.match(line))]
    if all(each and is_it(each) for each in marks):
        return _lines(text, start, end, lambda _number: "")
    return _lines(text, start, end, mark)


def _lines(text: str, start: int, end: int, mark: Callable[[int], str]) -> Change:
    """Every line of the selection marked anew; the cursor stays at its character."""
    first, last = line_start(text, start), line_end(text, max(start, end))
    lines = text[first:last].split("\n")
    new: list[str] = []
    number = 0
    for line in lines:
        found = LINE.match(line)
        assert found  # noqa: S101 - the pattern takes every line, also an empty one
        blank = not line.strip() and len(lines) > 1
        number += not blank
        new.append(line if blank else found["indent"] + mark(number) + line[found.end() :])
    return _replaced(text, first, last, "\n".join(new), start, end)


def _shifted(text: str, start: int, end: int, shift: Callable[[str], str]) -> Change:
    first, last = line_start(text, start), line_end(text, max(start, end))
    return _replaced(text, first, last, "\n".join(map(shift, text[first:last].split("\n"))), start, end)


def _replaced(text: str, first: int, last: int, new: str, start: int, end: int) -> Change:
    if start == end:
        cursor = max(first, start + len(new) - (last - first))
        return Change(first, last - first, new, cursor, cursor)
    del text
    return Change(first, last - first, new, first, first + len(new))


def _blank(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
