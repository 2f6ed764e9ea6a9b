"""Whether the reader has come to rest on a page: the time to lay out the next one."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

REST_S = 0.1
"""After a page has come; what it brings along (its measures, its notes) is drawn by then."""


def use_rest(position: int) -> bool:
    """Whether the page at `position` has been there for a moment; a hook."""
    rested, rest = ft.use_state(-1)
    timer: Any = ft.use_ref(None)

    def begin() -> None:
        timer.current = asyncio.get_running_loop().call_later(REST_S, lambda: rest(position))

    ft.use_effect(begin, [position], lambda: timer.current and timer.current.cancel())
    return rested == position
