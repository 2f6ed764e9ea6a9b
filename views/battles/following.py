"""The battle of this device, followed by a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.battles import CHANGED, OPEN, Battle
from views.context import use_app


def use_battle() -> Battle | None:
    """The battle that this device is in, drawn anew whenever something happens in it; a hook."""
    app = use_app()
    _turn, set_turn = ft.use_state(0)
    ending: Any = ft.use_ref(None)

    def follow() -> None:
        ending.current = app.client.store.watch(lambda _changes: set_turn(lambda turn: turn + 1), {CHANGED, OPEN})
        app.closers.append(ending.current)
        set_turn(lambda turn: turn + 1)  # what happened since it was drawn

    def end() -> None:
        if ending.current is not None:
            ending.current()
            if ending.current in app.closers:
                app.closers.remove(ending.current)

    ft.use_effect(follow, [], end)
    return app.client.battles.current


def use_tick(every_s: float, tick: Callable[[], Any]) -> None:
    """Call the async `tick` now and then again and again while the component is on the screen; a hook."""
    app = use_app()
    task: Any = ft.use_ref(None)
    latest: Any = ft.use_ref(None)
    latest.current = tick

    async def run() -> None:
        while True:
            await latest.current()
            await asyncio.sleep(every_s)

    def end() -> None:
        if task.current is not None:
            task.current.cancel()

    def begin() -> None:
        task.current = asyncio.get_running_loop().create_task(run())
        app.closers.append(end)

    def leave() -> None:
        end()
        if end in app.closers:
            app.closers.remove(end)

    ft.use_effect(begin, [], leave)
