"""Where a film or a recording is, as a bar that can be pressed and drawn along.

Flutter's own slider keeps a sheet for its bubble over the whole window: in the browser that takes every press of
somebody who reads the screen by ear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.courses.captions import clock
from client.texts import _
from views.guard import component
from views.theme import TARGET, Role

DRAWN_MS = 50  # how often a finger is told at most


@component
def Track(second: float, total: float, seek: Callable[[float], Any]) -> Any:
    """A bar that stands at `second` of `total`; the async `seek` is told the second that was pressed."""
    width, set_width = ft.use_state(0.0)
    drawn, set_drawn = ft.use_state(-1.0)  # while a finger draws along: the second under it
    under: Any = ft.use_ref(-1.0)
    shown = drawn if drawn >= 0 else min(second, total)

    def at(event: Any) -> float:
        place = event.local_position.x if event.local_position else 0.0
        return total * min(max(place / width, 0.0), 1.0) if width else shown

    async def press(event: ft.TapEvent[Any]) -> None:
        await seek(at(event))

    def draw(event: ft.DragUpdateEvent[Any]) -> None:
        under.current = at(event)
        set_drawn(under.current)

    async def let_go(_event: Any) -> None:
        target, under.current = under.current, -1.0
        set_drawn(-1.0)
        if target >= 0:
            await seek(target)

    bar = ft.ProgressBar(value=shown / total, bar_height=6, border_radius=3, color=Role.ACCENT, bgcolor=Role.RAISED)
    touch = ft.GestureDetector(
        ft.Container(
            bar,
            height=TARGET,
            alignment=ft.Alignment.CENTER,
            on_size_change=lambda event: set_width(event.width),
        ),
        mouse_cursor=ft.MouseCursor.CLICK,
        drag_interval=DRAWN_MS,
        on_tap_up=press,
        on_horizontal_drag_update=draw,
        on_horizontal_drag_end=let_go,
    )
    words = _("播放到 {now}，共 {all}").format(now=clock(shown), all=clock(total))
    return ft.Semantics(label=words, exclude_semantics=True, content=touch)
