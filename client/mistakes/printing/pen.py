"""The pen that draws on a PDF page: words in the app's font, rules, formulas as outlines. Millimetres throughout."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from client.mistakes.printing.formula import Drawn

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = Path(__file__).resolve().parents[3] / "assets" / "fonts" / "XuebanSC-Regular.otf"
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
INK, QUIET, FAINT = (26, 33, 29), (96, 108, 101), (196, 204, 199)


class Pen:
    """Draws on `pdf`, an A4 document without a page; `close` it in the end."""

    def __init__(self) -> None:
        from fpdf import FPDF

        logging.getLogger("fpdf").setLevel(logging.ERROR)  # a rare character without a glyph is no news
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.pdf: FPDF = FPDF(unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("SC", "", FONT)
        self._widths: dict[str, float] = {}

    def close(self) -> None:
        """Let go of the font's file, which fpdf2 keeps open."""
        from fpdf.fonts import TTFFont

        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def words(
        self, words: str, x: float, baseline: float, size: float, ink: tuple[int, int, int] = INK, *, bold: bool = False
    ) -> None:
        """Words with their baseline there, `size` in points; bold has a rim, since the font has one weight."""
        self.pdf.set_font("SC", size=size)
        self.pdf.set_text_color(*ink)
        if bold:
            with self.pdf.local_context(text_mode="FILL_STROKE", line_width=size * 0.012, draw_color=ink):
                self.pdf.text(x, baseline, words)
        else:
            self.pdf.text(x, baseline, words)

    def measure(self, words: str, size: float) -> float:
        """How wide words are at that size."""
        total = 0.0
        for sign in words:
            width = self._widths.get(sign)
            if width is None:
                self.pdf.set_font("SC", size=100)
                width = self._widths[sign] = self.pdf.get_string_width(sign) / 100
            total += width
        return total * size

    def rule(self, y: float, ink: tuple[int, int, int] = QUIET) -> None:
        """A line across the page."""
        self.pdf.set_draw_color(*ink)
        self.pdf.set_line_width(0.2)
        self.pdf.line(MARGIN, y, WIDTH - MARGIN, y)

    def outlines(self, shape: Drawn, x: float, y: float, scale: float) -> None:
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
