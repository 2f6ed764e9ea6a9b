"""The mistake book's list: what is due today on top, then the mistakes, drawer by drawer, searched and filtered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import flet as ft

from client.mistakes.book import MistakeBook
from client.mistakes.drawers import Drawer, drawers
from client.mistakes.entries import Queue
from client.mistakes.listing import FoundPage, Wanted
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.help.hint import HelpLink
from views.mistakes.due import DueCard
from views.mistakes.filters import Filters
from views.mistakes.rows import MistakeRow, mistake_route
from views.mistakes.selecting import Selecting, use_selection
from views.query import use_query
from views.shell.keeping import use_kept
from views.shell.panes import use_chosen
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.shortcuts.rows import use_rows
from views.theme import Icons, M, Role, S
from views.widgets import (
    Chip,
    EmptyState,
    ErrorNote,
    IconAction,
    Page,
    PrimaryButton,
    SecondaryButton,
    Skeleton,
    TextLink,
    ident,
)

PAGE = 12
"""Mistakes shown at once: a list of more is slow on a phone, and nobody reads it to its end."""

NEW = "/mistakes/new"


@dataclass(frozen=True)
class Shelf:
    """All that the screen shows, read together."""

    queue: Queue
    rows: list[list[Drawer]]
    found: FoundPage


async def read_shelf(book: MistakeBook, wanted: Wanted, page: int) -> Shelf:
    """The numbers of today, the drawers, and a page of what is wanted."""
    graph = await book.knowledge()
    queue, counts, loose, found = await asyncio.gather(
        book.queue(), book.counts(), book.loose(), book.find(wanted, PAGE, page * PAGE)
    )
    return Shelf(queue, drawers(counts, graph, wanted.drawer, loose), found)


@component
def MistakesScreen() -> Any:
    """`/mistakes`; the open drawer stands in the route (`?in=math.functions`), so that coming back finds it open."""
    app = use_app()
    ft.use_route_location()
    drawer = app.parameter("in")
    kept, set_kept = use_kept("mistakes.wanted", Wanted())
    place, set_place = use_kept("mistakes.page", (None, 0))
    wanted = replace(kept, drawer=drawer)
    page = place[1] if place[0] == wanted else 0
    shelf = use_query(
        lambda: read_shelf(app.client.mistakes, wanted, page),
        {"mistake", "review", "answer"},
        [wanted, page],
        remember="mistakes",
    )
    cards = shelf.value.found.cards if shelf.value else ()
    selection = use_selection()
    rows = use_rows(
        [card.id for card in cards],
        lambda mistake_id: app.go(mistake_route(mistake_id, drawer)),
        use_chosen("/mistakes/item"),
    )

    async def write_down(_key: str) -> None:
        app.go(NEW)

    async def paste(_key: str) -> None:
        app.go(f"{NEW}?from=clipboard")

    async def choose(_key: str) -> None:
        selection.begin()

    use_shortcuts(
        _("错题本"),
        Shortcut(("N",), _("记一道错题"), write_down),
        Shortcut(("Ctrl+V",), _("记下复制好的题目或图片"), paste),
        Shortcut(("X",), _("选择多道"), choose),
    )
    actions = [_new(app), *_icons(app, selection.begin)]
    if shelf.value is None:
        rest = ErrorNote(shelf.error, shelf.reload) if shelf.error else Skeleton(4)
        return Page(_("错题本"), rest, actions=actions)
    value: Shelf = shelf.value
    if value.queue.total == 0:
        return Page(_("错题本"), _nothing_yet(app), actions=[] if not app.wide else [_icons(app, selection.begin)[-1]])
    content: list[ft.Control] = [
        *([ErrorNote(shelf.error, shelf.reload)] if shelf.error else []),
        *([] if selection.on else [DueCard(app, value.queue)]),
        Filters(wanted, lambda new: set_kept(replace(new, drawer="")), key="filters"),
        _drawers(app, value.rows),
        *[MistakeRow(app, card, drawer, rows, selection) for card in cards],
        *([] if cards else [_nothing_here(app, wanted, lambda: set_kept(Wanted()))]),
        *_pager(value, page, lambda number: set_place((wanted, number))),
        *([] if app.wide or app.pane or selection.on else [_more(app, selection.begin)]),
    ]
    footer = Selecting(selection, wanted, value.found.matching, key="selecting") if selection.on else None
    return Page(
        _("错题本"), *content, actions=[] if selection.on else actions, footer=footer, key=f"mistakes {drawer} {page}"
    )


def _new(app: App) -> ft.Control:
    """The way to write one down: a button with words where there is room."""
    if app.wide and not app.pane:
        return ident("new-mistake", PrimaryButton(_("记一道"), lambda: app.go(NEW), Icons.ADD))
    return ident("new-mistake", IconAction(Icons.ADD, _("记一道"), lambda: app.go(NEW), color=Role.ACCENT))


def _icons(app: App, begin: Any) -> list[ft.Control]:
    camera = IconAction(Icons.CAMERA, _("从图片记"), lambda: app.go(f"{NEW}?from=picture"), color=Role.ACCENT)
    if not app.wide and not app.pane:  # a phone's header has room for two; the others stand below the list
        return [ident("new-from-picture", camera)]
    return [
        ident("new-from-picture", camera),
        ident("select", IconAction(Icons.CHOOSE, _("选择多道"), begin)),
        ident("print", IconAction(Icons.PRINT, _("打印练习"), lambda: app.go("/mistakes/print"))),
        ident("trash", IconAction(Icons.DELETE, _("回收站"), lambda: app.go("/mistakes/trash"))),
    ]


def _more(app: App, begin: Any) -> ft.Control:
    """What a phone's header has no room for."""
    links: list[ft.Control] = [
        ident("select", TextLink(_("选择多道"), begin, Icons.CHOOSE)),
        ident("print", TextLink(_("打印练习"), lambda: app.go("/mistakes/print"), Icons.PRINT)),
        ident("trash", TextLink(_("回收站"), lambda: app.go("/mistakes/trash"), Icons.DELETE)),
    ]
    return ft.Row(links, alignment=ft.MainAxisAlignment.CENTER, spacing=S, run_spacing=0, wrap=True)


