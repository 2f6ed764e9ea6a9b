"""Which notes the list shows: by notebook, by tag, those on lessons; and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from client.notes.choosing import ALL_NOTES, Chosen, Order, Shelves
from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import Icons, S
from views.widgets import Chip, Dialog, ListRow, Segmented, ident

SHOWN = 8
"""Notebooks and tags in the row: the rest is behind 更多."""


@component
def Filters(chosen: Chosen, shelves: Shelves, choose: Callable[[Chosen], Any]) -> Any:
    """A row of chips; all that there is stands in a dialog."""
    app = use_app()
    opened, set_opened = ft.use_state(False)

    def take(wanted: Chosen) -> None:
        set_opened(False)
        choose(wanted)

    def go_trash() -> None:
        set_opened(False)
        app.go("/notes/trash")

    ft.use_dialog(_dialog(chosen, shelves, take, go_trash, lambda: set_opened(False)) if opened else None)
    chips: list[ft.Control] = [
        ident("filter-more", Chip(_("筛选和排序"), on_click=lambda: set_opened(True), icon=Icons.FILTER)),
        ident("filter-all", Chip(_("全部"), chosen.everything, lambda: choose(replace(ALL_NOTES, order=chosen.order)))),
    ]
    for name in _first(shelves.notebooks, chosen.notebook):
        chips += [ident(f"notebook-{name}", _notebook(name, chosen, choose), key=f"notebook {name}")]
    for tag in _first(shelves.tags, chosen.tag):
        chips += [ident(f"tag-{tag}", _tag(tag, chosen, choose), key=f"tag {tag}")]
    return ft.Row(chips, spacing=S, scroll=ft.ScrollMode.HIDDEN)


def _first(names: dict[str, int], chosen: str) -> list[str]:
    others = [name for name in names if name != chosen]
    return [*([chosen] if chosen else []), *others][:SHOWN]


def _notebook(name: str, chosen: Chosen, choose: Any) -> ft.Control:
    wanted = replace(chosen, notebook="" if chosen.notebook == name else name)
    return Chip(name, chosen.notebook == name, lambda: choose(wanted), Icons.NOTEBOOK)


def _tag(tag: str, chosen: Chosen, choose: Any) -> ft.Control:
    wanted = replace(chosen, tag="" if chosen.tag == tag else tag)
    return Chip(f"#{tag}", chosen.tag == tag, lambda: choose(wanted))


def _dialog(chosen: Chosen, shelves: Shelves, take: Any, go_trash: Any, close: Any) -> ft.AlertDialog:
    orders: dict[str, str] = {"updated": _("最近改的"), "created": _("最近写的"), "title": _("按标题")}

    def order(key: str) -> None:
        wanted: dict[str, Order] = {"updated": "updated", "created": "created", "title": "title"}
        take(replace(chosen, order=wanted[key]))

    about = replace(chosen, about_lessons=not chosen.about_lessons)
    rows: list[ft.Control] = [
        Segmented(orders, chosen.order, order, "order", _("排序")),
        ft.Row(
            [
                ident(
                    "filter-lessons", Chip(_("只看课程里的"), chosen.about_lessons, lambda: take(about), Icons.COURSE)
                ),
                *[_notebook(name, chosen, take) for name in shelves.notebooks],
                *[_tag(tag, chosen, take) for tag in shelves.tags],
            ],
            spacing=S,
            run_spacing=0,
            wrap=True,
        ),
        ident("notes-trash", ListRow(_("回收站"), _("删掉的笔记，30 天内可以拿回来"), Icons.DELETE, on_click=go_trash)),
    ]
    return Dialog(_("筛选和排序"), *rows, on_close=close)
