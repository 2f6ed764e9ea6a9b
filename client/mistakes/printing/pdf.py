"""A practice sheet as PDF, A4: questions with room to work, answers on pages of their own."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.courses.grading import LETTERS
from client.mistakes.printing.formula import Drawn
from client.mistakes.printing.prose import Paragraph, Piece, paragraphs
from client.mistakes.printing.setting import FORMULA_SCALE, Box, Line, boxes_of, broken
from client.mistakes.printing.sheet import ROOM_MM, Item, Sheet
from client.texts import _

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = Path(__file__).resolve().parents[3] / "assets" / "fonts" / "XuebanSC-Regular.otf"

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
TOP, BOTTOM = 16.0, 18.0
INDENT = 9.0
BODY_PT, SMALL_PT, TITLE_PT = 11.5, 8.5, 19.0
MM = 25.4 / 72
LEADING = 0.62
"""Between two lines, as a share of the font's size."""
LEAST_ROOM = 0.35
"""So much of the room to work is enough at the foot of a page: rather than a page half empty."""
PICTURE_MM = 64.0
"""How high a picture may be."""
DRAWING_SCALE = 0.24
"""A drawing's pixel in millimetres: labels of 16 to 20 px then are as large as the text."""
_FAMILY = re.compile(r'font-family="[^"]*"')
_TITLE = re.compile(r"<title>.*?</title>|font-weight=\"[^\"]*\"", re.DOTALL)
"""What fpdf2 does not know, and a weight that the font does not have."""
INK, QUIET, FAINT = (26, 33, 29), (96, 108, 101), (196, 204, 199)


@dataclass(frozen=True)
class _Part:
    """Something set, that goes down the page as one: its height in millimetres, and how it is drawn at a y.

    `baseline` is where its first line stands, below that y.
    """

    height: float
    draw: Callable[[float], None]
    baseline: float = 5.0


def make_pdf(sheet: Sheet) -> bytes:
    """The PDF. It blocks for a second or so a page: call it in a thread."""
    press = _Press(sheet)
    try:
        return press.print()
    finally:
        press.close()


