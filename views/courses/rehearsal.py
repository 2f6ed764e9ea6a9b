"""A course before it is shared, in the real screens: on a device of its own that is thrown away afterwards.

What one answers while trying a course out is nobody's progress and no mistake. So the screens of the course get a whole
client in a temporary folder, and the ways out of them lead back here.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import flet as ft

from client.bootstrap import Client, open_client
from client.courses.authoring.compile import Written
from client.texts import _
from client.timer.safe import FileSafe
from views.context import APP, App, Session, is_wide, use_app
from views.guard import component
from views.routes import Opened, find_screen
from views.widgets import EmptyState, Skeleton, ident

NOWHERE = "http://127.0.0.1:9"
"""Nobody listens on the discard port: a rehearsal has no server."""


class _Stage:
    """The throwaway client of one rehearsal."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._client: Client | None = None
        self._turn = asyncio.Lock()
        self._closed = False
        self._app: App | None = None

    def play(
        self, app: App, manuscript_id: str, written: Written | None, show: Callable[[Client | None], None]
    ) -> None:
        """Put the course as it is written now on the stage."""
        app.client.authoring.start(self._play(app, manuscript_id, written, show))

    async def _play(self, app: App, manuscript_id: str, written: Written | None, show: Callable[..., None]) -> None:
        if written is None or written.course is None:
            return
        async with self._turn:
            if self._closed:
                return
            if self._client is None:
                self._folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="xueban-rehearsal-")
                place = Path(self._folder.name)
                self._client = await open_client(
                    place, server_url=NOWHERE, safe=await asyncio.to_thread(FileSafe, place / "safe")
                )
            pictures = await app.client.authoring.pictures(manuscript_id)
            await self._client.courses.add_pack(written.course, pictures)
            show(self._client)

    def open(self, app: App) -> None:
        """It ends with the session, too."""
        self._app = app
        app.closers.append(self.close)

    def close(self) -> None:
        """The rehearsal is over."""
        app, self._app = self._app, None
        self._closed = True
        if app is not None:
            if self.close in app.closers:
                app.closers.remove(self.close)
            app.client.authoring.start(self._close())

    async def _close(self) -> None:
        async with self._turn:
            if self._client is not None:
                await self._client.close()
            if self._folder is not None:
                await asyncio.to_thread(self._folder.cleanup)


@component
def Rehearsal(manuscript_id: str, written: Written | None, on_leave: Callable[[], None] | None) -> Any:
    """The course `written`, as who learns it will see it; `on_leave` is called on the way out, if there is one."""
    app = use_app()
    stage = cast("_Stage", ft.use_ref(_Stage).current)
    session = ft.use_memo(lambda: Session(keys=app.keys), [])  # what it remembers is the rehearsal's own
    client, set_client = ft.use_state(cast("Any", None))
    course = written.course if written else None
    route, set_route = ft.use_state("")
    ft.use_effect(lambda: stage.play(app, manuscript_id, written, set_client), [course], None)
    ft.use_effect(lambda: stage.open(app), [], stage.close)
    if course is None:
        return EmptyState("book", _("还没有可以预览的内容"), _("写一个 # 开头的标题，再写几句话。"))
    if client is None:
        return Skeleton()
    home = f"/courses/{quote(course.id)}"

    def go(wanted: str) -> None:
        path = wanted.partition("?")[0]
        if path.startswith(home):
            set_route(path)
        elif path == "/courses" and route in ("", home):
            if on_leave is not None:
                on_leave()
        elif path in ("/courses", "/"):
            set_route(home)
        else:
            app.toast(_("这是预览，那里要等分享以后才能去"))

    found = find_screen(route if route.startswith(home) else home)
    if found is None:
        return Skeleton()
    screen, params = found
    room = app.width if on_leave else app.width / 2
    # Beside the text there is no way out of the course's own page, so no arrow either: there it is a pane.
    pane = "detail" if on_leave is None and route in ("", home) else ""
    inner = replace(app, client=client, leads=go, session=session, room=room, wide=is_wide(room), pane=pane)
    return ident("rehearsal", APP(inner, lambda: Opened(screen, params, key=route or home)), expand=True)
