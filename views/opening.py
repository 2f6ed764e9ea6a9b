"""The device is opened while its window or its browser's tab opens; whichever is there first waits for the other.

Most of what a start takes are imports: SQLAlchemy, the models of the wire and of the courses, the features, the
screens. The page that a browser loads and the process that draws a window need none of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import flet as ft

from client.texts import _
from views.doorstep import Doorstep
from views.first import FirstLook
from views.warming import importing, warm_up

if TYPE_CHECKING:
    from client.bootstrap import Client
    from views.context import Session
    from views.welcome.welcome import Tell


class Opening:
    """The device on its way: one for the process, which every session waits for."""

    def __init__(
        self,
        open_device: Callable[[], Awaitable[Client]],
        on_refusal: Callable[[str], None] = lambda _sentence: None,
        on_fault: Callable[[], None] = lambda: None,
        is_new: bool = False,
    ) -> None:
        """`on_refusal` gets the sentence that says why the data stays closed; `on_fault`: nobody can say why.

        `is_new`: nothing was ever kept on the device, so the welcome comes first.
        """
        self._open_device = open_device
        self._on_refusal = on_refusal
        self._on_fault = on_fault
        self._is_new = is_new
        self._doorstep = Doorstep(self._enter) if is_new else None
        self._task: asyncio.Task[Client | None] | None = None
        self._ahead: asyncio.Task[None] | None = None
        self._first: FirstLook | None = None
        self._client: Client | None = None
        self._is_shown = asyncio.Event()
        self._page: asyncio.Future[ft.Page] = asyncio.get_running_loop().create_future()
        self._refusal = ""
        self._shown: list[tuple[ft.Page, Session]] = []

    def begin(self) -> None:
        """Have the device opened from now on, if it is not already."""
        if self._task is None:
            if self._doorstep is not None and self._is_new:
                self._doorstep.begin()
            self._task = asyncio.create_task(self._open())
            self._task.add_done_callback(self._ended)

    async def first_page(self) -> ft.Page:
        """The page that came first, once there is one."""
        return await asyncio.shield(self._page)

    async def show(self, page: ft.Page) -> None:
        """Show the app on `page` as soon as the device is open, or why it cannot be: Flet's `main(page)`."""
        if not self._page.done():
            self._page.set_result(page)
        self.begin()
        if self._doorstep is not None and self._leads_to_welcome(page):
            await self._doorstep.show(page)
            return
        client = await self._opened()
        if client is None:
            _refuse(page, self._refusal)
            return
        self._show(page, client, self._first)

    def _leads_to_welcome(self, page: ft.Page) -> bool:
        """Whether `page` asks for nothing in particular of a device that is empty and on its way."""
        return self._is_new and self._task is not None and not self._task.done() and page.route in ("", "/")

    def _show(
        self, page: ft.Page, client: Client, first: FirstLook | None, drafts: dict[str, Any] | None = None
    ) -> None:
        from views.app import open_session

        self._shown = [(one, session) for one, session in self._shown if session.is_open]
        session = open_session(page, client, first, self._is_shown.set, self.start_over, drafts)
        self._shown.append((page, session))

    async def _opened(self) -> Client | None:
        """The device, once it is open; None when it is refused."""
        assert self._task is not None  # noqa: S101 - tells the type checker what `begin` has done
        return await asyncio.shield(self._task)  # a tab that is closed must not stop what the next one needs

    async def _enter(self, page: ft.Page, route: str, drafts: dict[str, Any], tell: Tell | None) -> None:
        """From the doorstep into the app, at `route`, when the device has kept what `tell` tells it."""
        client = await self._opened()
        if client is None:
            return  # `_ended` says so
        if tell is not None:
            await tell(client.profile)
        if self._doorstep is None or not self._doorstep.leave(page):
            return  # its window was closed meanwhile
        self._first = None  # it knew how things stood before
        page.route = route
        self._show(page, client, None, drafts)
        page.navigate(route)

    async def start_over(self) -> None:
        """Erase what is on this device, and open it anew on every page that shows it.

        Where the disk refuses, the next start goes on with it; the pages say why.
        """
        client = await self._ended_work()
        shown, self._shown = [(page, session) for page, session in self._shown if session.is_open], []
        for page, session in shown:
            session.close()
            page.views[0].controls = []
            page.route = "/"
            page.update()
        if client is not None:
            with contextlib.suppress(OSError):
                await client.erase()
        self._task, self._client, self._first, self._is_shown = None, None, None, asyncio.Event()
        self._is_new = False  # where the disk refused
        for page, _session in shown:
            await self.show(page)
            if page.route in ("", "/"):
                page.navigate("/")

    def folder_of(self, course_id: str) -> Path:
        """The folder of a course's files; KeyError when there is no such course, or no device yet."""
        if self._client is None:
            raise KeyError(course_id)
        return self._client.courses.pack_dir(course_id)

    async def close(self) -> bool:
        """Close the device, once it is open if it is still on its way; whether it was open. Raises what went wrong."""
        client = await self._ended_work()
        if client is not None:
            await client.close()
        return not self._refusal

    async def _ended_work(self) -> Client | None:
        """The device, if there is one, with nothing going on ahead of what is wanted."""
        if self._task is None:
            return None
        if self._doorstep is not None:
            await self._doorstep.close()
        client = await self._task
        if self._ahead is not None:
            self._ahead.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ahead
        return client

    async def _open(self) -> Client | None:
        if self._doorstep is not None and not await self._doorstep.device_is_wanted():
            return None
        with importing():
            await asyncio.to_thread(importlib.import_module, "client.bootstrap")
            screens = asyncio.create_task(asyncio.to_thread(importlib.import_module, "views.app"))
            try:
                client = await self._open_device()
            except Exception as error:
                self._refusal = _why(error)
                if not self._refusal:
                    raise
                self._on_refusal(self._refusal)
                return None
            finally:
                await screens
            self._first = FirstLook(client)
            await self._first.read()
        self._client = client
        if self._doorstep is not None and self._doorstep.is_taken:
            self._is_shown.set()  # the next screens come while the welcome is read
        self._ahead = asyncio.create_task(warm_up(self._is_shown, client.mistakes.knowledge))
        return client

    def _ended(self, task: asyncio.Task[Client | None]) -> None:
        if task.cancelled():
            return
        if task.exception() is not None:
            self._on_fault()
        elif task.result() is None and self._doorstep is not None:
            for page in self._doorstep.leave_all():
                _refuse(page, self._refusal)


def _why(error: Exception) -> str:
    """Why the data stays closed; "" when nobody can say."""
    from client.faults import sentence_of
    from client.store.mending import DamagedError
    from client.store.migrations import NewerDatabaseError

    if isinstance(error, NewerDatabaseError):
        return _("数据是更新版本的学伴写的，这个版本打不开。请先更新学伴，数据没有改动。")
    if isinstance(error, DamagedError):
        return _("数据文件坏了，可是另一个学伴窗口正开着。请把学伴都关掉再打开，打开时会自动修好。")
    return sentence_of(error)


def _refuse(page: ft.Page, sentence: str) -> None:
    """Say on `page` why there is no app."""
    from views.dressing import dress
    from views.widgets import EmptyState

    dress(page)
    page.vertical_alignment = ft.MainAxisAlignment.CENTER
    page.horizontal_alignment = ft.CrossAxisAlignment.CENTER
    page.controls = [EmptyState("book", _("这次打不开"), sentence)]
    page.update()