class _Press:
    def __init__(self, sheet: Sheet) -> None:
        from fpdf import FPDF

        logging.getLogger("fpdf").setLevel(logging.ERROR)  # a rare character without a glyph is no news
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.sheet = sheet
        self.pdf: FPDF = FPDF(unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("SC", "", FONT)
        self.pdf.set_title(sheet.options.title)
        self.pdf.set_creator("Xueban")
        self.pdf.set_lang("zh-CN")
        self.y = 0.0
        self._widths: dict[str, float] = {}
        self._total = 0

    def print(self) -> bytes:
        self._page()
        self._head()
        for number, item in enumerate(self.sheet.items, 1):
            self._question(number, item)
        if self.sheet.options.answers:
            self._answers()
        self._total = self.pdf.page
        self._feet()
        return bytes(self.pdf.output())

    def close(self) -> None:
        """Let go of the font's file, which fpdf2 keeps open."""
        from fpdf.fonts import TTFFont

        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    # --- pages

    def _page(self) -> None:
        self.pdf.add_page()
        self.y = TOP

    def _room(self, height: float) -> bool:
        """Make room for something of that height; whether that took a new page."""
        if self.y + height <= HEIGHT - BOTTOM or self.y <= TOP + 1:
            return False
        self._page()
        return True

    def _head(self) -> None:
        options = self.sheet.options
        self._words(options.title or _("错题练习"), MARGIN, self.y + 6, TITLE_PT, bold=True)
        self.y += 11
        count = _("共 {n} 题").format(n=len(self.sheet.items))
        about = " · ".join(filter(None, (options.about, count, options.day)))
        self._words(about, MARGIN, self.y + 2.5, SMALL_PT + 0.5, QUIET)
        blanks = _("姓名 __________   日期 __________   用时 ________   得分 ________")
        width = self._measure(blanks, BODY_PT - 1)
        self._words(blanks, WIDTH - MARGIN - width, self.y + 2.5, BODY_PT - 1)
        self.y += 6
        self._rule(self.y)
        self.y += 5

    def _feet(self) -> None:
        for page in range(1, self._total + 1):
            self.pdf.page = page
            self.pdf.set_font("SC", size=1)  # fpdf2 writes a font down when it changes, not when the page does
            words = _("第 {page} 页，共 {pages} 页").format(page=page, pages=self._total)
            self._words(words, (WIDTH - self._measure(words, SMALL_PT)) / 2, HEIGHT - 9, SMALL_PT, QUIET)
            self._words(_("学伴错题本"), MARGIN, HEIGHT - 9, SMALL_PT, FAINT)
        self.pdf.page = self._total

    # --- questions and answers

    def _question(self, number: int, item: Item) -> None:
        left, room = MARGIN + INDENT, WIDTH - 2 * MARGIN - INDENT
        parts = self._prose(item.text or _("（看图）"), left, room, item.folder)
        parts += [self._picture(data, left, room) for data in item.pictures]
        parts += self._options(item.options, left, room, item.folder)
        working = item.room_mm * ROOM_MM[self.sheet.options.room]
        tail = self._tail(item)
        whole = sum(part.height for part in parts) + tail.height + working * LEAST_ROOM
        usable = HEIGHT - BOTTOM - TOP
        # What fits on a page is not torn; the room to work may be cut a little rather than the question moved.
        self._room(whole if whole <= usable else parts[0].height + 20)
        first = True
        for part in parts:
            self._room(part.height)
            if first:
                self._words(f"{number}.", MARGIN, self.y + part.baseline, BODY_PT, bold=True)
                first = False
            part.draw(self.y)
            self.y += part.height
        self.y += max(0.0, min(working, HEIGHT - BOTTOM - self.y - tail.height))
        self._room(tail.height)
        tail.draw(self.y)
        self.y += tail.height

    def _answers(self) -> None:
        self._page()
        self._words(_("答案与解析"), MARGIN, self.y + 5, TITLE_PT - 4, bold=True)
        self.y += 10
        self._rule(self.y)
        self.y += 5
        left, room = MARGIN + INDENT, WIDTH - 2 * MARGIN - INDENT
        for number, item in enumerate(self.sheet.items, 1):
            parts = self._prose(item.answer or _("（没有记答案）"), left, room, item.folder, bold=bool(item.answer))
            parts += self._prose(item.explanation, left, room, item.folder)
            if item.reflection:
                parts += self._prose(_("提醒自己：{words}").format(words=item.reflection), left, room, None)
            first = True
            for part in parts:
                self._room(part.height + (8 if first else 0))
                if first:
                    self._words(f"{number}.", MARGIN, self.y + part.baseline, BODY_PT, bold=True)
                    code_at = WIDTH - MARGIN - self._measure(item.code, SMALL_PT)
                    self._words(item.code, code_at, self.y + part.baseline, SMALL_PT, QUIET)
                    first = False
                part.draw(self.y)
                self.y += part.height
            self.y += 3.5

    def _tail(self, item: Item) -> _Part:
        words = _("编号 {code}").format(code=item.code) if item.code else ""
        about = " · ".join(filter(None, (item.point, words)))

        def draw(y: float) -> None:
            at = WIDTH - MARGIN - self._measure(about, SMALL_PT)
            self._words(about, at, y + 3.4, SMALL_PT, QUIET)
            self._rule(y + 5.2, FAINT)

        return _Part(9.5, draw)

    def _options(self, options: tuple[str, ...], left: float, room: float, folder: Path | None) -> list[_Part]:
        """Options beside each other where they are short: four, two or one in a row."""
        if not options:
            return []
        size = BODY_PT * MM
        texts = [f"{LETTERS[i % 26]}. {option}" for i, option in enumerate(options)]
        widths = [self._natural(text, size) for text in texts]
        columns = next((n for n in (4, 2) if len(options) >= n and max(widths) <= room / n - 4), 1)
        column = room / columns
        cells = [self._prose(text, left + (i % columns) * column, column - 4, folder) for i, text in enumerate(texts)]
        rows: list[_Part] = []
        for start in range(0, len(cells), columns):
            row = cells[start : start + columns]
            baseline = max(cell[0].baseline for cell in row)
            height = max(sum(part.height for part in cell) + baseline - cell[0].baseline for cell in row)

            def draw(y: float, row: list[list[_Part]] = row, baseline: float = baseline) -> None:
                for cell in row:  # all of a row stand on one line
                    at = y + baseline - cell[0].baseline
                    for part in cell:
                        part.draw(at)
                        at += part.height

            rows.append(_Part(height, draw, baseline))
        return rows

    def _natural(self, markdown: str, size: float) -> float:
        """How wide a text is on one line; endless when it takes several by itself."""
        found = paragraphs(markdown)
        if len(found) != 1 or found[0].drawing:
            return WIDTH
        boxes = list(boxes_of(found[0], size, self._width))
        return WIDTH if any(box.wide for box in boxes) else sum(box.width for box in boxes)

    # --- setting

    def _prose(
        self, markdown: str, left: float, room: float, folder: Path | None, *, bold: bool = False
    ) -> list[_Part]:
        size = BODY_PT * MM
        parts: list[_Part] = []
        for paragraph in paragraphs(markdown):
            if paragraph.drawing:
                parts.append(self._drawing(paragraph, folder, left, room))
                continue
            if bold:
                paragraph = Paragraph(tuple(Piece(p.text, p.is_formula, p.wide, True) for p in paragraph.pieces))
            lines = broken(boxes_of(paragraph, size, self._width), room, size)
            parts += [self._set(line, left, room, size, last=i == len(lines) - 1) for i, line in enumerate(lines)]
        return parts

    def _set(self, line: Line, left: float, room: float, size: float, *, last: bool) -> _Part:
        height = line.height + line.depth + size * LEADING + (size * 0.15 if last else 0.0)

        def draw(y: float) -> None:
            x = left + (room - line.width) / 2 if line.centred else left
            baseline = y + size * LEADING / 2 + line.height
            x_words, words, bold = x, "", False

            def flush() -> None:
                nonlocal words
                if words:
                    self._words(words, x_words, baseline, BODY_PT, bold=bold)
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

        return _Part(height, draw, size * LEADING / 2 + line.height)

    def _formula(self, box: Box, x: float, baseline: float, size: float) -> None:
        shape = box.formula
        assert shape is not None  # noqa: S101 - it was asked for
        natural = shape.width * size * FORMULA_SCALE
        gap = size * 0.12
        scale = size * FORMULA_SCALE * min(1.0, (box.width - 2 * gap) / natural) if natural else size
        self._outlines(shape, x + gap, baseline, scale)

    def _outlines(self, shape: Drawn, x: float, y: float, scale: float) -> None:
        """Fill the outlines: PDF's own operators, since fpdf2's drawing costs ten times as much for each curve."""
        k = self.pdf.k

        def at(px: float, py: float) -> str:
            return f"{(x + px * scale) * k:.3f} {(HEIGHT - y - py * scale) * k:.3f}"

        out = [f"q {INK[0] / 255:.3f} {INK[1] / 255:.3f} {INK[2] / 255:.3f} rg"]
        here = start = (0.0, 0.0)
        for name, n in shape.steps:
            if name == "M":
                out.append(f"{at(n[0], n[1])} m")
                here = start = (n[0], n[1])
                for i in range(2, len(n) - 1, 2):
                    out.append(f"{at(n[i], n[i + 1])} l")
                    here = (n[i], n[i + 1])
            elif name == "L":
                for i in range(0, len(n) - 1, 2):
                    out.append(f"{at(n[i], n[i + 1])} l")
                    here = (n[i], n[i + 1])
            elif name == "Q":  # PDF has cubic curves only
                for i in range(0, len(n) - 3, 4):
                    cx, cy, ex, ey = n[i : i + 4]
                    one = (here[0] + 2 / 3 * (cx - here[0]), here[1] + 2 / 3 * (cy - here[1]))
                    two = (ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey))
                    out.append(f"{at(*one)} {at(*two)} {at(ex, ey)} c")
                    here = (ex, ey)
            elif name == "C":
                for i in range(0, len(n) - 5, 6):
                    out.append(f"{at(n[i], n[i + 1])} {at(n[i + 2], n[i + 3])} {at(n[i + 4], n[i + 5])} c")
                    here = (n[i + 4], n[i + 5])
            elif name == "Z":
                out.append("h")
                here = start
        out.append("f")
        for bx, by, bw, bh in shape.bars:
            out.append(f"{at(bx, by + bh)} {bw * scale * k:.3f} {bh * scale * k:.3f} re f")
        out.append("Q")
        self.pdf._out("\n".join(out))

    def _drawing(self, paragraph: Paragraph, folder: Path | None, left: float, room: float) -> _Part:
        from fpdf.svg import SVGObject

        file = folder / paragraph.drawing if folder else None
        try:
            svg = file.read_text("utf-8") if file else ""
            picture = SVGObject(_FAMILY.sub('font-family="SC"', _TITLE.sub("", svg)).encode()) if svg else None
        except Exception:  # a drawing that fpdf2 cannot read is named instead
            picture = None
        if picture is None or not picture.width or not picture.height:
            return self._caption(_("（图：{caption}）").format(caption=paragraph.caption), left, room)
        scale = min(DRAWING_SCALE, room / picture.width, PICTURE_MM / picture.height)
        width, height = picture.width * scale, picture.height * scale

        def draw(y: float) -> None:
            self.pdf.set_font("SC", size=BODY_PT)
            picture.width, picture.height = width, height
            picture.draw_to_page(self.pdf, left + (room - width) / 2, y + 1.5)

        return _Part(height + 4.0, draw)

    def _caption(self, words: str, left: float, room: float) -> _Part:
        size = BODY_PT * MM
        lines = broken(boxes_of(Paragraph((Piece(words),)), size, self._width), room, size)
        return self._set(lines[0], left, room, size, last=True)

    def _picture(self, data: bytes, left: float, room: float) -> _Part:
        from PIL import Image

        width, height = Image.open(io.BytesIO(data)).size
        scale = min(room / width, PICTURE_MM / height, 0.12)  # 210 pixels to the inch, at least

        def draw(y: float) -> None:
            self.pdf.image(io.BytesIO(data), left, y + 1.5, width * scale, height * scale)

        return _Part(height * scale + 4.0, draw)

    # --- words

    def _words(
        self, words: str, x: float, baseline: float, size: float, ink: tuple[int, int, int] = INK, *, bold: bool = False
    ) -> None:
        self.pdf.set_font("SC", size=size)
        self.pdf.set_text_color(*ink)
        if bold:
            with self.pdf.local_context(text_mode="FILL_STROKE", line_width=size * 0.012, draw_color=ink):
                self.pdf.text(x, baseline, words)
        else:
            self.pdf.text(x, baseline, words)

    def _width(self, words: str, _bold: bool) -> float:
        return self._measure(words, BODY_PT)

    def _measure(self, words: str, size: float) -> float:
        total = 0.0
        for sign in words:
            width = self._widths.get(sign)
            if width is None:
                self.pdf.set_font("SC", size=100)
                width = self._widths[sign] = self.pdf.get_string_width(sign) / 100
            total += width
        return total * size

    def _rule(self, y: float, ink: tuple[int, int, int] = QUIET) -> None:
        self.pdf.set_draw_color(*ink)
        self.pdf.set_line_width(0.2)
        self.pdf.line(MARGIN, y, WIDTH - MARGIN, y)