def _drawers(app: App, rows: list[list[Drawer]]) -> ft.Control:
    """A row of chips for each level; on a phone a row scrolls sideways, on a wide window it wraps."""

    def chip(drawer: Drawer) -> ft.Control:
        route = f"/mistakes?in={quote(drawer.key)}" if drawer.key else "/mistakes"
        return Chip(f"{drawer.name} {drawer.count}", selected=drawer.is_open, on_click=lambda: app.go(route))

    def line(drawers: list[Drawer]) -> ft.Control:
        chips = [chip(drawer) for drawer in drawers]
        if app.wide:
            return ft.Row(chips, spacing=S, run_spacing=0, wrap=True)
        return ft.Row(chips, spacing=S, scroll=ft.ScrollMode.HIDDEN)

    return ft.Column([line(row) for row in rows], spacing=0, tight=True)


def _pager(shelf: Shelf, page: int, show: Any) -> list[ft.Control]:
    """The way to older mistakes when there are more than a page of them."""
    pages = -(-shelf.found.matching // PAGE)
    if pages <= 1:
        return []
    return [
        ft.Row(
            [
                SecondaryButton(_("上一页"), lambda: show(page - 1), disabled=page == 0),
                ft.Text(_("第 {page} 页，共 {pages} 页").format(page=page + 1, pages=pages), color=Role.QUIET),
                SecondaryButton(_("下一页"), lambda: show(page + 1), disabled=page + 1 >= pages),
            ],
            alignment=ft.MainAxisAlignment.CENTER,
            spacing=M,
            wrap=True,
        )
    ]


def _nothing_yet(app: App) -> ft.Control:
    empty = EmptyState(
        "check",
        _("还没有错题"),
        _("课里的小测验答错了，题目、你的答案和讲解会自己来到这里，按知识点放好，到时候提醒你再看一眼。"),
        _("去上课"),
        lambda: app.go("/courses"),
    )
    own = ft.Row(
        [
            ident("new-mistake", SecondaryButton(_("记一道作业里的错题"), lambda: app.go(NEW), Icons.ADD)),
            ident(
                "new-from-picture",
                SecondaryButton(_("从图片记"), lambda: app.go(f"{NEW}?from=picture"), Icons.CAMERA),
            ),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=12,
        run_spacing=S,
        wrap=True,
    )
    rows = [empty, own, HelpLink("mistake")]
    return ft.Column(rows, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _nothing_here(app: App, wanted: Wanted, clear: Any) -> ft.Control:
    if wanted.narrows:
        return EmptyState("search", _("没有找到"), _("没有同时符合这些条件的错题。"), _("去掉筛选"), clear)
    return EmptyState(
        "search",
        _("这里没有错题"),
        _("换一个知识点看看，或者看全部。"),
        _("看全部"),
        lambda: app.go("/mistakes"),
    )
