"""A few values beside each other: the days of a week."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.theme import CAPTION, NORMAL_MS, XS, Role, S, grown, motion, text_scale

BAR_HEIGHT = 96
BAR_WIDTH = 28
WIDE_TEXT = 1.3  # text of this size leaves no room for a whole word below a bar
LEAST = 6  # an empty day is seen as a day


def Bars(
    values: Sequence[tuple[str, float]],
    unit: str = "",
    height: int = BAR_HEIGHT,
    goal: float | None = None,
    short: str = "",
) -> ft.Control:
    """A bar for each `(label, value)`, the last one strong: it is now.

    `unit` is for screen readers; `height` of the highest bar in pixels; what reaches `goal` gets a full colour, too.
    `short` stands below the last bar where its label would take a second line: in large text.
    """
    top = max((value for _label, value in values), default=0) or 1
    last = len(values) - 1
    short = short if text_scale() > WIDE_TEXT else ""
    bars = [
        _bar(label, value, height * value / top, unit, strong=position == last or _met(value, goal),
             now=position == last, short=short if position == last else "")
        for position, (label, value) in enumerate(values)
    ]  # fmt: skip
    return ft.Row(bars, spacing=S, vertical_alignment=ft.CrossAxisAlignment.END)


def _met(value: float, goal: float | None) -> bool:
    return goal is not None and value >= goal


def _bar(label: str, value: float, height: float, unit: str, *, strong: bool, now: bool, short: str) -> ft.Control:
    return ft.Semantics(
        label=f"{label} {value:.0f}{unit}",
        exclude_semantics=True,
        expand=True,
        content=ft.Column(
            [
                ft.Text(f"{value:.0f}" if value else "", style=CAPTION, color=Role.QUIET),
                ft.Container(
                    height=max(height, LEAST),
                    width=BAR_WIDTH,
                    border_radius=8,
                    bgcolor=(Role.ACCENT if strong else Role.BAR) if value else Role.RAISED,
                    animate=motion(NORMAL_MS),
                ),
                ft.Text(
                    short or label,
                    style=CAPTION,
                    size=grown((CAPTION.size or 0) / text_scale()),  # on one line
                    color=Role.TEXT if now else Role.QUIET,
                    weight=ft.FontWeight.W_600 if now else None,
                    text_align=ft.TextAlign.CENTER,
                    no_wrap=True,  # a day's name in large text rather takes of the gap than breaks within the word
                    overflow=ft.TextOverflow.VISIBLE,
                ),
            ],
            spacing=XS,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    )
