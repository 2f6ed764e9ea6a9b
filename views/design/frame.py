"""A theme within another one, so that one page shows them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from client.texts import _
from views.theme import CAPTION, CARD_RADIUS, L, M, Role, dark_theme, light_theme

KINDS = ("light", "dark", "light-high", "dark-high")


def kind_name(kind: str) -> str:
    """A theme in words."""
    return {
        "light": _("浅色"),
        "dark": _("深色"),
        "light-high": _("浅色 · 高对比"),
        "dark-high": _("深色 · 高对比"),
    }[kind]


def Framed(kinds: Sequence[str], draw: Callable[[], ft.Control]) -> ft.Control:
    """What `draw` makes, once in each of the themes `kinds`; in the page's own theme when none is named."""
    if not kinds:
        return draw()
    wide: dict[Any, Any] = {"xs": 12, "lg": 12 if len(kinds) == 1 else 6}
    frames: list[ft.Control] = [ft.Container(_frame(kind, draw(), named=len(kinds) > 1), col=wide) for kind in kinds]
    return ft.ResponsiveRow(frames, spacing=M, run_spacing=M)


def _frame(kind: str, content: ft.Control, *, named: bool) -> ft.Control:
    mode, _dash, contrast = kind.partition("-")
    theme = (dark_theme if mode == "dark" else light_theme)(contrast or "normal")
    name = [ft.Text(kind_name(kind), style=CAPTION, color=Role.QUIET)] if named else []
    return ft.Container(
        ft.Column([*name, content], spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        theme=theme,
        dark_theme=theme,
        theme_mode=ft.ThemeMode.DARK if mode == "dark" else ft.ThemeMode.LIGHT,
        bgcolor=Role.PAGE,
        border_radius=CARD_RADIUS,
        padding=L if not named else M,
    )
