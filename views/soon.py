"""What of a page can come a moment after it, because nobody sees it at once: the page is there sooner."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from views.context import use_app

SOON_S = 0.25
APART_S = 0.05


def use_soon(place: int = 0) -> bool:
    """False when a part of a screen is first drawn, True a moment later; a hook.

    `place`: of several parts that come so, the first is 0; each has a turn of the loop for itself.
    """
    app = use_app()
    is_soon, set_soon = ft.use_state(False)
    ending: Any = ft.use_ref(None)

    def wait() -> None:
        timer = asyncio.get_running_loop().call_later(SOON_S + APART_S * place, set_soon, True)

        def end() -> None:
            timer.cancel()
            if end in app.closers:
                app.closers.remove(end)

        app.closers.append(end)  # a window that is closed meanwhile runs no effects
        ending.current = end

    ft.use_effect(wait, [], lambda: ending.current and ending.current())
    return is_soon
