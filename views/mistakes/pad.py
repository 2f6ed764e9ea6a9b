"""A pad to work a question out by hand: strokes of a finger, pen or mouse, gone when the question is."""

from __future__ import annotations

from typing import Any

import flet as ft
import flet.canvas as cv

from client.texts import _
from views.guard import component
from views.theme import CAPTION, ROW_RADIUS, Icons, Role, S
from views.widgets import IconAction, ident

HEIGHT = 260
EVERY_MS = 16
"""A frame: more points than are drawn help nobody."""

Stroke = tuple[tuple[float, float], ...]


@component
def Pad() -> Any:
    """The pad. It keeps its strokes until it is taken from the screen; nothing of them is stored."""
    strokes, set_strokes = ft.use_state(_none)

    def begin(event: ft.DragStartEvent) -> None:
        place = (event.local_position.x, event.local_position.y)
        set_strokes(lambda drawn: (*drawn, (place,)))

    def draw(event: ft.DragUpdateEvent) -> None:
        place = (event.local_position.x, event.local_position.y)
        set_strokes(lambda drawn: (*drawn[:-1], (*drawn[-1], place)) if drawn else ((place,),))

    def undo() -> None:
        set_strokes(lambda drawn: drawn[:-1])

    def clear() -> None:
        set_strokes(_none())

    # Both directions, not a pan: within a page that scrolls, a pan would lose every stroke that begins up or down.
    surface = ft.GestureDetector(
        content=cv.Canvas([*_lines(strokes)], height=HEIGHT, expand=True),
        on_horizontal_drag_start=begin,
        on_horizontal_drag_update=draw,
        on_vertical_drag_start=begin,
        on_vertical_drag_update=draw,
        drag_interval=EVERY_MS,
        mouse_cursor=ft.MouseCursor.PRECISE,
    )
    paper = ft.Container(
        surface,
        height=HEIGHT,
        bgcolor=Role.FIELD,
        border=ft.Border.all(1, Role.LINE),
        border_radius=ROW_RADIUS,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
    )
    tools = ft.Row(
        [
            ft.Text(_("草稿只在这里，翻页就清空。"), style=CAPTION, color=Role.QUIET, expand=True),
            ident("pad-undo", IconAction(Icons.AGAIN, _("撤销一笔"), undo, disabled=not strokes)),
            ident("pad-clear", IconAction(Icons.DELETE, _("清空草稿"), clear, disabled=not strokes)),
        ],
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    named = ident("pad", paper, label=_("草稿纸，{n} 笔").format(n=len(strokes)), container=True)
    return ft.Column([named, tools], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _none() -> tuple[Stroke, ...]:
    return ()


def _lines(strokes: tuple[Stroke, ...]) -> list[cv.Shape]:
    paint = ft.Paint(
        color=Role.TEXT,
        stroke_width=2.5,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return [
        cv.Path([cv.Path.MoveTo(*stroke[0]), *(cv.Path.LineTo(*place) for place in stroke[1:] or stroke)], paint=paint)
        for stroke in strokes
    ]
