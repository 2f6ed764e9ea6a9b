"""Moving through a list with the arrows: one row is marked, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import Role


@dataclass(frozen=True)
class Rows:
    """Which row the arrows have come to, and which one is open beside the list; ids, "" for none."""

    marked: str
    chosen: str

    def at(self, row_id: str) -> Rows:
        """What of this concerns that row alone: equal as long as nothing changes for it."""
        return Rows(row_id if row_id == self.marked else "", row_id if row_id == self.chosen else "")

    def dress(self, row: ft.Control, row_id: str) -> ft.Control:
        """Show on a row (the `ft.Container` that `ListRow` and `Card` make) that it is marked or chosen."""
        if not isinstance(row, ft.Container):
            return row
        if row_id and row_id == self.chosen:
            row.bgcolor = Role.MUTED  # not SOFT: emblems and good chips on the row are that
            row.border = ft.Border.all(1, Role.ACCENT)
        if row_id and row_id == self.marked:
            row.border = ft.Border.all(2, Role.ACCENT)
        return row


def use_rows(ids: Sequence[str], open_row: Callable[[str], Any], chosen: str = "") -> Rows:
    """Let the arrows move through the rows `ids`, and Enter open the marked one with `open_row`; a hook.

    Flutter itself moves the focus with the arrows in a window of its own, and Enter presses what has it; in the browser
    the arrows scroll. So only there is a row marked.

    Args:
        ids: the rows that are shown, from the top.
        open_row: told the id of the marked row.
        chosen: the row that is open beside the list; the arrows begin there.

    """
    app = use_app()
    marked: Any = ft.use_ref("")  # beside the state: keys come faster than drawings
    _shown, show = ft.use_state("")

    def mark(row_id: str) -> None:
        marked.current = row_id
        show(row_id)

    async def move(key: str) -> None:
        step = 1 if key == "Down" else -1
        start = next((each for each in (marked.current, chosen) if each in ids), None)
        if start is not None:
            mark(ids[min(max(ids.index(start) + step, 0), len(ids) - 1)])
        elif ids:
            mark(ids[0] if step > 0 else ids[-1])

    async def enter(_key: str) -> None:
        if marked.current in ids:
            open_row(marked.current)

    async def leave(_key: str) -> None:
        mark("")

    here = marked.current if marked.current in ids else ""
    listens: list[Shortcut] = []
    if ids and app.page.web:
        listens.append(Shortcut(("Down", "Up"), _("上一项、下一项"), move))
        listens.append(Shortcut(("Enter",), _("打开这一项"), enter))
        listens.append(Shortcut(("Tab", "Shift+Tab"), "", leave))  # Enter presses what Tab goes to: not two at once
    use_shortcuts(_("列表"), *listens)
    return Rows(here, chosen)
