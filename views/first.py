"""What the first screen needs, read and imported while the person's window or browser still starts."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import flet as ft

from views.query import Answer
from views.routes import SCREENS
from views.warming import prepare

if TYPE_CHECKING:
    from client.bootstrap import Client
    from client.plan import Today
    from views.context import Session

WELCOME = "/welcome"
FRAME = ("app", "dressing", "preferences", "routes", "shell", "theme.themes")
"""What is around every screen, under `views`."""

log = logging.getLogger("xueban.views")


class FirstLook:
    """How the day stands, known before anybody looks: one for the process, used by its first session."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._today: Today | None = None

    async def read(self) -> None:
        """Read it, and import the screen that will show it."""
        try:
            today = await self._client.plan.today()
            path = WELCOME if today.is_first_run else "/"
            [module] = [screen.module for screen in SCREENS if screen.path == path]
            room = module.partition(".")[0]
            await asyncio.to_thread(prepare, module, *FRAME, room)
        except Exception:  # the screen itself will say so, under its net
            log.exception("the first screen could not be prepared")
        else:
            self._today = today

    def give(self, page: ft.Page, session: Session) -> bool:
        """Let the session begin with it; whether it begins with the welcome, which `page` is to be told."""
        today, self._today = self._today, None
        if today is None or page.route not in ("", "/"):
            return False
        if today.is_first_run:
            page.route = WELCOME
            return True
        session.seen["today"] = ([], Answer(today, loading=False))
        return False
