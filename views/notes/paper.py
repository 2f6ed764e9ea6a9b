"""The paper that one draws on. The line that is being drawn is a layer of its own: the others are not drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import flet as ft
import flet.canvas as cv

from client.notes.pen.strokes import Point, Stroke
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.easel import REACH_UNITS, Easel
from views.notes.inked import line, shapes
from views.theme import CAPTION, CARD_RADIUS, Icons, M, Role, S
from views.widgets import IconAction, ident

EVERY_MS = 16
"""A frame: more points than are drawn help nobody."""


class Line:
    """The line under the pen, in units."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.told: Callable[[], object] = lambda: None

    def put(self, *points: Point) -> None:
        """It begins, goes on, or is gone (no points)."""
        self.points = [*self.points, *points] if points else []
        self.told()


@component
def Paper(easel: Easel) -> Any:
    """The paper and the way up and down on it."""
    app = use_app()
    size, set_size = ft.use_state((0.0, 0.0))
    under = cast("Line", ft.use_ref(Line).current)
    scale = size[0] / easel.drawing.width
    in_sight = size[1] / scale if scale else 0.0

    def sized(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        set_size((event.width, event.height))

    def place(event: Any) -> Point:
        return event.local_position.x / scale, event.local_position.y / scale + easel.top

    def begin(event: ft.DragDownEvent) -> None:
        under.put()
        under.put(place(event))

    def go_on(event: ft.DragUpdateEvent) -> None:
        under.put(place(event))

    async def lift(*_event: Any) -> None:
        points = under.points
        under.points = []  # not told yet: it stays in sight until the stroke is
        if points:
            await (easel.rub(points) if easel.erases else easel.draw(points))
        under.told()

    async def more() -> None:
        await easel.longer()
        easel.scroll(in_sight / 2, in_sight)

    surface = ft.GestureDetector(
        content=ft.Stack(
            [
                _Ink(easel.shown, scale, easel.top, app.dark, key="ink"),
                _Under(under, easel, scale, key=f"under-{scale}-{easel.top}"),
            ],
            expand=True,
        ),
        on_pan_down=begin,
        on_pan_update=go_on,
        on_pan_end=lift,
        on_pan_cancel=lift,
        drag_interval=EVERY_MS,
        mouse_cursor=ft.MouseCursor.PRECISE,
        expand=True,
    )
    sheet = ft.Container(
        surface if scale else ft.Container(),
        on_size_change=sized,
        size_change_interval=0,
        bgcolor=Role.CARD,
        border=ft.Border.all(1, Role.LINE),
        border_radius=CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        expand=True,
    )
    end = easel.top + in_sight >= easel.drawing.height - 1
    ways = ft.Row(
        [
            ft.Text(_("一笔一笔自动保存"), style=CAPTION, color=Role.QUIET, expand=True),
            ident(
                "paper-up",
                IconAction(
                    Icons.LESS, _("往上"), lambda: easel.scroll(-in_sight / 2, in_sight), disabled=easel.top <= 0
                ),
            ),
            ident("paper-more", IconAction(Icons.ADD, _("加一段纸"), more))
            if end
            else ident("paper-down", IconAction(Icons.MORE, _("往下"), lambda: easel.scroll(in_sight / 2, in_sight))),
        ],
        spacing=S,
    )
    named = ident("paper", sheet, label=_("画纸，{n} 笔").format(n=len(easel.shown)), container=True, expand=True)
    return ft.Container(
        ft.Column([named, ways], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        expand=True,
        margin=ft.Margin.only(bottom=M),
    )


@component
def _Drawn(strokes: tuple[Stroke, ...], scale: float, top: float, dark: bool) -> Any:
    return cv.Canvas(shapes(strokes, scale, top, dark=dark), expand=True)


_Ink = ft.memo(_Drawn)  # while a line is drawn the others are not


@component
def _Under(under: Line, easel: Easel, scale: float) -> Any:
    app = use_app()
    _turn, again = ft.use_state(0)

    def follow() -> None:
        under.told = lambda: again(lambda turn: turn + 1)

    ft.use_effect(follow, [])
    width = REACH_UNITS * 2 if easel.erases else easel.pen_width
    colour = "marker" if easel.erases else easel.colour
    drawn = [line(under.points, colour, width, scale, easel.top, dark=app.dark)] if under.points else []
    return cv.Canvas(drawn, expand=True)
