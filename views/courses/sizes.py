"""How large the texts of lessons are: one of a few sizes, kept on this device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.store import Store
from client.texts import _
from views.theme import CAPTION, Role, S
from views.widgets import Segmented

SETTING = "courses.reading_size"
SIZES = {"small": 15.0, "usual": 17.0, "large": 20.0, "huge": 24.0}
"""In logical pixels before the app's own text scale."""
USUAL = "usual"


async def load_size(store: Store) -> str:
    """The chosen size; a value that this version does not know counts as not chosen."""
    chosen = await store.setting(SETTING)
    return chosen if chosen in SIZES else USUAL


async def keep_size(store: Store, size: str) -> None:
    """Read in `size` on this device from now on."""
    await store.set_setting(SETTING, size)


def neighbour(size: str, step: int) -> str:
    """The next larger or smaller size; the same one at the end."""
    names = list(SIZES)
    return names[min(max(names.index(size) + step, 0), len(names) - 1)]


def SizePicker(size: str, choose: Callable[[str], Any]) -> ft.Control:
    """The sizes beside each other."""
    names = {"small": _("小"), "usual": _("标准"), "large": _("大"), "huge": _("特大")}
    words = ft.Text(_("字号"), style=CAPTION, color=Role.QUIET)
    return ft.Row(
        [words, Segmented(names, size, choose, name="size", label=_("字号"))],
        spacing=S,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
