"""The welcome on a page whose device is still closed."""

from __future__ import annotations

from typing import Any

import flet as ft

from views.guard import component
from views.welcome.welcome import Leave, Welcome


@component
def EarlyWelcome(leave: Leave, drafts: dict[str, Any]) -> Any:
    """As the frame shows the welcome, without what the frame needs the device for."""
    page = ft.context.page
    width, set_width = ft.use_state(page.width or 1000.0)

    def follow() -> None:
        page.on_resize = lambda _event: set_width(page.width or 1000.0)

    ft.use_effect(follow, [])
    return ft.SafeArea(Welcome(leave, width, drafts), expand=True, avoid_intrusions_bottom=False)
