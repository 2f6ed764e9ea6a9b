"""How long the question has been open, quietly."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import CAPTION, Icons, Role
from views.widgets import Sign

TICK_S = 1.0


@component
def Elapsed(started_s: float) -> Any:
    """Minutes and seconds since `started_s` of the monotonic clock; a screen reader is not told of each second."""
    app = use_app()
    seconds, set_seconds = ft.use_state(0)
    task: Any = ft.use_ref(None)

    async def run() -> None:
        while True:
            set_seconds(int(app.client.clock.monotonic_s() - started_s))
            await asyncio.sleep(TICK_S)

    def begin() -> None:
        task.current = asyncio.get_running_loop().create_task(run())

    ft.use_effect(begin, [], lambda: task.current and task.current.cancel())
    minutes, rest = divmod(seconds, 60)
    return ft.Semantics(
        label=_("已用 {n} 分钟").format(n=minutes),
        exclude_semantics=True,
        content=ft.Row(
            [
                Sign(Icons.TIME, size=15, color=Role.QUIET),
                ft.Text(f"{minutes}:{rest:02d}", style=CAPTION, color=Role.QUIET),
            ],
            spacing=4,
            tight=True,
        ),
    )
