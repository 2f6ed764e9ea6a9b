"""How this device stands with the others, in one quiet mark."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.alarm import Alarm
from client.texts import _
from views.context import use_app
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.theme import CAPTION, TARGET, Role, S
from views.widgets import ident

SYNC = "/me/sync"
LATE_S = 0.6
"""What is sent within this time is no news: at every key, the window would be drawn twice to say so."""


@component
def SyncMark(words: bool = True) -> Any:
    """A dot and, with `words`, a word or two; follows `client.sync`, and leads to all about it."""
    app = use_app()
    sync = app.client.sync
    shown_state, show = ft.use_state(sync.status.state)

    def follow() -> End:
        late = Alarm(asyncio.get_running_loop().call_later)

        def told(*_news: Any) -> None:
            if sync.status.state != "syncing":
                late.cancel()
                show(sync.status.state)
            elif not late.is_set:
                late.set(LATE_S, lambda: show(sync.status.state))

        stop = sync.watch(told)

        def leave() -> None:
            stop()
            late.cancel()

        return leave

    use_meanwhile(follow)
    text, color = _say(shown_state)
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


def _say(state: str) -> tuple[str, str]:
    return {
        "off": (_("仅存本机"), Role.EDGE),
        "synced": (_("已同步"), Role.ACCENT),
        "syncing": (_("同步中"), Role.ACCENT),
        "offline": (_("离线"), Role.WARM),
        "attention": (_("需要处理"), Role.DANGER),
    }.get(state, (_("仅存本机"), Role.EDGE))
