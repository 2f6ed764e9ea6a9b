"""A word at the bottom of the screen that goes by itself, with a way back where something was taken away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from client.texts import _
from views.theme import M, Role

STAYS_MS, STAYS_WITH_UNDO_MS = 4000, 7000
WIDTH = 480


def Toast(
    text: str, undo: Callable[[], Awaitable[object]] | None = None, room: float = 1000.0, undo_label: str = ""
) -> ft.SnackBar:
    """For `page.show_dialog`: says `text`; with `undo` offers 撤销 (or `undo_label`), which awaits it.

    `room` is the window's width in logical pixels. Use `app.toast` on screens.
    """

    async def take_back() -> None:
        if undo is not None:
            await undo()

    return ft.SnackBar(
        ft.Text(text, color=Role.ON_TOAST),
        action=ft.SnackBarAction(label=undo_label or _("撤销"), text_color=Role.TOAST_ACCENT, on_click=take_back)
        if undo
        else None,
        bgcolor=Role.TOAST,
        duration=STAYS_WITH_UNDO_MS if undo else STAYS_MS,
        persist=False,
        behavior=ft.SnackBarBehavior.FLOATING,  # said here too: by the theme's alone the width is not followed
        width=min(room - 2 * M, WIDTH),
    )
