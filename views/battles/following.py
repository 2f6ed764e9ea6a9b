"""The battle of this device, followed by a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.battles import CHANGED, OPEN, Battle
from views.context import use_app
from views.meanwhile import End, use_followed, use_meanwhile


def use_battle() -> Battle | None:
    """The battle that this device is in, drawn anew whenever something happens in it; a hook."""
    app = use_app()

    def watch(told: Callable[..., None]) -> End:
        end = app.client.store.watch(told, {CHANGED, OPEN})
        told()  # what happened since it was drawn
        return end

    use_followed(watch)
    return app.client.battles.current


def use_tick(every_s: float, tick: Callable[[], Any]) -> None:
    """Call the async `tick` now and then again and again while the component is on the screen; a hook."""
    latest: Any = ft.use_ref(None)
    latest.current = tick

    async def run() -> None:
        while True:
            await latest.current()
            await asyncio.sleep(every_s)

    use_meanwhile(lambda: asyncio.get_running_loop().create_task(run()).cancel)
