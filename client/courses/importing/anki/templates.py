"""A card's two sides: Anki's mustache with its filters, by its manual (templates, cloze deletion)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_TAG = re.compile(r"\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}")
_CLOZE_OPEN = re.compile(r"\{\{c(\d+(?:,\d+)*)::", re.IGNORECASE)
_MATH = re.compile(r"\[(\$\$?)\](.*?)\[/\1\]", re.DOTALL)
_LATEX = re.compile(r"\[latex\](.*?)\[/latex\]", re.DOTALL | re.IGNORECASE)
_MATHJAX = re.compile(r"<anki-mathjax(?P<block>[^>]*block[^>]*)?[^>]*>(.*?)</anki-mathjax>", re.DOTALL | re.IGNORECASE)
_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_FURIGANA = re.compile(r" ?([^ >]+?)\[(.+?)\]")

Filler = Callable[[str, str], str]  # (filter, field's value) → what stands there


def side(template: str, values: Mapping[str, str], fill: Filler) -> str:
    """One side of a card as HTML. Conditions are resolved first; a field that does not exist leaves nothing."""
    parts: list[str] = []
    silent: list[tuple[str, bool]] = []
    at = 0
    for found in _TAG.finditer(template):
        shown = not any(off for _name, off in silent)
        if shown:
            parts.append(template[at : found.start()])
        at = found.end()
        mark, name = found[1], found[2]
        if mark in ("#", "^"):
            filled = bool(
                re.sub(r"<(?!img|audio|video)[^>]*>|&nbsp;|\s", "", values.get(name, ""), flags=re.IGNORECASE)
            )
            silent.append((name, filled is (mark == "^")))
        elif mark == "/":
            if silent:
                silent.pop()
        elif shown:
            filters, _colon, field = name.rpartition(":")
            parts.append(fill(filters, values.get(field, "")))
    if not any(off for _name, off in silent):
        parts.append(template[at:])
    return "".join(parts)


def filtered(filters: str, value: str) -> str:
    """A value after the filters in front of it, the nearest first."""
    for name in reversed([part.strip() for part in filters.split(":")]):
        if name == "text":
            value = re.sub(r"<[^>]*>", "", value)
        elif name == "kanji":
            value = _FURIGANA.sub(r"\1", value)
        elif name == "kana":
            value = _FURIGANA.sub(r"\2", value)
        elif name == "furigana":
            value = _FURIGANA.sub(r"\1（\2）", value)
    return value


def formulas(html: str) -> str:
    r"""Anki's spellings of formulas as `\(…\)` and `\[…\]`."""
    html = _MATHJAX.sub(lambda m: f"\\[{m[2]}\\]" if m["block"] else f"\\({m[2]}\\)", html)
    html = _MATH.sub(lambda m: f"\\[{m[2]}\\]" if m[1] == "$$" else f"\\({m[2]}\\)", html)
    return _LATEX.sub(lambda m: _latex(m[1]), html)


def _latex(source: str) -> str:
    bare = re.sub(r"<br\s*/?>", " ", source).strip()
    if (found := re.fullmatch(r"\$\$(.+)\$\$|\\\[(.+)\\\]", bare, re.DOTALL)) is not None:
        return f"\\[{found[1] or found[2]}\\]"
    if (found := re.fullmatch(r"\$(.+)\$|\\\((.+)\\\)", bare, re.DOTALL)) is not None:
        return f"\\({found[1] or found[2]}\\)"
    return bare


def without_sounds(html: str) -> tuple[str, list[str]]:
    """The side without its recordings, and their names."""
    return _SOUND.sub("", html), _SOUND.findall(html)


def clozes(text: str) -> list[tuple[int, int, frozenset[int], str, str]]:
    """The deletions in `text`, outermost only: begin, end, numbers, hidden text, hint."""
    found: list[tuple[int, int, frozenset[int], str, str]] = []
    at = 0
    while opened := _CLOZE_OPEN.search(text, at):
        end = _closing(text, opened.end())
        if end < 0:
            break
        inside, _colons, hint = _split(text[opened.end() : end])
        numbers = frozenset(int(number) for number in opened[1].split(",") if len(number) < 6)
        found.append((opened.start(), end + 2, numbers, inside, hint))
        at = end + 2
    return found


def plain_cloze(text: str) -> str:
    """`text` with all deletions shown."""
    for _depth in range(8):
        parts: list[str] = []
        at = 0
        for begin, end, _numbers, inside, _hint in clozes(text):
            parts += [text[at:begin], inside]
            at = end
        if not parts:
            return text
        text = "".join([*parts, text[at:]])
    return text


def _closing(text: str, at: int) -> int:
    depth = 1
    for found in re.finditer(r"\{\{c\d+(?:,\d+)*::|\}\}", text[at:], re.IGNORECASE):
        depth += -1 if found[0] == "}}" else 1
        if depth == 0:
            return at + found.start()
    return -1


def _split(body: str) -> tuple[str, str, str]:
    """Hidden text and hint: the last `::` that is not inside another deletion."""
    if "{{" in body:
        return body, "", ""
    inside, colons, hint = body.partition("::")
    return inside, colons, hint
