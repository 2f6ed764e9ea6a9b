"""The bar at the bottom of a task: what to do next, within reach of a thumb on phones, at the right on desktops."""

from __future__ import annotations

import flet as ft

from views.context import is_wide
from views.theme import S, grown

BUTTON_WIDTH = 260  # on wide windows; as wide as the window would be a beam, not a button
SHARE = 0.66  # of the window's width is there for buttons at least, beside the rail and the margins


def Bar(*buttons: ft.Control, back: ft.Control | None = None, above: tuple[ft.Control, ...] = ()) -> ft.Control:
    """The buttons, the one to press last; `back` stands at the other end, `above` says something over them."""
    width = ft.context.page.width or 1000.0
    if is_wide(width):
        button_width = grown(BUTTON_WIDTH)
        fits = button_width * len(buttons) <= width * SHARE  # in large text on a tablet they share what is there
        sized = [
            ft.Container(button, width=button_width) if fits else ft.Container(button, expand=True)
            for button in buttons
        ]
        keys = ft.Row([*([back] if back else []), *([ft.Container(expand=True)] if fits else []), *sized], spacing=12)
    elif back is not None and len(buttons) == 1:
        keys = ft.Row([back, ft.Container(buttons[0], expand=True)], spacing=12)
    else:
        keys = _stack(*buttons)
    return _stack(*above, keys)


def _stack(*rows: ft.Control) -> ft.Control:
    return ft.Column(list(rows), spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
