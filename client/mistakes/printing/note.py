"""A note as PDF, A4: headings, text, formulas, pictures and what was drawn by hand."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.files.errors import FileError
from client.mistakes.printing.parts import Part, Typesetter
from client.mistakes.printing.pdf import BOTTOM, SMALL_PT, TITLE_PT, TOP
from client.mistakes.printing.pen import FAINT, HEIGHT, MARGIN, QUIET, WIDTH, Pen
from client.notes.pen import svg
from client.notes.titles import heading
from client.notes.writing.links import for_paper
from client.texts import _

if TYPE_CHECKING:
    from client.bootstrap import Client

TALLEST_MM = 150.0
_PICTURE = re.compile(r"!\[(?P<caption>[^\]\n]*)\]\((?P<file>[^)\n]+)\)")
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_TASK = re.compile(r"^(\s*)[-*+] \[([ xX])\] ", re.MULTILINE)


@dataclass(frozen=True)
class NotePdf:
    """The file, what to call it, and sentences about what could not be put on it."""

    data: bytes
    name: str
    missing: tuple[str, ...] = ()


async def make_note(client: Client, note_id: str) -> NotePdf | None:
    """The PDF of a note as it is in the store; None when there is none."""
    note = await client.notes.get(note_id)
    if note is None:
        return None
    names, drawn = await client.attachments.names(note_id), await client.drawings.of(note_id)
    pictures = {name: svg.written(drawing).encode() for name, drawing in drawn.items()}
    missing: list[str] = []
    for name in {match["file"] for match in _PICTURE.finditer(note.body)} - pictures.keys():
        try:
            if sha := names.get(name) or names.get(Path(name).name):
                pictures[name] = await client.attachments.read(sha, note_id)
            else:
                missing.append(_("图没有找到：{name}").format(name=name))
        except FileError as error:
            missing.append(_("{name} 没有印上：{why}").format(name=name, why=error.sentence))
    title = note.title or heading("", note.body)[0] or _("无标题")
    data = await asyncio.to_thread(note_pdf, title, note.body, pictures)
    return NotePdf(data, title, tuple(sorted(missing)))


def note_pdf(title: str, body: str, pictures: Mapping[str, bytes]) -> bytes:
    """The PDF of a text; `pictures` by their names in it. It blocks."""
    with tempfile.TemporaryDirectory() as folder:
        press = _Press(title, dict(pictures), Path(folder))
        try:
            return press.print(body)
        finally:
            press.pen.close()


class _Press:
    def __init__(self, title: str, pictures: dict[str, bytes], folder: Path) -> None:
        self.pen = Pen()
        self.pen.pdf.set_title(title)
        self.pen.pdf.set_creator("Xueban")
        self.pen.pdf.set_lang("zh-CN")
        self._title, self._pictures, self._folder = title, pictures, folder
        self._setter = Typesetter(self.pen, TALLEST_MM)
        self._y = 0.0

    def print(self, body: str) -> bytes:
        self._page()
        self.pen.words(self._title, MARGIN, self._y + 6, min(TITLE_PT, self._fits()), bold=True)
        self._y += 10
        self.pen.rule(self._y)
        self._y += 5
        text, end = _prepared(body), 0
        for match in _PICTURE.finditer(text):
            self._prose(text[end : match.start()])
            for part in self._picture(match["file"], match["caption"]):
                self._put(part)
            end = match.end()
        self._prose(text[end:])
        self._feet()
        return bytes(self.pen.pdf.output())

    def _prose(self, markdown: str) -> None:
        for block in re.split(r"\n\s*\n", markdown):
            parts = self._setter.prose(block, MARGIN, WIDTH - 2 * MARGIN, None)
            if parts and block.lstrip().startswith("#"):
                self._y += 2.0
                self._room(parts[0].height + 14)  # a heading does not stand alone at the foot of a page
            for part in parts:
                self._put(part)
            self._y += 1.6 if parts else 0.0

    def _picture(self, name: str, caption: str) -> list[Part]:
        room, data = WIDTH - 2 * MARGIN, self._pictures.get(name)
        if data is not None and data.lstrip()[:1] == b"<":
            (self._folder / "drawing.svg").write_bytes(data)
            return self._setter.prose(f"![{caption}](drawing.svg)", MARGIN, room, self._folder)
        try:
            if data is not None:
                return [self._setter.picture(data, MARGIN, room)]
        except (OSError, ValueError):  # no picture, whatever it is called
            data = None
        return self._setter.prose(_("（图：{caption}）").format(caption=caption or name), MARGIN, room, None)

    def _put(self, part: Part) -> None:
        self._room(part.height)
        part.draw(self._y)
        self._y += part.height

    def _room(self, height: float) -> None:
        if self._y + height > HEIGHT - BOTTOM and self._y > TOP + 1:
            self._page()

    def _page(self) -> None:
        self.pen.pdf.add_page()
        self._y = TOP

    def _fits(self) -> float:
        """The size at which the title is as wide as the page."""
        wide = self.pen.measure(self._title, TITLE_PT)
        return TITLE_PT * (WIDTH - 2 * MARGIN) / wide if wide else TITLE_PT

    def _feet(self) -> None:
        total = self.pen.pdf.page
        for page in range(1, total + 1):
            self.pen.pdf.page = page
            self.pen.pdf.set_font("SC", size=1)  # fpdf2 writes a font down when it changes, not when the page does
            words = _("第 {page} 页，共 {pages} 页").format(page=page, pages=total)
            self.pen.words(words, (WIDTH - self.pen.measure(words, SMALL_PT)) / 2, HEIGHT - 9, SMALL_PT, QUIET)
            self.pen.words(_("学伴笔记"), MARGIN, HEIGHT - 9, SMALL_PT, FAINT)
        self.pen.pdf.page = total


def _prepared(body: str) -> str:
    """Links as words, boxes as signs, pictures on lines of their own."""
    text = _TASK.sub(lambda m: f"{m[1]}- {'[×]' if m[2] != ' ' else '[ ]'} ", _FENCE.sub("", for_paper(body)))
    return _PICTURE.sub(lambda m: f"\n\n{m[0]}\n\n", text)
