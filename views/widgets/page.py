"""The scaffolding of a screen: a header, and what scrolls below it, never wider than one reads well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import flet as ft

from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.places import is_place
from views.theme import CONTENT_WIDTH, XL, Icons, L, M, Role, S
from views.widgets.buttons import IconAction
from views.widgets.header import ARROW_PADDING, Back, PageHeader
from views.widgets.ident import ident

REST_MS = 250  # how often a scroll is told at most


@dataclass(frozen=True)
class Leaves:
    """The page after the open one, laid out behind it and unseen, so that turning to it only has to show it.

    Attributes:
        key: names it, as `key` of `Page` names the open one; "" while there is none.
        content: what will be given to `Page` as its content once it is turned to, with the same keys.

    """

    key: str = ""
    content: list[ft.Control] = field(default_factory=list)


def Page(
    title: str,
    *content: ft.Control,
    actions: Sequence[ft.Control] = (),
    back: Back = None,
    footer: ft.Control | None = None,
    scroll: bool = True,
    key: str | None = None,
    under: str | ft.Control = "",
    leaves: Leaves | None = None,
) -> ft.Control:
    """A screen.

    Args:
        title: the screen's name, read as a heading.
        content: what the screen shows, one below the other.
        actions: small controls at the end of the header.
        back: the route that the arrow before the title leads to, or what it does.
        footer: stays at the bottom while the content scrolls (the answer bar of a quiz).
        scroll: False when the content scrolls by itself and expands (a list of hundreds of rows).
        key: names what is shown, e.g. the lesson's id: another one begins at its top, the same one where it was left.
        under: a quiet line below the title, or what says one.
        leaves: what there is to turn to from here, on a screen whose content turns like a book's pages.

    """
    return _Page(title, list(content), list(actions), back, footer, scroll, key or "", under, leaves)


@component
def _Page(
    title: str,
    content: list[ft.Control],
    actions: list[ft.Control],
    back: Back,
    footer: ft.Control | None,
    scroll: bool,
    name: str,
    under: str | ft.Control,
    leaves: Leaves | None,
) -> Any:
    app = use_app()
    path = ft.use_route_location()
    place = f"{app.pane} {name or path}"
    column: Any = ft.use_ref(None)
    margin = L if app.wide else M
    body: ft.Control
    if not scroll:
        body = _measure(_column(app, content, expand=True), margin, 0, expand=True)
    elif leaves is None:
        column.current = body = _scrolled(app, place, content, expand=True)
    else:
        column.current = open_leaf = _scrolled(app, place, content, opacity=1, disabled=False)
        pages: list[ft.Control] = [open_leaf]
        if leaves.key:  # Flutter's Tab goes also to what nobody sees, unless it is disabled
            behind = f"{app.pane} {leaves.key}"
            pages.insert(0, _scrolled(app, behind, leaves.content, opacity=0, disabled=True))
        body = ft.Stack(pages, fit=ft.StackFit.EXPAND, expand=True)

    async def return_there() -> None:
        if column.current is not None and (offset := app.scroll.get(place, 0.0)):
            await column.current.scroll_to(offset=offset)

    ft.use_effect(return_there, [place])
    if app.pane == "detail" and isinstance(back, str):
        back = None  # the list is beside it
    way = back if not isinstance(back, str) else partial(app.go, back)
    if is_place(path) and not app.wide and not app.pane:
        actions = [*actions, _search(app)]
    head = _measure(
        PageHeader(title, actions, way, under, wide=app.wide),
        margin - (ARROW_PADDING if back is not None else 0),
        M if back is None or app.wide or under else S,  # a line below the title fills the head to its edge
        top=_top(app, back),
        right=margin,
    )
    foot = [_measure(footer, margin, M, top=S)] if footer is not None else []
    return ft.Column([head, body, *foot], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _column(app: App, content: list[ft.Control], expand: bool = False) -> ft.Control:
    return ft.Column(
        content,
        spacing=L if app.wide else M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        expand=expand,
    )


def _scrolled(app: App, place: str, content: list[ft.Control], **layout: Any) -> ft.Column:
    return ft.Column(
        [_measure(_column(app, content), L if app.wide else M, XL)],
        scroll=ft.ScrollMode.AUTO,
        key=f"scroll-{place}",  # another one begins at its top; head and foot stay, which spares the client much
        scroll_interval=REST_MS,
        on_scroll=lambda event: _keep(app, place, event),
        **layout,
    )


def _top(app: App, back: Back) -> int:
    """The room above the header; the heads of two panes stand on one line."""
    if app.pane:
        return M
    if back is not None:
        return M if app.wide else S
    return L if app.wide else M


def _search(app: App) -> ft.Control:
    """The way to the palette where there is no rail to hold it."""
    return ident("search", IconAction(Icons.SEARCH, _("搜索"), lambda: app.open("palette"), color=Role.TEXT))


def _keep(app: App, place: str, event: ft.OnScrollEvent) -> None:
    app.scroll[place] = event.pixels


def _measure(
    content: ft.Control, margin: int, bottom: int, *, top: int = 0, right: int | None = None, expand: bool | None = None
) -> ft.Container:
    """Keep `content` to the readable width, in the middle: the alignment lets the inner width be a maximum."""
    return ft.Container(
        ft.Container(content, width=CONTENT_WIDTH),
        padding=ft.Padding.only(left=margin, right=margin if right is None else right, top=top, bottom=bottom),
        alignment=ft.Alignment.TOP_CENTER,
        expand=expand,
    )
