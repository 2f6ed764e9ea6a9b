"""The dialog that finds a knowledge point by name, alias or module."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.mistakes.graphfile import Point
from client.mistakes.knowledge import KnowledgeGraph
from client.texts import _
from views.context import use_app
from views.query import use_query
from views.theme import CAPTION, LABEL, Role, S
from views.widgets import Dialog, Field, ident

SHOWN = 20
HEIGHT = 420  # of the dialog's content, whatever was found, so that nothing jumps while one types


@dataclass(frozen=True)
class PointSearch:
    """`open` shows the dialog; it is an event handler."""

    open: Callable[..., None]


def use_point_search(choose: Callable[[str], Awaitable[Any]]) -> PointSearch:
    """A hook: the dialog awaits `choose` with the id of the point that was taken."""
    app = use_app()
    is_open, set_open = ft.use_state(False)
    text, set_text = ft.use_state("")
    graph = use_query(app.client.mistakes.knowledge)

    def show(*_event: Any) -> None:
        set_text("")
        set_open(True)

    async def take(point_id: str) -> None:
        set_open(False)
        await choose(point_id)

    ft.use_dialog(
        Dialog(
            _("选一个知识点"),
            ident("point-field", Field(_("名称或章节"), text, set_text, autofocus=True)),
            _results(graph.value, text, lambda point: app.page.run_task(take, point.id)),
            on_close=lambda: set_open(False),
            close=_("取消"),
            height=HEIGHT,
        )
        if is_open
        else None
    )
    return PointSearch(show)


def _results(graph: KnowledgeGraph | None, text: str, take: Callable[[Point], Any]) -> ft.Control:
    found = graph.search(text, SHOWN) if graph else []
    if not found:
        hint = _("没有找到，换个说法试试。") if text.strip() else _("输入几个字，例如：判别式。")
        return ft.Text(hint, style=CAPTION, color=Role.QUIET)
    return ft.ListView([_result(point, take) for point in found], expand=True, spacing=0)


def _result(point: Point, take: Callable[[Point], Any]) -> ft.Control:
    return ident(
        f"found-{point.id}",
        ft.Container(
            ft.Column(
                [
                    ft.Text(point.name, style=LABEL, color=Role.TEXT),
                    ft.Text(f"{point.module.stage} · {point.module.name}", style=CAPTION, color=Role.QUIET),
                ],
                spacing=0,
                tight=True,
            ),
            padding=ft.Padding.symmetric(horizontal=S, vertical=10),
            border_radius=12,
            ink=True,
            on_click=lambda: take(point),
        ),
        button=True,
        key=point.id,
    )
