"""Markdown, as questions are written in it, as paragraphs of words, formulas and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from client.plain import formula as in_words

_FORMULA = re.compile(r"\$\$(?P<display>.+?)\$\$|\\\[(?P<square>.+?)\\\]|\$(?P<inline>[^$\n]+?)\$", re.DOTALL)
_DRAWING = re.compile(r"^!\[(?P<caption>[^\]]*)\]\((?P<file>[^)]+)\)\s*$")
_MARK = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|(?<![0-9A-Za-z*])\*(?P<slanted>[^*\n]+?)\*(?![0-9A-Za-z*])|`(?P<code>[^`]+)`"
)
_LINE = re.compile(r"^\s{0,3}(?:(?P<head>#{1,6})\s+|(?P<bullet>[-*+])\s+|>\s?)")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_TEXT = re.compile(r"\\(?:text|mbox|mathrm)\s*\{([^{}]*)\}")


@dataclass(frozen=True)
class Piece:
    """Some words, or a formula (LaTeX without dollars); `wide` stands on a line of its own."""

    text: str
    is_formula: bool = False
    wide: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Pieces that run on in lines, or a drawing (its file)."""

    pieces: tuple[Piece, ...] = ()
    drawing: str = ""
    caption: str = ""


def paragraphs(markdown: str) -> list[Paragraph]:
    """The paragraphs of a text; a line that was broken in the source breaks on paper, too."""
    held: list[str] = []
    markdown = readable(markdown)

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    found: list[Paragraph] = []
    for line in _FORMULA.sub(hold, markdown).split("\n"):
        if not line.strip() or _RULE.match(line):
            continue
        if drawing := _DRAWING.match(line.strip()):
            found.append(Paragraph(drawing=drawing["file"], caption=drawing["caption"]))
            continue
        mark = _LINE.match(line)
        words = line[mark.end() :] if mark else line
        lead = "• " if mark and mark["bullet"] else ""
        if words.strip().startswith("|"):
            words = "　".join(cell.strip() for cell in words.strip().strip("|").split("|"))
        bold = bool(mark and mark["head"])
        pieces = tuple(_pieces(lead + words.strip(), held, bold))
        if pieces:
            found.append(Paragraph(pieces))
    return found


def readable(text: str) -> str:
    """Without the signs that no font draws and no XML may hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign == "\u3000")


def _pieces(line: str, held: list[str], bold: bool) -> Iterator[Piece]:
    end = 0
    for mark in _MARK.finditer(line):
        yield from _with_formulas(line[end : mark.start()], held, bold)
        inner = mark["bold"] or mark["slanted"] or mark["code"]
        yield from _with_formulas(inner, held, bold or mark["bold"] is not None)
        end = mark.end()
    yield from _with_formulas(line[end:], held, bold)


def _with_formulas(words: str, held: list[str], bold: bool) -> Iterator[Piece]:
    for index, part in enumerate(words.split("\x00")):
        if index % 2 and part.isdigit():
            found = _FORMULA.fullmatch(held[int(part)])
            wide = bool(found and (found["display"] or found["square"]))
            latex = (found["display"] or found["square"] or found["inline"]) if found else held[int(part)]
            yield from (replace(piece, bold=bold) for piece in formula_pieces(latex.strip(), wide=wide))
        elif part:
            yield Piece(part, bold=bold)


def formula_pieces(latex: str, *, wide: bool = False) -> list[Piece]:
    """A formula, parted at Chinese words in it: no font for formulas has Chinese. What cannot be parted is words."""
    if not _CHINESE.search(latex):
        return [Piece(latex, is_formula=True, wide=wide)] if latex else []
    pieces: list[Piece] = []
    end = 0
    for text in [*_TEXT.finditer(latex), None]:
        before = latex[end : text.start() if text else len(latex)].strip()
        if before:
            if before.count("{") != before.count("}") or _CHINESE.search(before):
                return [Piece(in_words(latex))]
            pieces.append(Piece(before, is_formula=True))
        if text:
            pieces.append(Piece(text[1]))
            end = text.end()
    return pieces
