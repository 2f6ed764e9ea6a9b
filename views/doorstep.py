"""The welcome of an empty device is shown while the device is still closed.

Most of what a start takes are imports, and the welcome needs few of them. It is on the screen before the others begin,
which come while somebody reads it; who presses sooner waits for them there.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import flet as ft

from views.first import WELCOME
from views.warming import REST_S, importing, prepare

if TYPE_CHECKING:
    from views.welcome.welcome import Tell

PATIENCE_S = 5.0
"""So long the device waits for somebody to look; then it opens all the same, and may have to say why it cannot."""

ROOMS = (
    "command",
    "dressing",
    "preferences",
    "welcome",
    "profile.choices",
    "theme.themes",
    "widgets.buttons",
    "widgets.card",
    "widgets.ident",
)
"""What the welcome is made of, under `views`."""

Enter = Callable[[ft.Page, str, dict[str, Any], "Tell | None"], Awaitable[None]]
"""Shows a route in the app on the page, with what was chosen, once the device is open and has kept what was told."""


class Doorstep:
    """Where people wait on the first start of a device: one for the process."""

    def __init__(self, enter: Enter) -> None:
        self._enter = enter
        self._wanted = asyncio.Event()
        self._is_closed = False
        self._pages: list[ft.Page] = []
        self._timer: asyncio.TimerHandle | None = None
        self._prepared: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def begin(self) -> None:
        """Import what the welcome needs, from now on."""
        self._want_after(PATIENCE_S)
        self._prepared = asyncio.create_task(self._prepare())

    async def device_is_wanted(self) -> bool:
        """Wait until the device should be opened: the welcome stands, or somebody presses; False when nobody will."""
        await self._wanted.wait()
        await self._prepared
        return not self._is_closed

    async def show(self, page: ft.Page) -> None:
        """Show the welcome on `page`, which leads into the app."""
        await asyncio.shield(self._prepared)
        from views.dressing import dress
        from views.welcome.early import EarlyWelcome

        drafts: dict[str, Any] = {}

        async def leave(route: str, tell: Tell | None = None) -> None:
            self._wanted.set()
            await self._enter(page, route, drafts, tell)

        dress(page)
        self._pages.append(page)
        page.on_close = lambda: self.leave(page)
        page.route = WELCOME
        page.render(EarlyWelcome, leave, drafts)
        page.navigate(WELCOME)  # it is there already; so that the address says so, too
        if not self._wanted.is_set():
            self._want_after(REST_S)

    @property
    def is_taken(self) -> bool:
        """Whether somebody stands here."""
        return bool(self._pages)

    def leave(self, page: ft.Page) -> bool:
        """Whether `page` stood here; it does not any more."""
        stood = page in self._pages
        if stood:
            self._pages.remove(page)
        return stood

    def leave_all(self) -> list[ft.Page]:
        """The pages that stood here; none does any more."""
        pages, self._pages = self._pages, []
        return pages

    async def close(self) -> None:
        """Nobody will come, nobody will go in; once it has begun."""
        if self._timer is not None:
            self._timer.cancel()
        if not self._wanted.is_set():
            self._is_closed = True
            self._pages.clear()
            self._wanted.set()
        await self._prepared

    def _want_after(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._wanted.set)

    async def _prepare(self) -> None:
        with importing():
            await asyncio.to_thread(_import)


def _import() -> None:
    for module in ("flet.components.component", "views.dressing"):
        importlib.import_module(module)
    prepare("welcome.early", *ROOMS)
