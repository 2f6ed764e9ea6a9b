"""A note's text to read: Markdown with formulas, its pictures, and links that lead somewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flet as ft

from client.files.errors import FileError
from client.notes.attachments import is_picture
from client.notes.pen.drawings import Drawing
from client.notes.writing.links import for_reading
from client.notes.writing.pictures import Shown, pieces
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.inked import Inked, words_of
from views.notes.others import Beside, There
from views.query import use_query
from views.theme import BODY, CAPTION, CARD_RADIUS, M, Role, S
from views.widgets import RichText, ident

DEEPEST = 4
"""Steps that a picture in a list is set in at most."""


@component
def Reading(note_id: str, text: str, go: Callable[[str], Awaitable[Any]], others: tuple[There, ...] = ()) -> Any:
    """`text` of the note; `go` is told where a pressed link leads; `others`: who is writing in which block of it."""
    app = use_app()
    parts = [(there, list(pieces(part))) for there, part in _parted(text, others)]
    wanted = sorted({piece.file for _there, part in parts for piece in part if isinstance(piece, Shown)})

    async def read() -> dict[str, bytes | str | Drawing]:
        if not wanted:
            return {}
        names = await app.client.attachments.names(note_id)
        drawn = await app.client.drawings.of(note_id)

        async def one(name: str) -> bytes | str | Drawing:
            if name in drawn:
                return drawn[name]
            sha = names.get(name) or names.get(Path(name).name)
            if sha is None:
                return _("图没有找到：{name}").format(name=name)
            try:
                data = await app.client.attachments.read(sha, note_id)
            except FileError as error:
                return error.sentence
            return data.decode("utf-8", "replace") if name.endswith(".svg") else data

        return dict(zip(wanted, await asyncio.gather(*map(one, wanted)), strict=True))

    found = use_query(read, {"attachment", "drawing"}, [wanted])
    pictures: dict[str, bytes | str | Drawing] = found.value or {}

    async def tapped(event: ft.Event[ft.Markdown]) -> None:
        await go(str(event.data or ""))

    def row(piece: str | Shown) -> ft.Control:
        if isinstance(piece, str):
            return RichText(for_reading(piece.strip("\n")), on_link=tapped)
        shown = pictures.get(piece.file)
        if isinstance(shown, Drawing):
            drawn = _drawing(shown, partial(app.go, drawing_route(note_id, shown.name)))
        else:
            drawn = _picture(piece.file, piece.caption, shown)
        return ft.Container(drawn, padding=ft.Padding.only(left=M * min(piece.depth, DEEPEST)))

    rows: list[ft.Control] = []
    for there, part in parts:
        below = [row(piece) for piece in part]
        rows += below if there is None else [Beside(there, _column(below))]
    return _column(rows or [RichText("", on_link=tapped)])


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _parted(text: str, others: tuple[There, ...]) -> Iterator[tuple[There | None, str]]:
    """The text in the order in which it is read, the blocks that somebody writes in apart."""
    end = 0
    for there in others:
        yield None, text[end : there.start]
        yield there, text[there.start : there.end]
        end = there.end
    yield None, text[end:]


def drawing_route(note_id: str, name: str) -> str:
    """Where a drawing is drawn."""
    return f"/notes/{note_id}/draw?name={quote(name)}"


def _drawing(drawing: Drawing, open_it: Callable[[], None]) -> ft.Control:
    """What was drawn by hand; a tap goes on with it."""
    paper = ft.Container(
        Inked(drawing, key=f"{drawing.name} {len(drawing.strokes)}"),
        bgcolor=Role.CARD,
        border_radius=CARD_RADIUS,
        border=ft.Border.all(1, Role.LINE),
        on_click=open_it,
        ink=True,
    )
    return ident(f"drawing-{drawing.name}", paper, label=words_of(drawing), button=True, key=drawing.name)


def _picture(name: str, caption: str, data: bytes | str | None) -> ft.Control:
    inner: ft.Control
    if data is None:
        inner = ft.Container(height=48)
    elif isinstance(data, str) and not data.lstrip().startswith("<"):
        inner = ft.Text(data, style=BODY, color="#37474F")
    else:
        fault = ft.Text(_("这张图无法显示"), style=BODY, color="#37474F")
        inner = ft.Image(src=data, fit=ft.BoxFit.SCALE_DOWN, semantics_label=caption or name, error_content=fault)
    words = [ft.Text(caption, style=CAPTION, color=Role.QUIET)] if caption and not is_picture(caption) else []
    paper = ft.Container(
        inner,
        bgcolor=Role.PAPER,
        border_radius=CARD_RADIUS,
        border=ft.Border.all(1, Role.LINE),
        padding=S,
        alignment=ft.Alignment.CENTER,
    )
    return ident(f"picture-{name}", ft.Column([paper, *words], spacing=4, tight=True), key=name)
