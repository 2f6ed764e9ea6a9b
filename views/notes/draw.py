"""Where one draws: paper as wide as the window, a pen of some colours, an eraser, and an undo that is one's own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import flet as ft

from client.notes.pen.drawings import Drawing
from client.notes.pen.reading import strokes_in
from client.notes.pen.strokes import PAPER, bounds
from client.texts import _
from views.account.picked import pick_ink
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.notes.easel import Easel
from views.notes.paper import Paper
from views.notes.pens import Pens
from views.picker import use_picker
from views.query import use_query
from views.theme import Icons, S
from views.widgets import ErrorNote, IconAction, Page, Skeleton, ident

GAP_UNITS = 40


@component
def DrawScreen(note_id: str) -> Any:
    """`/notes/:note_id/draw?name=…`."""
    app = use_app()
    name = ft.use_state(lambda: app.parameter("name") or app.client.drawings.new_name())[0]
    easel = cast("Easel", ft.use_ref(lambda: Easel(app.client.drawings, note_id, name)).current)
    _turn, draw_again = ft.use_state(0)
    picker = use_picker()

    async def read() -> Drawing:
        drawn = await app.client.drawings.of(note_id)
        return drawn.get(name) or Drawing(name, *PAPER, ())

    found = use_query(read, {"drawing"})

    def follow() -> None:
        easel.told = lambda: draw_again(lambda turn: turn + 1)

    ft.use_effect(follow, [])

    async def bring_in() -> None:
        for picked in await pick_ink(picker(), app.page):
            data = await asyncio.to_thread(picked.file.read_bytes) if isinstance(picked.file, Path) else picked.file
            box = bounds(easel.shown)
            strokes = await asyncio.to_thread(strokes_in, app.client.drawings, data, box[3] + GAP_UNITS if box else 0)
            await easel.add(strokes)
            below = bounds(strokes)
            await app.client.drawings.make_longer(note_id, name, round(below[3]) + GAP_UNITS if below else 0)

    bringing = use_command(bring_in)
    if found.value is None:
        rest = ErrorNote(found.error, found.reload) if found.error else Skeleton(3)
        return Page(_("手写"), rest, back=f"/notes/{note_id}")
    easel.take(found.value)
    return Page(
        _("手写"),
        *([ErrorNote(bringing.error)] if bringing.error else []),
        ft.Column(
            [Pens(easel), Paper(easel)],
            spacing=S,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        back=f"/notes/{note_id}",
        scroll=False,
        actions=[
            ident("draw-undo", IconAction(Icons.UNDO, _("撤销一笔"), easel.undo, disabled=not easel.can_undo)),
            ident("draw-redo", IconAction(Icons.REDO, _("重做"), easel.redo, disabled=not easel.can_redo)),
            ident("draw-import", IconAction(Icons.UPLOAD, _("导入智能笔的笔迹（SVG、InkML）"), bringing.run)),
        ],
    )
