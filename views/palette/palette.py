"""The palette's field, and what it finds: drawn again with every key, so there is little of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.search import Found, Search
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.palette.entries import entries, matching
from views.palette.routes import icon_of, kind_of, route_of
from views.query import use_query
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import OVER, Shortcut
from views.theme import BODY, CAPTION, M, Role, S
from views.widgets.ident import ident

OF_A_KIND = 3
COMMANDS = 6
MOST = 12
HEIGHT = 52


@dataclass(frozen=True)
class Line:
    """What can be chosen, whatever it is."""

    id: str
    title: str
    about: str
    icon: ft.IconData
    run: Callable[[], Awaitable[Any]]


@component
def Palette(close: Callable[[], None]) -> Any:
    """The field, and below it what answers; arrows choose, Enter opens, `close` is called before something opens."""
    app = use_app()
    text, set_text = ft.use_state("")
    shown: Any = ft.use_ref(None)  # the field on the screen: the client writes its value, and must not be sent it back
    place: Any = ft.use_ref(0)  # beside the state: keys come faster than drawings
    _shown_place, show_place = ft.use_state(0)
    client = app.client
    search = ft.use_memo(lambda: Search(client.store, client.courses, client.mistakes), [])
    found = use_query(lambda: search.find(text, OF_A_KIND), deps=[text])
    lines = _lines(app, text, found.value or [])
    here = min(place.current, len(lines) - 1)

    def set_place(new: int) -> None:
        place.current = new
        show_place(new)

    def typed(event: ft.Event[ft.TextField]) -> None:
        set_text(event.control.value or "")
        set_place(0)

    async def choose(line: Line) -> None:
        close()
        await line.run()

    async def submit() -> None:
        if lines:
            await choose(lines[min(place.current, len(lines) - 1)])

    async def move(key: str) -> None:
        if lines:
            set_place((min(place.current, len(lines) - 1) + (1 if key == "Down" else -1)) % len(lines))

    async def leave(_key: str) -> None:
        close()

    use_shortcuts(
        _("搜索"),
        Shortcut(("Down", "Up"), "", move, typing=True),
        Shortcut(("Esc", "Ctrl+K"), "", leave, typing=True),
        height=OVER,
        modal=True,
    )
    shown.current = field = ft.TextField(
        value=shown.current.value if shown.current else "",
        hint_text=_("搜索页面、课程、笔记、错题、命令"),
        prefix_icon=ft.Icons.SEARCH_ROUNDED,
        autofocus=True,
        border=ft.NoInputBorder(),
        text_style=BODY,
        content_padding=ft.Padding.symmetric(horizontal=M, vertical=14),
        on_change=typed,
        on_submit=submit,
    )
    return ft.Column(
        [
            ident("palette-field", field),
            ft.Divider(),
            *[_row(line, choose, chosen=i == here) for i, line in enumerate(lines)],
            *([] if lines or found.loading else [_nothing(text)]),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _lines(app: App, text: str, found: list[Found]) -> list[Line]:
    known = [
        Line(entry.id, entry.title, entry.about, entry.icon, entry.run)
        for entry in matching(entries(app), text, COMMANDS if text.strip() else MOST)
    ]
    return (known + [_line(app, each) for each in found])[:MOST]


def _line(app: App, found: Found) -> Line:
    async def go() -> None:
        app.go(route_of(found))

    about = " · ".join(filter(None, (kind_of(found), found.about)))
    title = found.title or _("（空白笔记）")
    return Line(f"{found.kind}-{found.parent}-{found.id}", title, about, icon_of(found), go)


def _row(line: Line, choose: Callable[[Line], Awaitable[None]], *, chosen: bool) -> ft.Control:
    async def pressed() -> None:
        await choose(line)

    return ident(
        f"palette-{line.id}",
        ft.Container(
            ft.Row(
                [
                    ft.Icon(line.icon, size=20, color=Role.ON_SOFT if chosen else Role.QUIET),
                    ft.Text(
                        line.title,
                        style=BODY,
                        color=Role.ON_SOFT if chosen else Role.TEXT,
                        max_lines=1,
                        overflow=ft.TextOverflow.ELLIPSIS,
                        expand=3,
                    ),
                    ft.Text(
                        line.about,
                        style=CAPTION,
                        color=Role.ON_SOFT if chosen else Role.QUIET,
                        max_lines=1,
                        overflow=ft.TextOverflow.ELLIPSIS,
                        text_align=ft.TextAlign.END,
                        expand=2,
                    ),
                ],
                spacing=12,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            bgcolor=Role.SOFT if chosen else None,
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=M, vertical=S),
            height=HEIGHT,
            ink=True,
            on_click=pressed,
        ),
        button=True,
        selected=chosen,
    )


def _nothing(text: str) -> ft.Control:
    return ft.Container(
        ft.Text(_("没有找到“{words}”").format(words=text.strip()), style=BODY, color=Role.QUIET), padding=M
    )
