"""What of a page can come a moment after it, because nobody sees it at once: the page is there sooner."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

SOON_S = 0.25


def use_soon() -> bool:
    """False when a part of a screen is first drawn, True a moment later; a hook."""
    is_soon, set_soon = ft.use_state(False)
    timer: Any = ft.use_ref(None)

    def wait() -> None:
        timer.current = asyncio.get_running_loop().call_later(SOON_S, lambda: set_soon(True))

    ft.use_effect(wait, [], lambda: timer.current and timer.current.cancel())
    return is_soon
