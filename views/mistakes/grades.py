"""The four grades, each with the interval that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import flet as ft

from client.mistakes.days import interval_text
from client.mistakes.schedule import Grade
from client.texts import _
from views.mistakes.history import grade_name
from views.theme import CAPTION, LABEL, ROW_RADIUS, XS, Role, S
from views.widgets import ident

LOOK = {
    Grade.AGAIN: (Role.DANGER_SOFT, Role.ON_DANGER_SOFT),
    Grade.HARD: (Role.WARM_SOFT, Role.ON_WARM_SOFT),
    Grade.GOOD: (Role.SOFT, Role.ON_SOFT),
    Grade.EASY: (Role.MUTED, Role.ON_MUTED),
}


def Grades(
    waits: Mapping[Grade, timedelta], choose: Callable[[Grade], Any], *, disabled: bool, suggested: Grade | None = None
) -> ft.Control:
    """Four buttons in a row; the `suggested` one, which the answer given speaks for, has a strong edge."""
    return ft.Row(
        [_button(grade, wait, choose, disabled=disabled, strong=grade == suggested) for grade, wait in waits.items()],
        spacing=S,
        intrinsic_height=True,  # one that takes two lines makes all of them as high
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _button(
    grade: Grade, wait: timedelta, choose: Callable[[Grade], Any], *, disabled: bool, strong: bool
) -> ft.Control:
    ground, ink = LOOK[grade]
    return ident(
        f"grade-{int(grade)}",
        ft.Container(
            ft.Column(
                [
                    ft.Text(grade_name(grade), style=LABEL, color=ink, text_align=ft.TextAlign.CENTER),
                    ft.Text(interval_text(wait), style=CAPTION, color=ink, text_align=ft.TextAlign.CENTER),
                ],
                spacing=0,
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                alignment=ft.MainAxisAlignment.CENTER,
            ),
            bgcolor=ground,
            border=ft.Border.all(2, ink if strong else ft.Colors.TRANSPARENT),
            border_radius=ROW_RADIUS,
            padding=ft.Padding.symmetric(horizontal=XS, vertical=12),
            alignment=ft.Alignment.CENTER,
            ink=not disabled,
            on_click=None if disabled else lambda: choose(grade),
            tooltip=_("按键 {n}").format(n=int(grade)),
        ),
        button=True,
        expand=True,
    )
