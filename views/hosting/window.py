"""The app in a window of its own: Flet's desktop client, and whether it can be had here.

The client does not come with Flet's package: it is fetched from GitHub when first needed, which fails without internet
and can hang behind a firewall. So it is looked for first, and asked for with a limit on the time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import flet as ft
from flet.utils import is_embedded

log = logging.getLogger("xueban.hosting")

REACH_S = 4.0
STALL_S = 20.0
CLOSE_S = 2.0
RELEASES = "https://github.com/flet-dev/flet/releases"


class NoWindowError(Exception):
    """There can be no window here; `reason` is "display" (there is none) or "client" (Flet's cannot be had)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def open_window(show: Callable[[ft.Page], Any], assets: Path, *, stop: asyncio.Event) -> None:
    """Show the app in a window until it is closed or `stop` is set. Raises `NoWindowError` when there can be none.

    Args:
        show: Flet's `main(page)`.
        assets: the folder of fonts and pictures.
        stop: closes the window.

    """
    if not is_embedded():
        if not has_display():
            raise NoWindowError("display")
        if not await _has_client():
            raise NoWindowError("client")
    pages: list[ft.Page] = []

    async def shown(page: ft.Page) -> None:
        pages.append(page)
        result = show(page)
        if asyncio.iscoroutine(result):
            await result

    running = asyncio.create_task(ft.run_async(shown, assets_dir=str(assets)))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not running.done():
        await _close(pages, running)
        running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    if not pages and not stop.is_set():  # it ended before it showed anything: a library is missing
        raise NoWindowError("client")


async def _close(pages: list[ft.Page], running: asyncio.Task[None]) -> None:
    """Have the window closed: the client is a process of its own, and would stay when this one ends."""
    closing = [asyncio.create_task(page.window.destroy()) for page in pages]
    await asyncio.wait({running}, timeout=CLOSE_S)
    for task in closing:
        task.cancel()  # a client that is gone cannot say that it has closed
    await asyncio.gather(*closing, return_exceptions=True)


def has_display() -> bool:
    """Whether there is a screen to open a window on; Flet, too, goes by DISPLAY on Linux."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY"))


async def _has_client() -> bool:
    """Whether the desktop client is here, or could be fetched now."""
    if os.environ.get("FLET_VIEW_PATH"):
        return True
    try:
        import flet_desktop
    except ImportError:
        return False
    if not _is_here(flet_desktop):
        try:
            reached = await asyncio.wait_for(_in_thread(_reach), REACH_S + 2)  # looking up a name may take for ever
        except TimeoutError:
            reached = False
        if not reached:
            return False
    return await _in_thread(lambda: _fetch(flet_desktop))


def _is_here(flet_desktop: Any) -> bool:
    """Whether the client is in Flet's cache, or came with the package."""
    cached = (Path.home() / ".flet" / "client").glob(f"flet-desktop-*-{flet_desktop.version.version}*")
    return any(cached) or any(Path(flet_desktop.get_package_bin_dir()).glob("flet-*"))


def _reach() -> bool:
    """Whether the place that the client is fetched from answers."""
    request = urllib.request.Request(os.environ.get("FLET_CLIENT_URL", RELEASES), method="HEAD")  # noqa: S310
    try:
        urllib.request.urlopen(request, timeout=REACH_S).close()  # noqa: S310 - the address is Flet's own
    except OSError as fault:
        log.info("Flet's desktop client cannot be reached: %s", fault)
        return False
    return True


def _fetch(flet_desktop: Any) -> bool:
    """Have the client unpacked in its cache, fetched if need be. Blocks, as long as bytes come in."""
    with _short_of_patience(STALL_S):
        try:
            flet_desktop.ensure_client_cached()
        except Exception as fault:
            log.info("Flet's desktop client cannot be had: %s", fault)
            return False
    return True


@contextlib.contextmanager
def _short_of_patience(timeout_s: float) -> Iterator[None]:
    """Flet fetches without a time limit; this gives its sockets one."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(timeout_s)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


async def _in_thread(work: Callable[[], bool]) -> bool:
    """Run `work` in a thread that does not keep the process alive when the person has given up waiting."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bool] = loop.create_future()

    def settle(value: bool) -> None:
        if not done.done():
            done.set_result(value)

    def run() -> None:
        value = work()
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, value)

    threading.Thread(target=run, name="flet-client", daemon=True).start()
    return await done
