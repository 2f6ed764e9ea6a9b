"""The device is opened while its window or its browser's tab opens; whichever is there first waits for the other.

Most of what a start takes are imports: SQLAlchemy, the models of the wire and of the courses, the features, the
screens. The page that a browser loads and the process that draws a window need none of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import flet as ft

from client.texts import _
from views.first import FirstLook
from views.warming import warm_up

if TYPE_CHECKING:
    from client.bootstrap import Client
    from views.context import Session

SHARE_S = 0.0005
"""How long a thread that imports keeps the interpreter when the event loop wants it, which serves the page meanwhile.

Python's own 5 ms, at every turn of the loop, made the page wait for the imports after all.
"""


class Opening:
    """The device on its way: one for the process, which every session waits for."""

    def __init__(
        self,
        open_device: Callable[[], Awaitable[Client]],
        on_refusal: Callable[[str], None] = lambda _sentence: None,
        on_fault: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_refusal` gets the sentence that says why the data stays closed; `on_fault`: nobody can say why."""
        self._open_device = open_device
        self._on_refusal = on_refusal
        self._on_fault = on_fault
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
        assert self._task is not None  # noqa: S101 - tells the type checker what `begin` has done
        client = await asyncio.shield(self._task)  # a tab that is closed must not stop what the next one needs
        if client is None:
            _refuse(page, self._refusal)
            return
        from views.app import open_session

        self._shown = [(one, session) for one, session in self._shown if session.is_open]
        self._shown.append((page, open_session(page, client, self._first, self._is_shown.set, self.start_over)))

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
        client = None if self._task is None else await self._task
        if self._ahead is not None:
            self._ahead.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ahead
        return client

    async def _open(self) -> Client | None:
        with _importing():
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
        self._ahead = asyncio.create_task(warm_up(self._is_shown, client.mistakes.knowledge))
        return client

    def _ended(self, task: asyncio.Task[Client | None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            self._on_fault()


@contextlib.contextmanager
def _importing() -> Iterator[None]:
    """Within, threads hand the interpreter to each other sooner, and nobody looks for garbage.

    That took a tenth of the start; `views.warming` looks for it once, when there is time. After this nobody looks
    through what was imported: that took 0.1 s on the event loop, in the middle of a change of screen.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SHARE_S)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(before)


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
    from views.theme import FONTS, dark_theme, light_theme
    from views.widgets import EmptyState

    page.theme, page.dark_theme = light_theme(), dark_theme()
    page.fonts = FONTS
    page.vertical_alignment = ft.MainAxisAlignment.CENTER
    page.horizontal_alignment = ft.CrossAxisAlignment.CENTER
    page.add(EmptyState("book", _("这次打不开"), sentence))
