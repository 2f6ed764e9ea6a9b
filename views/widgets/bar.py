"""The bar at the bottom of a task: what to do next, within reach of a thumb on phones, at the right on desktops."""

from __future__ import annotations

import flet as ft

from views.context import is_wide
from views.theme import S, grown

BUTTON_WIDTH = 260  # on wide windows; as wide as the window would be a beam, not a button


def Bar(*buttons: ft.Control, back: ft.Control | None = None, above: tuple[ft.Control, ...] = ()) -> ft.Control:
    """The buttons, the one to press last; `back` stands at the other end, `above` says something over them."""
    if is_wide(ft.context.page.width):
        row: list[ft.Control] = [ft.Container(button, width=grown(BUTTON_WIDTH)) for button in buttons]
        keys = ft.Row([*([back] if back else []), ft.Container(expand=True), *row], spacing=12)
    elif back is not None and len(buttons) == 1:
        keys = ft.Row([back, ft.Container(buttons[0], expand=True)], spacing=12)
    else:
        keys = _stack(*buttons)
    return _stack(*above, keys)


def _stack(*rows: ft.Control) -> ft.Control:
    return ft.Column(list(rows), spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
