"""Choosing several mistakes, and what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import flet as ft

from client.mistakes.bulk import change_many, put_back
from client.mistakes.causes import Cause, cause_name
from client.mistakes.listing import Wanted
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.search import use_point_search
from views.shell.keeping import use_kept
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import LABEL, Icons, Role, S
from views.widgets import Chip, Dialog, ErrorNote, IconAction, SecondaryButton, TextLink, ident

PRINTED = "mistakes.printed"
"""What was chosen for printing, for the screen that does it."""


@dataclass(frozen=True)
class Selection:
    """Which mistakes are chosen; `on` while one chooses."""

    ids: tuple[str, ...]
    on: bool
    begin: Callable[[], None]
    end: Callable[[], None]
    toggle: Callable[[str], None]
    take: Callable[[tuple[str, ...]], None]


def use_selection() -> Selection:
    """The selection of the list; a hook."""
    ids, set_ids = use_kept("mistakes.chosen", None)

    def toggle(mistake_id: str) -> None:
        have = ids or ()
        set_ids(tuple(i for i in have if i != mistake_id) if mistake_id in have else (*have, mistake_id))

    return Selection(ids or (), ids is not None, lambda: set_ids(()), lambda: set_ids(None), toggle, set_ids)


@component
def Selecting(selection: Selection, wanted: Wanted, matching: int) -> Any:
    """The bar at the bottom: how many are chosen, and move, cause, print, delete."""
    app = use_app()
    store = app.client.store
    naming, set_naming = ft.use_state(False)
    chosen = selection.ids

    async def change(words: str, **fields: Any) -> None:
        before = await change_many(store, chosen, **fields)
        selection.end()
        app.toast(words.format(n=len(before)), undo=lambda: put_back(store, before))

    async def move(point_id: str) -> None:
        point = (await app.client.mistakes.knowledge()).point(point_id)
        await change(
            _("{n} 道移到了“{point}”").format(n=len(chosen), point=point.name if point else ""), point_id=point_id
        )

    async def name_cause(cause: str) -> None:
        set_naming(False)
        await change(_("{n} 道改好了错因"), cause=cause)

    async def delete() -> None:
        await change(_("{n} 道移到了回收站"), deleted=True)

    async def take_all() -> None:
        selection.take(tuple(await app.client.mistakes.find_ids(wanted)))

    async def leave(_key: str) -> None:
        selection.end()

    def print_them() -> None:
        app.drafts[PRINTED] = chosen
        selection.end()
        app.go("/mistakes/print")

    moving, causing = use_command(move), use_command(name_cause)
    deleting, taking = use_command(delete), use_command(take_all)
    search = use_point_search(moving.run)
    use_shortcuts(_("选择多道"), Shortcut(("Esc",), _("不选了"), leave))
    ft.use_dialog(
        Dialog(
            _("为什么错"),
            ft.Row(
                [
                    ident(
                        f"bulk-cause-{cause}",
                        Chip(cause_name(cause), on_click=partial(app.page.run_task, causing.run, str(cause))),
                    )
                    for cause in Cause
                ],
                spacing=S,
                run_spacing=0,
                wrap=True,
            ),
            on_close=lambda: set_naming(False),
            close=_("取消"),
        )
        if naming
        else None
    )
    none = not chosen
    errors = [command.error for command in (moving, causing, deleting, taking) if command.error]
    all_link = TextLink(_("全选 {n} 道").format(n=matching), taking.run)
    head = ft.Row(
        [
            ft.Text(_("选了 {n} 道").format(n=len(chosen)), style=LABEL, color=Role.TEXT),
            ident("select-all", all_link),
            ft.Container(expand=True),
            ident("select-end", IconAction(Icons.CLOSE, _("不选了"), selection.end)),
        ],
        spacing=S,
    )
    bar = ft.Row(
        [
            ident("bulk-move", SecondaryButton(_("换知识点"), search.open, Icons.FOLDER, disabled=none)),
            ident("bulk-cause", SecondaryButton(_("改错因"), lambda: set_naming(True), Icons.EDIT, disabled=none)),
            ident("bulk-print", SecondaryButton(_("打印"), print_them, Icons.PRINT, disabled=none)),
            ident("bulk-delete", SecondaryButton(_("删除"), deleting.run, Icons.DELETE, disabled=none)),
        ],
        spacing=S,
        run_spacing=S,
        wrap=True,
    )
    return ft.Column(
        [*(ErrorNote(error) for error in errors), head, bar],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
