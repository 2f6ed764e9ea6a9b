"""What lies above any screen: the palette and the sheet of shortcuts, and the keys that work everywhere."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.palette.palette import Palette
from views.places import parent_of, places
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import APP, Shortcut
from views.shortcuts.sheet import sheet_rows
from views.theme import CARD_RADIUS, HEADING, L, M, Role, S

WIDTH = 640
TOP = 72


@component
def Above() -> Any:
    """Shows nothing by itself; opens palette and sheet."""
    app = use_app()
    door, set_door = ft.use_state("")

    def close() -> None:
        app.keys.uncover()
        set_door("")

    async def open_palette(_key: str = "") -> None:
        set_door("palette")

    async def open_sheet(_key: str = "") -> None:
        set_door("shortcuts")

    async def visit(key: str) -> None:
        app.go(places()[int(key[-1]) - 1].route)

    async def back(_key: str) -> None:
        if above := parent_of(app.page.route or "/"):
            app.go(above)

    digits = tuple(f"Alt+{number}" for number in range(1, len(places()) + 1))
    use_shortcuts(
        _("随处可用"),
        Shortcut(("Ctrl+K",), _("搜索和命令"), open_palette, typing=True),
        Shortcut(digits, _("去六个页面之一"), visit, typing=True, shown=f"Alt 1–{len(digits)}"),
        Shortcut(("Esc",), _("返回上一级"), back),
        Shortcut(("?",), _("显示这张表"), open_sheet),
        height=APP,
    )

    def hang() -> None:
        app.session.doors.update(palette=lambda: set_door("palette"), shortcuts=lambda: set_door("shortcuts"))

    ft.use_effect(hang, [])
    dialog = None
    if door == "palette":
        dialog = _over(Palette(close), close, padding=S)
    elif door == "shortcuts":
        apple = app.page.platform in (ft.PagePlatform.MACOS, ft.PagePlatform.IOS)
        title = ft.Semantics(content=ft.Text(_("快捷键"), style=HEADING, color=Role.TEXT), header=True)
        rows = [title, *sheet_rows(app.keys, apple=apple)]
        dialog = _over(ft.Column(rows, spacing=12, tight=True), close, padding=L)
    ft.use_dialog(dialog)
    return ft.Container(width=0, height=0)


def _over(content: ft.Control, close: Any, padding: int) -> ft.AlertDialog:
    """Near the top, so that it stands still while what is found comes and goes."""
    page = ft.context.page
    return ft.AlertDialog(
        content=ft.Container(content, width=min(WIDTH, (page.width or 1000.0) - 2 * M)),
        content_padding=padding,
        scrollable=True,
        inset_padding=ft.Padding.only(left=M, right=M, top=TOP if (page.height or 800) > 600 else S, bottom=S),
        alignment=ft.Alignment.TOP_CENTER,
        bgcolor=Role.CARD,
        shape=ft.RoundedRectangleBorder(radius=CARD_RADIUS),
        on_dismiss=close,
    )
