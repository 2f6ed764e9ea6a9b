"""The colours of a pen, by day and by night: what is written stays readable when the paper is dark."""

from __future__ import annotations

import flet as ft

from views.theme.roles import Role

MARKER_OPACITY = 0.35


def ink(name: str, *, dark: bool) -> str:
    """The colour that a stroke's `name` means (`client.notes.pen.strokes.COLOURS`)."""
    match name:
        case "red":
            return Role.DANGER
        case "blue":
            return "#8AB4F8" if dark else "#1565C0"
        case "green":
            return Role.ACCENT
        case "marker":
            return ft.Colors.with_opacity(MARKER_OPACITY, "#FFC400")
        case _:
            return Role.TEXT
