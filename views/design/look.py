"""Colours, type, space, elevation, icons."""

from __future__ import annotations

import flet as ft

from views.design import samples
from views.theme import (
    BODY,
    CAPTION,
    DISPLAY,
    FIELD_RADIUS,
    FLAT,
    FLOATING,
    HEADING,
    LABEL,
    LEAD,
    LIFTED,
    READING,
    TITLE,
    XL,
    XS,
    XXL,
    Icons,
    L,
    M,
    Role,
    S,
    grown,
    text_scale,
)
from views.widgets import Sign

PAIRS = (
    ("TEXT", "PAGE"), ("QUIET", "PAGE"), ("TEXT", "CARD"), ("QUIET", "CARD"), ("TEXT", "FIELD"), ("QUIET", "FIELD"),
    ("TEXT", "RAISED"), ("QUIET", "RAISED"), ("ACCENT", "CARD"), ("ACCENT", "PAGE"), ("ON_ACCENT", "ACCENT"),
    ("ON_SOFT", "SOFT"), ("ON_MUTED", "MUTED"), ("WARM", "CARD"), ("WARM", "PAGE"), ("ON_WARM", "WARM"),
    ("ON_WARM_SOFT", "WARM_SOFT"), ("DANGER", "CARD"), ("DANGER", "PAGE"), ("ON_DANGER", "DANGER"),
    ("ON_DANGER_SOFT", "DANGER_SOFT"), ("TEXT", "SOFT"), ("TEXT", "DANGER_SOFT"), ("TEXT", "WARM_SOFT"),
    ("QUIET", "SOFT"), ("TEXT", "MUTED"), ("QUIET", "MUTED"), ("WARM", "MUTED"),
    ("ON_TOAST", "TOAST"), ("TOAST_ACCENT", "TOAST"), ("ON_HERO", "HERO_FROM"), ("ON_HERO", "HERO_TO"),
    ("ON_HERO_QUIET", "HERO_FROM"), ("ON_HERO_QUIET", "HERO_TO"), ("HERO_FROM", "ON_HERO"), ("INK", "PAPER"),
)  # fmt: skip
"""Every pair of text and ground that screens may use, by the names of `Role`; tests/views/theme computes them all."""

SCALE = {
    "DISPLAY 34": DISPLAY,
    "TITLE 26": TITLE,
    "LEAD 21": LEAD,
    "HEADING 18": HEADING,
    "READING 17": READING,
    "BODY 16": BODY,
    "LABEL 15": LABEL,
    "CAPTION 13": CAPTION,
}


def Colours() -> ft.Control:
    """Each pair as text on its ground."""
    return _wrapped([_swatch(text, ground) for text, ground in PAIRS])


def _swatch(text: str, ground: str) -> ft.Control:
    color = getattr(Role, text)
    return ft.Container(
        ft.Column(
            [
                ft.Text(samples.SIGN, style=HEADING, color=color),
                ft.Text(f"{text}\n{ground}", style=CAPTION, color=color),
            ],
            spacing=0,
            tight=True,
        ),
        bgcolor=getattr(Role, ground),
        border=ft.Border.all(1, Role.LINE),
        border_radius=FIELD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=12, vertical=S),
        width=grown(150),
    )


def Type() -> ft.Control:
    """Each style, in Chinese and Latin."""
    rows: list[ft.Control] = []
    for name, style in SCALE.items():
        rows.append(ft.Text(name, style=CAPTION, color=Role.QUIET))
        rows.append(
            ft.Text(
                samples.TITLE if (style.size or 0) > 17 * text_scale() else samples.SENTENCE,
                style=style,
                color=Role.TEXT,
            )
        )
    return ft.Column(rows, spacing=XS, tight=True)


def Space() -> ft.Control:
    """The steps of space as squares, and the three heights above the page."""
    steps = [
        ft.Column(
            [
                ft.Container(width=size, height=size, bgcolor=Role.BAR, border_radius=2),
                ft.Text(f"{size}", style=CAPTION, color=Role.QUIET),
            ],
            spacing=XS,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )
        for size in (XS, S, M, L, XL, XXL)
    ]
    heights = [
        ft.Container(
            ft.Text(name, style=LABEL, color=Role.TEXT),
            bgcolor=Role.CARD,
            border_radius=FIELD_RADIUS,
            border=ft.Border.all(1, Role.LINE),
            padding=M,
            shadow=shadow,
        )
        for name, shadow in (("FLAT", FLAT), ("LIFTED", LIFTED), ("FLOATING", FLOATING))
    ]
    return _wrapped([*steps, *heights], spacing=L)


def Signs() -> ft.Control:
    """The icon set, each sign with its name as its tooltip."""
    names = [name for name in vars(Icons) if name.isupper()]
    return _wrapped([Sign(getattr(Icons, name), color=Role.TEXT, size=26, tooltip=name) for name in names])


def _wrapped(controls: list[ft.Control], spacing: int = 12) -> ft.Control:
    return ft.Row(controls, wrap=True, spacing=spacing, run_spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER)
