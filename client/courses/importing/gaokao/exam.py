"""Exam papers that came through a scanner or a PDF: their numbering, line breaks and formulas are put right.

The cleaning knows two sorts of papers, because their spaces mean opposite things: those with `$…$` formulas were
scanned (a space between two Chinese signs is where a line ended), the others were copied from a PDF (a line that
fills the page goes on in the next; one with spaces at its end, or a short one, is finished).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from client.courses.importing import formulas
from client.courses.importing.markup import escaped, settled
from client.texts import _

_HAN = r"[\u3400-\u9fff]"
_STOP = r"[\u3000-\u303f\uff00-\uffef“”‘’…—]"
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.．、]\s*")
_SCORE = re.compile(r"^\s*(\$?\s*[（(]\s*\$?\s*\d{1,2}\s*\$?\s*分\s*\$?\s*[)）])\s*")
_OPEN_BLANK = re.compile(r"[（(](?:\s|\\quad|\\right(?![a-zA-Z])|\\\s|\$|[（(）)])*[.。,，]?$")
_BLANK_BY_FORMULA = re.compile(r"[（(]\s*\$\s*[)）]\s*\$")
_EMPTY_BRACKETS = re.compile(r"[（(][ \u3000]*[)）]")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img[^>]*>")
_LEFTOVER = re.compile(r"\\(?:sub)*section\*?\{[^{}\n]*\}?")
_WIDTH = 50  # in Latin letters, a Chinese sign being two; a shorter line never filled a page
BLANK = "（　　）"
GAP = "_____"


class Cleaned(NamedTuple):
    """Markdown, and whether a picture was taken out."""

    text: str
    lacks_picture: bool = False


def is_numbered(text: str) -> bool:
    """Whether a text begins with a question's number, as in `12．`."""
    return bool(_NUMBER.match(text))


def without_number(text: str, *, numbered: bool) -> str:
    """A question without what the paper puts before it: its number (if papers are `numbered`), its score."""
    if numbered:
        text = _NUMBER.sub("", text, count=1)
    if found := _SCORE.match(text):
        text = ("$" if found[1].count("$") % 2 else "") + text[found.end() :]
    return text.strip()


def with_blank(stem: str) -> str:
    """A choice's stem, its closing bracket `( )` as `（　　）` however the scan has mangled it."""
    stem = stem.rstrip()
    found = _OPEN_BLANK.search(stem)
    if not found:
        return stem
    head = stem[: found.start()].rstrip()
    if head.count("$") % 2:
        head = head[:-1].rstrip() if head.endswith("$") else head + "$"
    return f"{head}{BLANK}"


def with_gaps(text: str) -> str:
    """A gap-filling text: the gaps that were lost before a comma or at the end are `_____` again."""
    text = re.sub(rf"(?<={_HAN}) +(?=[，。,；;])", f" {GAP} ", text)
    text = text.rstrip()
    if GAP in text or re.search(r"_{3,}", text):
        return text
    lost = list(re.finditer(rf"(?<=[有是为]) +(?={_HAN}|[(（])", text))
    if len(lost) == 1:
        return f"{text[: lost[0].start()]} {GAP} {text[lost[0].end() :]}"
    if not re.search(r"(?:为|是|有|=\$?|＝)$", text):
        return text
    return f"{text} {GAP}"


def cleaned(text: str, *, scanned: bool) -> Cleaned:
    """A passage as Markdown: paragraphs where lines really end, formulas ready for the player."""
    lacks_picture = bool(_PICTURE.search(text))
    text = _PICTURE.sub(lambda m: _("〔缺图〕"), text)
    text = _LEFTOVER.sub("", text).replace("\x08", r"\b").replace("\x0c", r"\f").replace("\u3000", " ")
    text = _BLANK_BY_FORMULA.sub(lambda m: BLANK if text.count("$", 0, m.start()) % 2 == 0 else m[0], _even_signs(text))
    text = text if scanned else _unwrapped(text)
    parts = [part if formula else _words(part, scanned) for part, formula in formulas.split(text, loose=True)]
    return Cleaned(settled(re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()), lacks_picture)


def cleaned_option(text: str, *, scanned: bool) -> Cleaned:
    """An option: as `cleaned`, on one line."""
    option = cleaned(re.sub(rf"(?<={_HAN})\s*\n\s*(?={_HAN})", "", text.strip()), scanned=scanned)
    return Cleaned(" ".join(option.text.split()), option.lacks_picture)


def _even_signs(text: str) -> str:
    """An odd `$` belongs to nothing: the last one goes."""
    if text.replace("$$", "").count("$") % 2:
        head, _sign, tail = text.rpartition("$")
        return head + tail
    return text


def _unwrapped(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    widest = max((_breadth(line) for line in lines), default=0)
    out: list[str] = []
    for number, line in enumerate(lines):
        out.append(line.strip())
        if number + 1 == len(lines):
            break
        full = _breadth(line) >= max(_WIDTH, widest * 0.75)
        finished = line.endswith("  ") or (line.endswith(" ") and not full) or not full
        out.append("\n\n" if finished else "")
    return "".join(out)


def _breadth(line: str) -> int:
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in line.strip())


def _words(text: str, scanned: bool) -> str:
    paragraphs = re.split(r"\n\s*\n", text) if scanned else text.split("\n\n")
    return "\n\n".join(_paragraph(paragraph, scanned) for paragraph in paragraphs)


def _paragraph(text: str, scanned: bool) -> str:
    words = text.strip()
    begin, end = _edge(text[: len(text) - len(text.lstrip())], scanned), _edge(text[len(text.rstrip()) :], scanned)
    if not words:
        return begin
    words = re.sub(r"[ \t]*\n[ \t]*", "\n\n" if scanned else " ", words)
    if scanned:
        words = re.sub(rf"(?<={_HAN}) (?={_HAN})", "", words)
    words = re.sub(rf"(?<={_STOP}) +| +(?={_STOP})", "", words)
    return begin + escaped(_EMPTY_BRACKETS.sub(BLANK, words), loose=True) + end


def _edge(space: str, scanned: bool) -> str:
    if "\n" in space and scanned:
        return "\n\n"
    return " " if space else ""
