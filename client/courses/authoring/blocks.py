"""A question's block in its parts: text, options, pairs, items, and the fields below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OPTION = re.compile(r"^\s{0,3}[-*+]\s*[\[(]\s*([xX√✓]?)\s*[\])]\s+(.*)$")
_LETTERED = re.compile(r"^\s{0,3}([A-Ha-h])\s*[.、．)）]\s*(.+)$")
_PAIR = re.compile(r"^\s{0,3}[-*+]\s+(.*?)\s*(?:=>|⇒|→)\s*(\S.*?)\s*$")
_ITEM = re.compile(r"^\s{0,3}\d{1,2}\s*[.、．)]\s+(.+)$")
_FEEDBACK = re.compile(r"^\s*>\s?(.*)$")
_FIELD = re.compile(r"^\s{0,3}([A-Za-z一-鿿]{2,12})\s*[:：]\s*(.*)$")

FIELDS = {
    "答案": "answer", "answer": "answer", "answers": "answer",
    "解析": "explanation", "讲解": "explanation", "explanation": "explanation",
    "提示": "hint", "hint": "hint",
    "参考": "sample", "参考答案": "sample", "sample": "sample",
    "类型": "kind", "题型": "kind", "kind": "kind", "type": "kind",
    "单位": "unit", "unit": "unit",
    "知识点": "points", "points": "points",
    "难度": "difficulty", "difficulty": "difficulty",
    "编号": "id", "id": "id",
}  # fmt: skip
"""What a field may be called, and what it is."""
_LONG = frozenset({"answer", "explanation", "hint", "sample"})
"""Fields that go on over lines, up to the next one."""


@dataclass
class Option:
    """A choice; `right` by its box, `letter` when it has one; `feedback` is what stands quoted below it."""

    text: str
    line: int
    right: bool = False
    letter: str = ""
    feedback: str = ""


@dataclass
class Value:
    """What stands behind a field; lines of a block count from 0."""

    text: str
    line: int


@dataclass
class Parts:
    """A block, taken apart."""

    text: str = ""
    options: list[Option] = field(default_factory=list)
    pairs: list[tuple[str, str, int]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    fields: dict[str, list[Value]] = field(default_factory=dict)

    def field(self, name: str) -> str:
        """The text of a field, "" when it is not there."""
        return self.fields[name][0].text if name in self.fields else ""

    def line(self, name: str) -> int:
        """Where a field stands."""
        return self.fields[name][0].line if name in self.fields else 0


def take_apart(lines: list[str], *, ordered: bool = False) -> Parts:
    """Read the block; `ordered`: numbered lines are items to put in order, else they belong to the text."""
    parts = Parts()
    text: list[str] = []
    growing: Option | Value | None = None
    for number, line in enumerate(lines):
        if found := _field(line):
            value = Value(found[1].strip(), number)
            parts.fields.setdefault(found[0], []).append(value)
            growing = value if found[0] in _LONG else None
        elif isinstance(growing, Value):
            growing.text = f"{growing.text}\n{line.rstrip()}".strip("\n")
        elif option := _option(line, number, parts.options):
            growing = option
            parts.options.append(option)
        elif pair := _PAIR.match(line):
            parts.pairs.append((pair[1], pair[2], number))
        elif ordered and (item := _ITEM.match(line)):
            parts.items.append(item[1].strip())
        elif isinstance(growing, Option) and (said := _FEEDBACK.match(line)):
            growing.feedback = f"{growing.feedback}\n{said[1]}".strip()
        elif isinstance(growing, Option) and line.strip():
            growing.text = f"{growing.text}\n{line.strip()}"
        else:
            text.append(line.rstrip())
    parts.text = "\n".join(text).strip()
    return parts


def _field(line: str) -> tuple[str, str] | None:
    found = _FIELD.match(line)
    name = FIELDS.get(found[1].lower()) if found else None
    return (name, found[2]) if found and name else None


def _option(line: str, number: int, before: list[Option]) -> Option | None:
    if boxed := _OPTION.match(line):
        return Option(boxed[2].strip(), number, right=bool(boxed[1]))
    lettered = _LETTERED.match(line)
    if lettered and lettered[1].upper() == chr(ord("A") + len(before)) and all(option.letter for option in before):
        return Option(lettered[2].strip(), number, letter=lettered[1].upper())
    return None
