"""How this device stands with the others, in one quiet mark."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import CAPTION, TARGET, Role, S
from views.widgets import ident

SYNC = "/me/sync"


@component
def SyncMark(words: bool = True) -> Any:
    """A dot and, with `words`, a word or two; follows `client.sync`, and leads to all about it."""
    app = use_app()
    _turn, set_turn = ft.use_state(0)
    stop: Any = ft.use_ref(None)

    def follow() -> None:
        stop.current = app.client.sync.watch(lambda *_news: set_turn(lambda turn: turn + 1))
        app.closers.append(stop.current)

    def leave() -> None:
        if stop.current is not None:
            stop.current()

    ft.use_effect(follow, [], leave)
    text, color = _say(app.client.sync.status)
    dot = ft.Container(width=8, height=8, border_radius=4, bgcolor=color)
    shown: list[ft.Control] = [dot, ft.Text(text, style=CAPTION, color=Role.QUIET)] if words else [dot]
    mark = ft.Container(
        ft.Row(shown, spacing=6, tight=True, alignment=ft.MainAxisAlignment.CENTER),
        tooltip=_("同步：{state}").format(state=text),
        height=TARGET,
        padding=ft.Padding.symmetric(horizontal=S),
        border_radius=TARGET / 2,
        ink=True,
        on_click=lambda: app.go(SYNC),
    )
    return ident("sync-mark", mark, button=True)


def _say(status: Any) -> tuple[str, str]:
    state = getattr(status, "state", status)
    return {
        "off": (_("仅存本机"), Role.EDGE),
        "synced": (_("已同步"), Role.ACCENT),
        "syncing": (_("同步中"), Role.ACCENT),
        "offline": (_("离线"), Role.WARM),
        "attention": (_("需要处理"), Role.DANGER),
    }.get(str(state), (_("仅存本机"), Role.EDGE))
