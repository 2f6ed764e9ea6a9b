"""Where the window stood when it was last used, and how large it was: kept on this device, restored at the start.

On desktops only: a browser's tab and a phone's screen are not ours to move.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import flet as ft

if TYPE_CHECKING:
    from client.store import Store

WINDOW = "window.place"
REST_S = 0.5
"""A window that is dragged tells its place many times a second; it is kept once it rests so long."""

LEAST_WIDTH, LEAST_HEIGHT = 360.0, 480.0
SIDES = ("left", "top", "width", "height")
EVENTS = {
    ft.WindowEventType.MOVE,
    ft.WindowEventType.MOVED,
    ft.WindowEventType.RESIZE,
    ft.WindowEventType.RESIZED,
    ft.WindowEventType.MAXIMIZE,
    ft.WindowEventType.UNMAXIMIZE,
}


def has_window(page: ft.Page) -> bool:
    """Whether the page stands in a window of its own."""
    return not page.web and page.platform in (ft.PagePlatform.LINUX, ft.PagePlatform.MACOS, ft.PagePlatform.WINDOWS)


async def restore_window(page: ft.Page, store: Store) -> None:
    """Put the window where it stood; a place that makes no sense, or lies off the screen's corner, is left alone."""
    kept = await store.setting(WINDOW)
    place = sensible(kept)
    if not place:
        return
    window = page.window
    window.width, window.height = max(place["width"], LEAST_WIDTH), max(place["height"], LEAST_HEIGHT)
    if place["left"] >= 0 and place["top"] >= 0:
        window.left, window.top = place["left"], place["top"]
    window.maximized = kept.get("maximized") is True
    page.update()


def sensible(kept: Any) -> dict[str, float]:
    """The sides of a kept place in logical pixels; nothing when one of them is missing or no number."""
    if not isinstance(kept, dict):
        return {}
    sides = {side: kept.get(side) for side in SIDES}
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in sides.values()):
        return {}
    return {side: float(value) for side, value in sides.items() if value is not None}


def follow_window(page: ft.Page, store: Store) -> Callable[[], None]:
    """Keep the window's place whenever it rests, until what is returned is called."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.TimerHandle | None = None
    tasks: set[asyncio.Task[None]] = set()

    def keep() -> None:
        window = page.window
        place: dict[str, Any] = {"maximized": window.maximized}
        if window.maximized:  # its sides are the screen's now: the old ones are what it shrinks back to
            place = {**last, **place}
        else:
            place.update({side: getattr(window, side) for side in SIDES})
        if sensible(place):
            last.update(place)
            task = loop.create_task(store.set_setting(WINDOW, place))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    def changed(event: ft.WindowEvent) -> None:
        nonlocal waiting
        if event.type in EVENTS:
            if waiting is not None:
                waiting.cancel()
            waiting = loop.call_later(REST_S, keep)

    def stop() -> None:
        if waiting is not None:
            waiting.cancel()
        page.window.on_event = None

    last: dict[str, Any] = {}
    page.window.on_event = changed
    return stop
