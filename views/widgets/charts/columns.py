"""Many values beside each other, each perhaps of several parts: a month's days, the causes of a few weeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft
import flet.canvas as cv

from client.texts import _
from views.guard import component
from views.theme import CAPTION, XS, Role

HEIGHT = 120
LEAST = 3  # an empty column is seen as one
WIDEST = 28


@component
def Columns(
    values: Sequence[tuple[str, Sequence[float]]],
    colors: Sequence[str] = (Role.ACCENT,),
    unit: str = "",
    height: int = HEIGHT,
    label: str = "",
) -> Any:
    """A column for each `(label, parts)`, evenly apart, the parts from the bottom up in `colors`.

    Below stand the first label, the highest value and the last label. Screen readers hear the columns that are not
    empty; `unit` follows the values, `label` says what they are.
    """
    width, set_width = ft.use_state(0.0)

    def measured(event: cv.CanvasResizeEvent) -> None:
        set_width(event.width)

    totals = [sum(parts) for _name, parts in values]
    canvas = cv.Canvas(_shapes(values, colors, width, height), height=height, on_resize=measured)
    names = [values[0][0], _("最多 {n}").format(n=round(max(totals))) + unit, values[-1][0]] if values else []
    words = _("、").join(
        f"{name} {total:g}{unit}" for (name, _parts), total in zip(values, totals, strict=True) if total
    )
    nothing = _("没有")
    return ft.Semantics(
        label=f"{label} {words or nothing}".strip(),
        exclude_semantics=True,
        content=ft.Column(
            [
                canvas,
                ft.Row(
                    [ft.Text(name, style=CAPTION, color=Role.QUIET) for name in names],
                    alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                ),
            ],
            spacing=XS,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _shapes(
    values: Sequence[tuple[str, Sequence[float]]], colors: Sequence[str], width: float, height: float
) -> list[cv.Shape]:
    """One path a colour, not a shape a column."""
    if not values or width <= 0:
        return []
    step = width / len(values)
    wide = min(WIDEST, step * 0.7)
    top = max((sum(parts) for _name, parts in values), default=0) or 1
    paths: dict[str, list[Any]] = {}
    for place, (_name, parts) in enumerate(values):
        x, y = place * step + (step - wide) / 2, float(height)
        if not sum(parts):
            paths.setdefault(Role.RAISED, []).append(cv.Path.Rect(x, height - LEAST, wide, LEAST, border_radius=2))
        for part, color in zip(parts, colors, strict=False):
            if part:
                high = max(LEAST, part / top * height)
                y -= high
                paths.setdefault(color, []).append(cv.Path.Rect(x, y, wide, high, border_radius=min(4, wide / 3)))
    return [cv.Path(rects, paint=ft.Paint(color=color)) for color, rects in paths.items()]
