"""Search and filters of the list; what is set stays in sight, the rest waits behind one button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import flet as ft

from client.mistakes.causes import Cause, cause_name
from client.mistakes.listing import Wanted
from client.texts import _
from views.context import use_app
from views.guard import component
from views.shell.keeping import use_kept
from views.theme import CAPTION, Icons, Role, S, text_scale
from views.widgets import Card, Chip, Field, IconAction, ident

Change = Callable[[Wanted], Any]


@component
def Filters(wanted: Wanted, change: Change) -> Any:
    """A search field with the button of the filters beside it, and the filters below when they are open."""
    app = use_app()
    is_open, set_open = use_kept("mistakes.filters", False)
    latest: Any = ft.use_ref(wanted)
    latest.current = wanted

    def search(text: str) -> None:
        change(replace(latest.current, words=text))

    button = IconAction(
        Icons.LESS if is_open else Icons.FILTER,
        _("收起筛选") if is_open else _("筛选和排序"),
        lambda: set_open(not is_open),
        color=Role.ACCENT if wanted.narrows or is_open else Role.QUIET,
    )
    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Container(
                    ident("search-mistakes", Field(_("搜题目、来源、编号"), wanted.words, search)), expand=True
                ),
                ident("filters", button),
            ],
            spacing=S,
        )
    ]
    if is_open:
        rows.append(
            Card(
                filter_line(
                    _("状态"), states(), wanted.state, lambda key: change(replace(wanted, state=key)), app.wide
                ),  # type: ignore[arg-type]
                filter_line(
                    _("错因"), causes(), wanted.cause, lambda key: change(replace(wanted, cause=key)), app.wide
                ),
                filter_line(
                    _("时间"), spans(), str(wanted.days), lambda key: change(replace(wanted, days=int(key))), app.wide
                ),
                filter_line(_("排序"), sorts(), wanted.sort, lambda key: change(replace(wanted, sort=key)), app.wide),  # type: ignore[arg-type]
            )
        )
    elif set_ones := _set_ones(wanted):
        chips: list[ft.Control] = [
            ident(f"unset-{name}", Chip(f"{words} ×", selected=True, on_click=partial(change, value)))
            for name, words, value in set_ones
        ]
        rows.append(ft.Row(chips, spacing=S, run_spacing=0, wrap=True))
    return ft.Column(rows, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def states() -> dict[str, str]:
    """The states by key."""
    return {
        "": _("不限"), "due": _("该复习"), "learning": _("学习中"), "mastered": _("已掌握"), "leech": _("总记不住"),
    }  # fmt: skip


def causes() -> dict[str, str]:
    """The causes by key, and "-" for none said."""
    return {"": _("不限"), **{str(cause): cause_name(cause) for cause in Cause}, "-": _("还没写")}


def spans() -> dict[str, str]:
    """How many days back."""
    return {"0": _("不限"), "7": _("7 天内"), "30": _("30 天内"), "120": _("这学期")}


def sorts() -> dict[str, str]:
    """The orders by key."""
    return {"newest": _("最新的"), "soonest": _("最该复习的"), "hardest": _("最难的")}


def _set_ones(wanted: Wanted) -> list[tuple[str, str, Wanted]]:
    """What narrows the list: a name, its words, and what is wanted without it."""
    found = []
    if wanted.state:
        found.append(("state", states()[wanted.state], replace(wanted, state="")))
    if wanted.cause:
        found.append(("cause", causes().get(wanted.cause, ""), replace(wanted, cause="")))
    if wanted.days:
        found.append(("days", spans().get(str(wanted.days), ""), replace(wanted, days=0)))
    return found


def filter_line(
    title: str, options: Mapping[str, str], value: str, choose: Callable[[str], Any], wide: bool
) -> ft.Control:
    """One of some choices in a line, its title before it (above it on a phone)."""
    chips: list[ft.Control] = [
        Chip(words, selected=key == value, on_click=partial(choose, key)) for key, words in options.items()
    ]
    row = ft.Row(chips, spacing=S, run_spacing=0, wrap=True)
    name = ft.Text(title, style=CAPTION, color=Role.QUIET, width=48 * max(1.0, text_scale()) if wide else None)
    if wide:
        row.expand = True
        return ft.Row([name, row], spacing=S, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Column([name, row], spacing=0, tight=True)
