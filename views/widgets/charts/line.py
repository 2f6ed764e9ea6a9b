"""How something goes over time, as a line on a calm ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft
import flet.canvas as cv

from client.texts import _
from views.guard import component
from views.theme import CAPTION, XS, Role

HEIGHT = 120
EDGE = 8  # room for the dot at the end


@component
def Line(points: Sequence[tuple[str, float]], unit: str = "", height: int = HEIGHT, label: str = "") -> Any:
    """A line through `(label, value)` points, evenly apart; a dot and its value at the last one.

    `unit` follows the values, `label` says to screen readers what goes up and down here.
    """
    width, set_width = ft.use_state(0.0)

    def measured(event: cv.CanvasResizeEvent) -> None:
        set_width(event.width)

    canvas = cv.Canvas(_shapes([value for _name, value in points], width, height), height=height, on_resize=measured)
    names = [points[0][0], f"{points[-1][0]} · {points[-1][1]:g}{unit}"] if points else ["", ""]
    foot = ft.Row(
        [ft.Text(names[0], style=CAPTION, color=Role.QUIET), ft.Text(names[1], style=CAPTION, color=Role.TEXT)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
    )
    words = _("、").join(f"{name} {value:g}{unit}" for name, value in points)
    return ft.Semantics(
        label=f"{label} {words}".strip(),
        exclude_semantics=True,
        content=ft.Column([canvas, foot], spacing=XS, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )


def _shapes(values: Sequence[float], width: float, height: float) -> list[cv.Shape]:
    grid = [
        cv.Line(0, y, width, y, paint=ft.Paint(color=Role.LINE, stroke_width=1))
        for y in (EDGE, height / 2, height - EDGE)
    ]
    if width <= 2 * EDGE or len(values) < 2:
        return [*grid] if width else []
    places = _places(values, width, height)
    line = [cv.Path.MoveTo(*places[0]), *(cv.Path.LineTo(*place) for place in places[1:])]
    area = [*line, cv.Path.LineTo(places[-1][0], height - EDGE), cv.Path.LineTo(places[0][0], height - EDGE)]
    stroke = ft.Paint(
        color=Role.ACCENT,
        stroke_width=3,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return [
        *grid,
        cv.Path([*area, cv.Path.Close()], paint=ft.Paint(color=ft.Colors.with_opacity(0.14, Role.ACCENT))),
        cv.Path(list(line), paint=stroke),
        cv.Circle(*places[-1], 7, paint=ft.Paint(color=Role.CARD)),
        cv.Circle(*places[-1], 5, paint=ft.Paint(color=Role.ACCENT)),
    ]


def _places(values: Sequence[float], width: float, height: float) -> list[tuple[float, float]]:
    low, high = min(0.0, *values), max(values)
    span, step = (high - low) or 1, (width - 2 * EDGE) / (len(values) - 1)
    return [
        (EDGE + i * step, height - EDGE - (value - low) / span * (height - 2 * EDGE)) for i, value in enumerate(values)
    ]
