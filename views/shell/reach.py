"""How far down a list is laid out: first what the window shows, then the rest, then the page that follows, unseen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, cast

import flet as ft

from views.context import use_app

LEAST_PX = 64
"""No row of a list is lower, with the gap below it."""
HEAD_PX = 150
"""What stands above the first row at least."""
LATER_S = 0.25
"""So long after the first rows the others follow, and after them the next page: the client has drawn those by then."""


@dataclass(frozen=True)
class Reach:
    """What to lay out now: so many `rows` of the page, and whether the page after it (`Leaves` of `Page`) as well."""

    rows: int
    leaf: bool


def use_reach(name: str, rows: int, after: str = "") -> Reach:
    """How much of a page of `rows` rows to lay out now; a hook.

    What a list costs, here and in the client, goes by its rows, and most of them are below the edge of the window.
    `name` is the `key` of the page that they scroll in: another one begins anew, and one that was left further down
    has them all at once, so that it can be scrolled there. `after` is the key of the page that follows, "" where none
    does: once it has been laid out behind the open one, turning to it only shows it.
    """
    app = use_app()
    laid, lay_out = ft.use_state(cast("tuple[str, ...]", ()))  # the keys of the pages that are laid out to their ends
    ending: Any = ft.use_ref(None)
    wanted = (name,) if name not in laid else (name, after) if after and after not in laid else None

    def begin() -> None:
        if rows and wanted:
            ending.current = asyncio.get_running_loop().call_later(LATER_S, lay_out, wanted)

    ft.use_effect(begin, [wanted, rows > 0], lambda: ending.current and ending.current.cancel())
    if name in laid or app.scroll.get(f"{app.pane} {name}"):
        return Reach(rows, bool(after) and name in laid and after in laid)
    return Reach(min(rows, int(((app.page.height or 800) - HEAD_PX) // LEAST_PX) + 1), leaf=False)
