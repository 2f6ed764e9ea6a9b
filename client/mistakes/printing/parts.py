"""Questions and answers set into parts that go down the page: words and formulas, options, drawings, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from client.courses.grading import LETTERS
from client.mistakes.printing.pen import WIDTH, Pen
from client.mistakes.printing.prose import Paragraph, Piece, paragraphs
from client.mistakes.printing.setting import FORMULA_SCALE, Box, Line, boxes_of, broken
from client.texts import _

BODY_PT = 11.5
MM = 25.4 / 72
LEADING = 0.62
"""Between two lines, as a share of the font's size."""
PICTURE_MM = 64.0
"""How high a picture may be."""
DRAWING_SCALE = 0.24
"""A drawing's pixel in millimetres: labels of 16 to 20 px then are as large as the text."""
_FAMILY = re.compile(r'font-family="[^"]*"')
_TITLE = re.compile(r"<title>.*?</title>|font-weight=\"[^\"]*\"", re.DOTALL)
"""What fpdf2 does not know, and a weight that the font does not have."""


@dataclass(frozen=True)
class Part:
    """Something set, that goes down the page as one: its height in millimetres, and how it is drawn at a y.

    `baseline` is where its first line stands, below that y.
    """

    height: float
    draw: Callable[[float], None]
    baseline: float = 5.0


class Typesetter:
    """Makes parts of Markdown, options and pictures, as wide as the room that there is; the pen draws them later."""

    def __init__(self, pen: Pen, tallest: float = PICTURE_MM) -> None:
        """`tallest`: how high a picture may be, in millimetres."""
        self._pen = pen
        self._tallest = tallest

    def prose(self, markdown: str, left: float, room: float, folder: Path | None, *, bold: bool = False) -> list[Part]:
        """The lines and drawings of a text; `folder` is where its drawings are."""
        size = BODY_PT * MM
        parts: list[Part] = []
        for paragraph in paragraphs(markdown):
            if paragraph.drawing:
                parts.append(self._drawing(paragraph, folder, left, room))
                continue
            if bold:
                paragraph = Paragraph(tuple(Piece(p.text, p.is_formula, p.wide, True) for p in paragraph.pieces))
            lines = broken(boxes_of(paragraph, size, self._width), room, size)
            parts += [self._set(line, left, room, size, last=i == len(lines) - 1) for i, line in enumerate(lines)]
        return parts

    def options(self, options: tuple[str, ...], left: float, room: float, folder: Path | None) -> list[Part]:
        """Options beside each other where they are short: four, two or one in a row."""
        if not options:
            return []
        size = BODY_PT * MM
        texts = [f"{LETTERS[i % 26]}. {option}" for i, option in enumerate(options)]
        widths = [self._natural(text, size) for text in texts]
        columns = next((n for n in (4, 2) if len(options) >= n and max(widths) <= room / n - 4), 1)
        column = room / columns
        cells = [self.prose(text, left + (i % columns) * column, column - 4, folder) for i, text in enumerate(texts)]
        rows: list[Part] = []
        for start in range(0, len(cells), columns):
            row = cells[start : start + columns]
            baseline = max(cell[0].baseline for cell in row)
            height = max(sum(part.height for part in cell) + baseline - cell[0].baseline for cell in row)

            def draw(y: float, row: list[list[Part]] = row, baseline: float = baseline) -> None:
                for cell in row:  # all of a row stand on one line
                    at = y + baseline - cell[0].baseline
                    for part in cell:
                        part.draw(at)
                        at += part.height

            rows.append(Part(height, draw, baseline))
        return rows

    def picture(self, data: bytes, left: float, room: float) -> Part:
        """A picture of pixels. Raises OSError for what is none."""
        from PIL import Image

        width, height = Image.open(io.BytesIO(data)).size
        scale = min(room / width, self._tallest / height, 0.12)  # 210 pixels to the inch, at least

        def draw(y: float) -> None:
            self._pen.pdf.image(io.BytesIO(data), left, y + 1.5, width * scale, height * scale)

        return Part(height * scale + 4.0, draw)

    def _natural(self, markdown: str, size: float) -> float:
        """How wide a text is on one line; endless when it takes several by itself."""
        found = paragraphs(markdown)
        if len(found) != 1 or found[0].drawing:
            return WIDTH
        boxes = list(boxes_of(found[0], size, self._width))
        return WIDTH if any(box.wide for box in boxes) else sum(box.width for box in boxes)

    def _set(self, line: Line, left: float, room: float, size: float, *, last: bool) -> Part:
        height = line.height + line.depth + size * LEADING + (size * 0.15 if last else 0.0)

        def draw(y: float) -> None:
            x = left + (room - line.width) / 2 if line.centred else left
            baseline = y + size * LEADING / 2 + line.height
            x_words, words, bold = x, "", False

            def flush() -> None:
                nonlocal words
                if words:
                    self._pen.words(words, x_words, baseline, BODY_PT, bold=bold)
                words = ""

            for box in line.boxes:
                if not box.text:  # a wide blank
                    flush()
                elif box.formula is not None:
                    flush()
                    self._formula(box, x, baseline, size)
                elif words and box.bold == bold:
                    words += box.text
                else:
                    flush()
                    x_words, words, bold = x, box.text, box.bold
                x += box.width
            flush()

        return Part(height, draw, size * LEADING / 2 + line.height)

    def _formula(self, box: Box, x: float, baseline: float, size: float) -> None:
        shape = box.formula
        assert shape is not None  # noqa: S101 - it was asked for
        natural = shape.width * size * FORMULA_SCALE
        gap = size * 0.12
        scale = size * FORMULA_SCALE * min(1.0, (box.width - 2 * gap) / natural) if natural else size
        self._pen.outlines(shape, x + gap, baseline, scale)

    def _drawing(self, paragraph: Paragraph, folder: Path | None, left: float, room: float) -> Part:
        from fpdf.svg import SVGObject

        file = folder / paragraph.drawing if folder else None
        try:
            svg = file.read_text("utf-8") if file else ""
            picture = SVGObject(_FAMILY.sub('font-family="SC"', _TITLE.sub("", svg)).encode()) if svg else None
        except Exception:  # a drawing that fpdf2 cannot read is named instead
            picture = None
        if picture is None or not picture.width or not picture.height:
            return self._caption(_("（图：{caption}）").format(caption=paragraph.caption), left, room)
        scale = min(DRAWING_SCALE, room / picture.width, self._tallest / picture.height)
        width, height = picture.width * scale, picture.height * scale

        def draw(y: float) -> None:
            self._pen.pdf.set_font("SC", size=BODY_PT)
            picture.width, picture.height = width / MM, height / MM  # fpdf2 takes what it draws for points
            picture.draw_to_page(self._pen.pdf, left + (room - width) / 2, y + 1.5)

        return Part(height + 4.0, draw)

    def _caption(self, words: str, left: float, room: float) -> Part:
        size = BODY_PT * MM
        lines = broken(boxes_of(Paragraph((Piece(words),)), size, self._width), room, size)
        return self._set(lines[0], left, room, size, last=True)

    def _width(self, words: str, _bold: bool) -> float:
        return self._pen.measure(words, BODY_PT)
