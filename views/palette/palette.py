"""The palette's field, and what it finds: drawn again with every key, so there is little of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import flet as ft

from client.search.lessons import CHANGED as TAKEN_IN
from client.search.names import Typed
from client.texts import _
from views.context import use_app
from views.guard import component
from views.palette.lines import MOST, Line, lines_of, more, nothing, row_of
from views.query import use_query
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import OVER, Shortcut
from views.theme import BODY, M
from views.widgets.ident import ident

OF_A_KIND, OF_A_KIND_MORE = 3, 20
MORE = 80


@component
def Palette(close: Callable[[], None]) -> Any:
    """The field, and below it what answers; arrows choose, Enter opens, `close` is called before something opens."""
    app = use_app()
    text, set_text = ft.use_state("")
    shown: Any = ft.use_ref(None)  # the field on the screen: the client writes its value, and must not be sent it back
    place: Any = ft.use_ref(0)  # beside the state: keys come faster than drawings
    _shown_place, show_place = ft.use_state(0)
    search = app.client.search
    all_of, set_all_of = ft.use_state("")  # the text of which everything is to be shown
    is_all = bool(text) and all_of == text
    typed = Typed(text)
    limit = OF_A_KIND_MORE if is_all else OF_A_KIND
    found = use_query(lambda: search.find(text, limit), {TAKEN_IN}, [text, limit])
    lines = lines_of(app, typed, found.value or [], MORE if is_all else MOST)
    is_full = len(lines) == MOST or any(n >= OF_A_KIND for n in Counter(f.kind for f in found.value or []).values())
    here = min(place.current, len(lines) - 1)

    def set_place(new: int) -> None:
        place.current = new
        show_place(new)

    def take(event: ft.Event[ft.TextField]) -> None:
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

    ft.use_effect(search.wake, [])  # what is not in the index yet is there by the time that something is typed
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
        on_change=take,
        on_submit=submit,
    )
    return ft.Column(
        [
            ident("palette-field", field),
            ft.Divider(),
            *[row_of(line, typed, choose, chosen=i == here) for i, line in enumerate(lines)],
            *([more(lambda: set_all_of(text))] if typed.words and is_full and not is_all else []),
            *([] if lines or found.loading else [nothing(text)]),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
