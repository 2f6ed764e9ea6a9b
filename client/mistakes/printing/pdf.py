"""A practice sheet as PDF, A4: questions with room to work, answers on pages of their own."""

from __future__ import annotations

from client.mistakes.printing.parts import BODY_PT, Part, Typesetter
from client.mistakes.printing.pen import FAINT, HEIGHT, MARGIN, QUIET, WIDTH, Pen
from client.mistakes.printing.sheet import ROOM_MM, Item, Sheet
from client.texts import _

TOP, BOTTOM = 16.0, 18.0
INDENT = 9.0
SMALL_PT, TITLE_PT = 8.5, 19.0
LEAST_ROOM = 0.35
"""So much of the room to work is enough at the foot of a page: rather than a page half empty."""


def make_pdf(sheet: Sheet) -> bytes:
    """The PDF. It blocks for a second or so a page: call it in a thread."""
    press = _Press(sheet)
    try:
        return press.print()
    finally:
        press.pen.close()


class _Press:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pen = Pen()
        self.pen.pdf.set_title(sheet.options.title)
        self.pen.pdf.set_creator("Xueban")
        self.pen.pdf.set_lang("zh-CN")
        self.setter = Typesetter(self.pen)
        self.y = 0.0
        self._total = 0

    def print(self) -> bytes:
        self._page()
        self._head()
        for number, item in enumerate(self.sheet.items, 1):
            self._question(number, item)
        if self.sheet.options.answers:
            self._answers()
        self._total = self.pen.pdf.page
        self._feet()
        return bytes(self.pen.pdf.output())

    # --- pages

    def _page(self) -> None:
        self.pen.pdf.add_page()
        self.y = TOP

    def _room(self, height: float) -> bool:
        """Make room for something of that height; whether that took a new page."""
        if self.y + height <= HEIGHT - BOTTOM or self.y <= TOP + 1:
            return False
        self._page()
        return True

    def _head(self) -> None:
        options = self.sheet.options
        self.pen.words(options.title or _("错题练习"), MARGIN, self.y + 6, TITLE_PT, bold=True)
        self.y += 11
        count = _("共 {n} 题").format(n=len(self.sheet.items))
        about = " · ".join(filter(None, (options.about, count, options.day)))
        self.pen.words(about, MARGIN, self.y + 2.5, SMALL_PT + 0.5, QUIET)
        blanks = _("姓名 __________   日期 __________   用时 ________   得分 ________")
        width = self.pen.measure(blanks, BODY_PT - 1)
        self.pen.words(blanks, WIDTH - MARGIN - width, self.y + 2.5, BODY_PT - 1)
        self.y += 6
        self.pen.rule(self.y)
        self.y += 5

    def _feet(self) -> None:
        for page in range(1, self._total + 1):
            self.pen.pdf.page = page
            self.pen.pdf.set_font("SC", size=1)  # fpdf2 writes a font down when it changes, not when the page does
            words = _("第 {page} 页，共 {pages} 页").format(page=page, pages=self._total)
            self.pen.words(words, (WIDTH - self.pen.measure(words, SMALL_PT)) / 2, HEIGHT - 9, SMALL_PT, QUIET)
            self.pen.words(_("学伴错题本"), MARGIN, HEIGHT - 9, SMALL_PT, FAINT)
        self.pen.pdf.page = self._total

    # --- questions and answers

    def _question(self, number: int, item: Item) -> None:
        left, room = MARGIN + INDENT, WIDTH - 2 * MARGIN - INDENT
        parts = self.setter.prose(item.text or _("（看图）"), left, room, item.folder)
        parts += [self.setter.picture(data, left, room) for data in item.pictures]
        parts += self.setter.options(item.options, left, room, item.folder)
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
                self.pen.words(f"{number}.", MARGIN, self.y + part.baseline, BODY_PT, bold=True)
                first = False
            part.draw(self.y)
            self.y += part.height
        self.y += max(0.0, min(working, HEIGHT - BOTTOM - self.y - tail.height))
        self._room(tail.height)
        tail.draw(self.y)
        self.y += tail.height

    def _answers(self) -> None:
        self._page()
        self.pen.words(_("答案与解析"), MARGIN, self.y + 5, TITLE_PT - 4, bold=True)
        self.y += 10
        self.pen.rule(self.y)
        self.y += 5
        left, room = MARGIN + INDENT, WIDTH - 2 * MARGIN - INDENT
        for number, item in enumerate(self.sheet.items, 1):
            parts = self.setter.prose(
                item.answer or _("（没有记答案）"), left, room, item.folder, bold=bool(item.answer)
            )
            parts += self.setter.prose(item.explanation, left, room, item.folder)
            if item.reflection:
                parts += self.setter.prose(_("提醒自己：{words}").format(words=item.reflection), left, room, None)
            first = True
            for part in parts:
                self._room(part.height + (8 if first else 0))
                if first:
                    self.pen.words(f"{number}.", MARGIN, self.y + part.baseline, BODY_PT, bold=True)
                    code_at = WIDTH - MARGIN - self.pen.measure(item.code, SMALL_PT)
                    self.pen.words(item.code, code_at, self.y + part.baseline, SMALL_PT, QUIET)
                    first = False
                part.draw(self.y)
                self.y += part.height
            self.y += 3.5

    def _tail(self, item: Item) -> Part:
        words = _("编号 {code}").format(code=item.code) if item.code else ""
        about = " · ".join(filter(None, (item.point, words)))

        def draw(y: float) -> None:
            at = WIDTH - MARGIN - self.pen.measure(about, SMALL_PT)
            self.pen.words(about, at, y + 3.4, SMALL_PT, QUIET)
            self.pen.rule(y + 5.2, FAINT)

        return Part(9.5, draw)
