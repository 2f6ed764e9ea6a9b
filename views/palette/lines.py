"""The lines below the palette's field: what can be chosen, in order of worth, with what was typed in bold."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.search.found import Found
from client.search.names import Typed
from client.texts import _
from views.context import App
from views.palette.entries import entries, matching
from views.palette.routes import icon_of, kind_of, route_of
from views.theme import BODY, CAPTION, LABEL, M, Role, S, text_scale
from views.widgets import Sign
from views.widgets.ident import ident
from views.widgets.marked import Marked

COMMANDS = 6
MOST = 12
HEIGHT, TALL = 52, 68
SHORT = 10


@dataclass(frozen=True)
class Line:
    """What can be chosen, whatever it is; `words` are those of its text that answer."""

    id: str
    title: str
    about: str
    icon: ft.IconData
    run: Callable[[], Awaitable[Any]]
    words: str = ""


def lines_of(app: App, typed: Typed, found: Sequence[Found], most: int) -> list[Line]:
    """At most `most` lines, those that answer best first; of two that answer as well, commands before what is kept."""
    known = matching(entries(app), typed, COMMANDS if typed.words else MOST)
    ranked = [(rank, Line(entry.id, entry.title, entry.about, entry.icon, entry.run)) for rank, entry in known]
    ranked += [(each.rank, _line(app, each)) for each in found]
    ranked.sort(key=lambda pair: pair[0])
    return [line for _rank, line in ranked[:most]]


def row_of(line: Line, typed: Typed, choose: Callable[[Line], Awaitable[None]], *, chosen: bool) -> ft.Control:
    """The line as it is drawn."""

    async def pressed() -> None:
        await choose(line)

    title = Marked(line.title, typed, BODY, Role.ON_SOFT if chosen else Role.TEXT)
    quiet = Role.ON_SOFT if chosen else Role.QUIET
    words = [Marked(line.words, typed, CAPTION, quiet)] if line.words else []
    return ident(
        f"palette-{line.id}",
        ft.Container(
            ft.Row(
                [
                    Sign(line.icon, size=20, color=quiet),
                    ft.Column([title, *words], spacing=0, expand=3, alignment=ft.MainAxisAlignment.CENTER),
                    ft.Text(
                        line.about,
                        style=CAPTION,
                        color=quiet,
                        max_lines=1,
                        overflow=ft.TextOverflow.ELLIPSIS,
                        text_align=ft.TextAlign.END,
                        expand=2 if len(line.about) > SHORT else None,  # a kind leaves its room to the title
                    ),
                ],
                spacing=12,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            bgcolor=Role.SOFT if chosen else None,
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=M, vertical=S),
            height=(TALL if words else HEIGHT) * max(1.0, text_scale()),
            ink=True,
            on_click=pressed,
        ),
        button=True,
        selected=chosen,
    )


def more(show: Callable[[], None]) -> ft.Control:
    """The line that asks for everything."""
    return ident(
        "palette-more",
        ft.Container(
            ft.Text(_("显示更多结果"), style=LABEL, color=Role.ACCENT),
            height=HEIGHT * max(1.0, text_scale()),
            padding=ft.Padding.symmetric(horizontal=M),
            alignment=ft.Alignment.CENTER,
            border_radius=12,
            ink=True,
            on_click=show,
        ),
        button=True,
    )


def nothing(text: str) -> ft.Control:
    """What is said when nothing answers."""
    return ft.Container(
        ft.Text(_("没有找到“{words}”").format(words=text.strip()), style=BODY, color=Role.QUIET), padding=M
    )


def _line(app: App, found: Found) -> Line:
    async def go() -> None:
        app.go(route_of(found))

    about = " · ".join(filter(None, (kind_of(found), found.about)))
    title = found.title or _("（空白笔记）")
    return Line(f"{found.kind}-{found.parent}-{found.id}", title, about, icon_of(found), go, found.words)
