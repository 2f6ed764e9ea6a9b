"""How much of something is done, as a bar."""

from __future__ import annotations

import flet as ft

from views.theme import Role


def Progress(value: float | None, label: str = "") -> ft.Control:
    """A bar filled to `value` (0 to 1), None while nobody knows how long it takes; `label` is for screen readers."""
    return ft.ProgressBar(
        value=None if value is None else share(value),
        bar_height=8,
        border_radius=4,
        color=Role.ACCENT,
        bgcolor=Role.RAISED,
        semantics_label=label or None,
    )


def share(value: float) -> float:
    """`value`, kept between 0 and 1."""
    return min(max(value, 0.0), 1.0)
