"""How far something has come, as a ring."""

from __future__ import annotations

import flet as ft

from views.theme import CAPTION, DISPLAY, Role, text_scale
from views.widgets.charts.progress import share

INSIDE = 0.66  # of a ring's width is free for words
WIDE = 0.62  # of its size is the width of a digit, a percent sign reckoned in
LARGEST = 1.5  # times its size, it grows with the text


def _sized(style: ft.TextStyle, size: float) -> ft.TextStyle:
    return ft.TextStyle(size=round(size, 1), weight=style.weight, height=style.height)


def Ring(value: float, text: str, label: str, size: float = 148) -> ft.Control:
    """A ring filled to `value` (0 to 1), with `text` in its middle and `label` under it; it grows with the text."""
    grows = min(text_scale(), LARGEST)
    size *= grows
    smaller = grows / text_scale()  # words that grew on would touch the ring
    number = min((DISPLAY.size or 0) * smaller, INSIDE * size / (WIDE * max(1, len(text))))
    words = ft.Column(
        [
            ft.Text(text, style=_sized(DISPLAY, number), color=Role.TEXT, no_wrap=True),
            ft.Text(label, style=_sized(CAPTION, (CAPTION.size or 0) * smaller), color=Role.QUIET, no_wrap=True),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    ring = ft.ProgressRing(
        value=share(value),
        width=size,
        height=size,
        stroke_width=size / 11,
        stroke_cap=ft.StrokeCap.ROUND,
        color=Role.ACCENT,
        bgcolor=Role.RAISED,
        padding=size / 22,
    )
    middle = ft.Container(words, width=size, height=size, alignment=ft.Alignment.CENTER)
    return ft.Semantics(
        label=f"{label} {text}",
        exclude_semantics=True,
        content=ft.Stack([ring, middle], width=size, height=size),
    )


def Encircled(value: float, inner: ft.Control, label: str, size: float = 60) -> ft.Control:
    """`inner` with a thin ring around it that is filled to `value` (0 to 1); `label` says so to screen readers."""
    ring = ft.ProgressRing(
        value=share(value),
        width=size,
        height=size,
        stroke_width=4,
        stroke_cap=ft.StrokeCap.ROUND,
        color=Role.ACCENT,
        bgcolor=Role.RAISED,
        padding=2,
    )
    middle = ft.Container(inner, width=size, height=size, alignment=ft.Alignment.CENTER)
    return ft.Semantics(label=label, exclude_semantics=True, content=ft.Stack([ring, middle], width=size, height=size))
