r"""What in a note is a review card: `{{a gap}}`, `question :: answer`, and `Q: …` with `A: …` below it.

The signs are those that RemNote, Anki and the cards of Obsidian have made usual. `{{c1::word::a hint}}`, as Anki writes
gaps, is understood. What stands in code or in a formula marks nothing: `\frac{{a}}{b}` is no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

HINTS = ("{{", " :: ", "Q:", "Q：", "问:", "问：")
"""A text without any of them has no card."""

GAP = "[…]"
"""How a gap is asked, as Anki shows it; with a hint that stands in the brackets."""

_INNER = r"(?:\$[^$\n]+\$|[^{}\n$])"
_GAP = rf"\{{\{{(?:c\d+::)?(?P<words>{_INNER}+?)(?:::(?P<hint>{_INNER}*?))?\}}\}}"
_SILENT = r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$"
_SCAN = re.compile(rf"{_GAP}|(?P<silent>{_SILENT})|(?P<parts>[ \t]+(?P<colons>::)[ \t]+)", re.DOTALL)
_ASKED = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(?P<sign>Q|问)[:：][ \t]*(?P<words>.*)$")
_ANSWERED = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(?:A|答)[:：][ \t]*(?P<words>.*)$")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+] \[[ xX]\][ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*")


class Mark(NamedTuple):
    """A card in a text: `at` is the character that it is known by, `end` where its mark ends.

    `asked` and `answer` are Markdown. An index is one of code points.
    """

    at: int
    end: int
    asked: str
    answer: str


def may_have_marks(text: str) -> bool:
    """Whether it is worth a closer look."""
    return any(sign in text for sign in HINTS)


def find_marks(text: str) -> list[Mark]:
    """The cards of a text, in their order."""
    if not may_have_marks(text):
        return []
    gaps: list[re.Match[str]] = []
    parted: list[re.Match[str]] = []
    silent: list[tuple[int, int]] = []
    for match in _SCAN.finditer(text):
        if match["words"]:
            gaps.append(match)
        elif match["parts"]:
            parted.append(match)
        else:
            silent.append(match.span())
    found = [*_gaps(text, gaps), *_parted(text, parted), *_below(text, silent)]
    return sorted(found, key=lambda mark: mark.at)


def revealed(text: str, form: str = "{}") -> str:
    """The text with the words of its gaps in their places, in this form."""
    return _SCAN.sub(lambda match: form.format(match["words"].strip()) if match["words"] else match[0], text)


def _gaps(text: str, gaps: list[re.Match[str]]) -> Iterator[Mark]:
    """A gap is asked in its line: the other gaps of the line are filled."""
    for gap in gaps:
        start, end = _line(text, gap.start())
        hint = (gap["hint"] or "").strip()
        blank = f"[{hint}]" if hint else GAP
        asked = revealed(text[start : gap.start()]) + blank + revealed(text[gap.end() : end])
        if gap["words"].strip():
            yield Mark(gap.start(), gap.end(), _plain_line(asked), gap["words"].strip())


def _parted(text: str, parted: list[re.Match[str]]) -> Iterator[Mark]:
    """Before and behind the first ` :: ` of a line."""
    behind = -1
    for match in parted:
        start, end = _line(text, match.start())
        if start <= behind:
            continue
        behind = end
        asked, answer = _plain_line(revealed(text[start : match.start()])), revealed(text[match.end() : end]).strip()
        if asked and answer:
            yield Mark(match.start("colons"), end, asked, answer)


def _below(text: str, silent: list[tuple[int, int]]) -> Iterator[Mark]:
    """`Q:` up to the `A:` below it, and that up to an empty line or the next `Q:`."""
    at, begun, words = 0, -1, list[str]()
    answer: list[str] | None = None
    end = 0
    for line in [*text.split("\n"), ""]:
        asked, answered = _ASKED.match(line), _ANSWERED.match(line)
        if begun >= 0 and (asked or not line.strip()):
            if answer and "".join(answer).strip() and "".join(words).strip():
                yield Mark(begun, end, revealed("\n".join(words)).strip(), revealed("\n".join(answer)).strip())
            begun = -1
        if asked and not any(start <= at < stop for start, stop in silent):
            begun, words, answer = at + asked.start("sign"), [asked["words"]], None
        elif begun >= 0 and answer is None and answered:
            answer = [answered["words"]]
        elif begun >= 0:
            (words if answer is None else answer).append(line.strip())
        end = at + len(line)
        at += len(line) + 1


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _plain_line(line: str) -> str:
    return _LINE_MARK.sub("", line).strip()
