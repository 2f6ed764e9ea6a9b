"""To another screen at once.

`page.navigate` asks the client for a route and shows the screen when the client says that it is there: a way to the
browser and back, and a frame of the browser's, before anything is drawn. Here the screen is drawn first, and what the
client says of it later is no news.
"""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from views.links import own_route

TURNS = 3
"""So many turns of the event loop after a change the session has drawn it."""


class Going:
    """The routes of one page that the client has been asked for and not confirmed yet."""

    def __init__(self) -> None:
        self._asked: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, page: ft.Page) -> None:
        """Keep what the client says of our own routes from the session of `page`; once, before it is shown.

        What it comes to by itself may be an invitation's link, which is taken as the route of its screen.
        """
        session: Any = page.session
        page.route = own_route(page.route or "/")
        dispatch = session.dispatch_event

        async def dispatch_event(control_id: int, name: str, data: Any) -> None:
            if name == "route_change" and isinstance(data, dict) and self._is_echo(data.get("route", "")):
                return
            if name == "route_change" and isinstance(data, dict):
                route = own_route(data.get("route", ""))
                if route != data.get("route", ""):
                    session.apply_page_patch({"route": route})
                    data = {**data, "route": route}
            await dispatch(control_id, name, data)

        session.dispatch_event = dispatch_event

    def go(self, page: ft.Page, route: str) -> None:
        """Show the screen at `route`, and let the client's address follow."""
        session: Any = page.session
        self._asked.append(route)
        session.apply_page_patch({"route": route})
        self._keep(self._go(page, route))

    async def _go(self, page: ft.Page, route: str) -> None:
        """The screen first: each word to the client is drawn before it looks at the next."""
        await page._trigger_event("route_change", {"route": route})
        for _turn in range(TURNS):
            await asyncio.sleep(0)
        page.navigate(route)

    def _is_echo(self, route: str) -> bool:
        """Whether the client only confirms a route; one that it comes to by itself (back, forward) ends the waiting."""
        if route in self._asked:
            del self._asked[: self._asked.index(route) + 1]
            return True
        self._asked.clear()
        return False

    def _keep(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
