"""A sign among words."""

from __future__ import annotations

import flet as ft

from views.theme import grown

SIGN = 24


def Sign(icon: ft.IconData, color: str | None = None, size: float = SIGN, tooltip: str | None = None) -> ft.Icon:
    """One of `Icons`, `size` pixels large beside texts of their usual size; it grows with them."""
    return ft.Icon(icon, color=color, size=grown(size), tooltip=tooltip)
