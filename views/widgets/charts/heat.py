"""Which days were days of study, as a map of weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import flet as ft
import flet.canvas as cv

from client.dates import month_text
from client.texts import _
from views.guard import component
from views.theme import CAPTION, XS, Role, S

CELL, BETWEEN = 15, 4
STEP = CELL + BETWEEN
WIDEST = 64  # of a week, where a few have all the room
HEAD = 20  # the line of the months
LEVELS = (1, 15, 30, 60)  # minutes from which a day is greener
SHADES = (Role.RAISED, *(ft.Colors.with_opacity(share, Role.ACCENT) for share in (0.3, 0.5, 0.75)), Role.ACCENT)


@component
def HeatMap(
    days: Sequence[tuple[date, float]],
    label: str = "",
    say: Callable[[int, int, int], str] | None = None,
    most: int = 0,
) -> Any:
    """A square a day, a column a week from Monday on, as many of the latest weeks as there is room for.

    `days` are `(day, minutes)` in any order; days that are missing count as empty. Screen readers hear the sum: what
    `say` makes of the days shown, those that are not empty and the sum, when it is not about minutes of study. Of more
    than `most` weeks nothing is known, and empty squares would say that nothing was done: fewer, wider ones are drawn.
    """
    width, set_width = ft.use_state(0.0)

    def measured(event: cv.CanvasResizeEvent) -> None:
        set_width(event.width)

    minutes = dict(days)
    weeks = int((width + BETWEEN) // STEP)
    step = STEP
    if most and weeks > most:
        weeks, step = most, int(min((width + BETWEEN) // most, WIDEST))
    shown = _weeks(minutes, weeks)
    canvas = cv.Canvas(_shapes(minutes, shown, step), height=HEAD + 7 * STEP - BETWEEN, on_resize=measured)
    active = sum(minutes.get(day, 0) > 0 for day in shown)
    words = (say or _studied)(len(shown), active, round(sum(minutes.get(day, 0) for day in shown)))
    return ft.Semantics(
        label=f"{label} {words}".strip(),
        exclude_semantics=True,
        content=ft.Column(
            [canvas, _legend()], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
    )


def _studied(shown: int, active: int, minutes: int) -> str:
    return _("{n} 天里有 {active} 天学习，共 {m} 分钟").format(n=shown, active=active, m=minutes)


def level(minutes: float) -> int:
    """How green a day is, 0 to 4."""
    return sum(minutes >= least for least in LEVELS)


def _weeks(minutes: dict[date, float], weeks: int) -> list[date]:
    """The days of the latest `weeks` weeks up to the last day known, from a Monday on."""
    if not minutes or weeks < 1:
        return []
    last = max(minutes)
    first = last - timedelta(days=last.weekday() + 7 * (weeks - 1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _shapes(minutes: dict[date, float], shown: Sequence[date], step: int = STEP) -> list[cv.Shape]:
    """One path a shade, not a shape a day: the whole map is six controls and a few signs. A week is `step` wide."""
    cells: dict[int, list[Any]] = defaultdict(list)
    months: list[cv.Shape] = []
    named_at = -STEP * 3
    for n, day in enumerate(shown):
        x, y = n // 7 * step, HEAD + day.weekday() * STEP
        cells[level(minutes.get(day, 0))].append(cv.Path.Rect(x, y, step - BETWEEN, CELL, border_radius=4))
        if day.day <= 7 and day.weekday() == 0 and x - named_at >= STEP * 3:
            named_at = x
            months.append(cv.Text(x, 0, month_text(day.month), style=ft.TextStyle(size=12, color=Role.QUIET)))
    squares: list[cv.Shape] = [cv.Path(cells[shade], paint=ft.Paint(color=SHADES[shade])) for shade in sorted(cells)]
    return squares + months


def _legend() -> ft.Control:
    def word(text: str) -> ft.Control:
        return ft.Text(text, style=CAPTION, color=Role.QUIET)

    squares = [ft.Container(width=12, height=12, border_radius=3, bgcolor=shade) for shade in SHADES]
    return ft.Row(
        [word(_("少")), *squares, word(_("多"))],
        spacing=XS,
        alignment=ft.MainAxisAlignment.END,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
