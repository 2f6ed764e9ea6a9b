"""How far down a list is laid out: first what the window shows, and the rest when that has been drawn."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from views.context import use_app

LEAST_PX = 64
"""No row of a list is lower, with the gap below it."""
HEAD_PX = 150
"""What stands above the first row at least."""
LATER_S = 0.25
"""So long after the first rows the others follow: the client has drawn those by then."""


def use_reach(name: str, rows: int) -> int:
    """How many of the `rows` rows to lay out now; a hook.

    What a list costs, here and in the client, goes by its rows, and most of them are below the edge of the window.
    `name` is the `key` of the page that they scroll in: another one begins anew, and one that was left further down
    has them all at once, so that it can be scrolled there.
    """
    app = use_app()
    whole, lay_out = ft.use_state("")
    ending: Any = ft.use_ref(None)

    def begin() -> None:
        if rows:
            ending.current = asyncio.get_running_loop().call_later(LATER_S, lay_out, name)

    ft.use_effect(begin, [name, rows > 0], lambda: ending.current and ending.current.cancel())
    if whole == name or app.scroll.get(f"{app.pane} {name}"):
        return rows
    return min(rows, int(((app.page.height or 800) - HEAD_PX) // LEAST_PX) + 1)
