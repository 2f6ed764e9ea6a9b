"""Paragraphs broken into lines as Chinese is set: no line begins with a stop or ends with an opening bracket."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from client.mistakes.printing.formula import Drawn, drawn
from client.mistakes.printing.prose import Paragraph, Piece
from client.plain import formula as in_words

_TOKEN = re.compile(r"[A-Za-z0-9.+\-*/=<>%'_²³]+|\u3000+|\s+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。、；：？！）】》”’」』,.;:?!)]}%°·…—")
_NEVER_LAST = frozenset("（【《“‘「『([{")

FORMULA_SCALE = 1.08
"""Formulas are set a little larger than the words around them: their letters are smaller."""


@dataclass(frozen=True)
class Box:
    """Something on a line: words or a formula, with its measures in the unit of the page."""

    width: float
    height: float
    depth: float
    text: str = ""
    formula: Drawn | None = None
    bold: bool = False
    is_space: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Line:
    """Boxes beside each other; the line's own height above and depth below its baseline."""

    boxes: tuple[Box, ...]
    width: float
    height: float
    depth: float
    centred: bool = False


def boxes_of(paragraph: Paragraph, size: float, measure: Callable[[str, bool], float]) -> Iterable[Box]:
    """The boxes of a paragraph; `measure` tells the width of words, `size` the font's in the unit of the page."""
    for piece in paragraph.pieces:
        if piece.is_formula:
            yield _formula(piece, size, measure)
            continue
        for token in _TOKEN.findall(piece.text):
            if token.strip("\u3000") == "":  # the app font has no glyph for the wide blank
                yield Box(size * len(token), size * 0.88, size * 0.22)
                continue
            yield Box(
                measure(token, piece.bold), size * 0.88, size * 0.22, token, bold=piece.bold, is_space=token.isspace()
            )


def broken(boxes: Iterable[Box], room: float, size: float) -> list[Line]:
    """The boxes in lines no wider than `room`; what is wider by itself is shrunk."""
    lines: list[Line] = []
    held: list[Box] = []
    width = 0.0

    def close(*, centred: bool = False) -> None:
        nonlocal held, width
        while held and held[-1].is_space:
            held.pop()
        if held:
            lines.append(_line(held, size, centred=centred))
        held, width = [], 0.0

    for box in boxes:
        box = _fitting(box, room)
        if box.wide:
            close()
            held = [box]
            close(centred=True)
            continue
        if box.is_space and not held:
            continue
        if held and width + box.width > room and not box.is_space:
            carried: list[Box] = []
            if box.text[:1] in _NEVER_FIRST:  # it takes along what it stands behind
                while len(held) > 1 and (not carried or carried[0].text[:1] in _NEVER_FIRST):
                    carried.insert(0, held.pop())
            while len(held) > 1 and held[-1].text[-1:] in _NEVER_LAST:
                carried.insert(0, held.pop())
            close()
            held = carried
            width = sum(each.width for each in held)
        held.append(box)
        width += box.width
    close()
    return lines


def _line(boxes: list[Box], size: float, *, centred: bool) -> Line:
    return Line(
        tuple(boxes),
        sum(box.width for box in boxes),
        max([size * 0.88, *(box.height for box in boxes)]),
        max([size * 0.22, *(box.depth for box in boxes)]),
        centred,
    )


def _formula(piece: Piece, size: float, measure: Callable[[str, bool], float]) -> Box:
    shape = drawn(piece.text, wide=piece.wide)
    if shape is None:  # as it was written, readable
        words = in_words(piece.text) or piece.text
        return Box(measure(words, False), size * 0.88, size * 0.22, words)
    scale = size * FORMULA_SCALE
    gap = size * 0.12
    return Box(
        shape.width * scale + 2 * gap, shape.height * scale, shape.depth * scale, piece.text, shape, wide=piece.wide
    )


def _fitting(box: Box, room: float) -> Box:
    if box.width <= room or box.formula is None:
        return box
    share = room / box.width
    return Box(room, box.height * share, box.depth * share, box.text, box.formula, wide=box.wide)
