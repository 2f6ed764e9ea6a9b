"""Strokes out of a file that a smart pen or a drawing program has written."""

from __future__ import annotations

from client.courses.importing import ImportRefusedError
from client.notes.pen import inkml, svg
from client.notes.pen.drawings import Drawings
from client.notes.pen.fitting import fitted
from client.notes.pen.strokes import MOST_POINTS, Stroke
from client.texts import _

LARGEST_BYTES = 20 << 20


class PenFileError(ValueError):
    """The file gives no strokes; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def strokes_in(drawings: Drawings, data: bytes, top: float = 0) -> list[Stroke]:
    """The strokes of an SVG or InkML file, from `top` on down; it blocks. Raises `PenFileError`."""
    if len(data) > LARGEST_BYTES:
        raise PenFileError(_("文件太大，最多 {n} MB").format(n=LARGEST_BYTES >> 20))
    try:
        lines = inkml.lines_in(data) if inkml.is_inkml(data) else svg.lines_in(data)
    except ImportRefusedError as error:
        raise PenFileError(str(error)) from error
    found = fitted(lines, top)
    if not found:
        raise PenFileError(_("文件里没有笔迹。能读的是 SVG 里的路径和折线，以及 InkML。"))
    strokes = [
        drawings.stroke(line.colour, round(line.width), line.points[start : start + MOST_POINTS])
        for line in found
        for start in range(0, len(line.points), MOST_POINTS - 1)
    ]
    return [stroke for stroke in strokes if stroke.points]
