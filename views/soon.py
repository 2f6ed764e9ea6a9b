"""What of a page can come a moment after it, because nobody sees it at once: the page is there sooner."""

from __future__ import annotations

import asyncio

import flet as ft

from views.meanwhile import use_meanwhile

SOON_S = 0.25
APART_S = 0.05


def use_soon(place: int = 0) -> bool:
    """False when a part of a screen is first drawn, True a moment later; a hook.

    `place`: of several parts that come so, the first is 0; each has a turn of the loop for itself.
    """
    is_soon, set_soon = ft.use_state(False)
    after_s = SOON_S + APART_S * place
    use_meanwhile(lambda: asyncio.get_running_loop().call_later(after_s, set_soon, True).cancel)
    return is_soon
