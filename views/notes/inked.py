"""Strokes on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import flet as ft
import flet.canvas as cv

from client.notes.pen.drawings import Drawing
from client.notes.pen.strokes import Point, Stroke, bounds
from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import ink

MARGIN = 24


def shapes(strokes: Iterable[Stroke], scale: float, top: float = 0, *, dark: bool) -> list[cv.Shape]:
    """The strokes at `scale` logical pixels a unit, from `top` units down on."""
    return [line(stroke.points, stroke.colour, stroke.width, scale, top, dark=dark) for stroke in strokes]


def line(points: Iterable[Point], colour: str, width: float, scale: float, top: float = 0, *, dark: bool) -> cv.Shape:
    """One stroke; of a single point, a dot."""
    start, *rest = [(x * scale, (y - top) * scale) for x, y in points]
    paint = ft.Paint(
        color=ink(colour, dark=dark),
        stroke_width=max(width * scale, 1.0),
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return cv.Path([cv.Path.MoveTo(*start), *(cv.Path.LineTo(*place) for place in rest or [start])], paint=paint)


@component
def Inked(drawing: Drawing) -> Any:
    """A drawing as large as there is room for, down to its last ink."""
    app = use_app()
    width, set_width = ft.use_state(0.0)
    box = bounds(drawing.strokes)
    units = min(drawing.height, box[3] + MARGIN) if box else 200.0
    scale = width / drawing.width

    def sized(event: ft.LayoutSizeChangeEvent[ft.LayoutControl]) -> None:
        set_width(event.width)

    canvas = cv.Canvas(shapes(drawing.strokes, scale, dark=app.dark) if width else [], expand=True)
    return ft.Container(
        canvas,
        height=units * scale if width else 120,
        on_size_change=sized,
        size_change_interval=0,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
    )


def words_of(drawing: Drawing | None) -> str:
    """What a screen reader says of it."""
    return _("手写，{n} 笔").format(n=len(drawing.strokes) if drawing else 0)
