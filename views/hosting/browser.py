"""The app in the browser: Flet's web client, served at 127.0.0.1 with everything that it needs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn

from views.hosting.cover import with_cover
from views.hosting.fonts import MANIFEST, with_own_font
from views.hosting.keys import PAGE, with_keys
from views.hosting.origin import OwnOrigin
from views.hosting.packs import FolderOf, Packs
from views.hosting.paths import Paths
from views.hosting.rewriting import Rewritten
from views.hosting.sending import send_lightly

HOST = "127.0.0.1"
TRIES = 20
LARGEST_MESSAGE = 256 * 1024 * 1024  # bytes; files that are picked in the browser arrive together as one message
PIECE = 1024 * 1024  # bytes; each piece of a file waits for a thread, and at the start for those that import
SESSION_TIMEOUT_S = 120
"""A closed tab's session is kept so long: enough for a reload or a phone's pocket, no heap of dead sessions."""


async def serve(
    show: Callable[..., Any],
    assets: Path,
    port: int,
    *,
    stop: asyncio.Event,
    on_open: Callable[[str, bool], None],
    folder_of: FolderOf,
) -> None:
    """Serve the app until `stop` is set.

    Args:
        show: Flet's `main(page)`.
        assets: the folder of fonts and pictures.
        port: where to listen; the next free one when that is taken.
        stop: ends the server.
        on_open: told the address and whether it is at the wanted port, once somebody can come.
        folder_of: where a course's files are, by its id; KeyError when there is no such course.

    Raises OSError when no port near `port` is free.

    """
    listening = _listen(port)
    config = uvicorn.Config(
        _application(show, assets, folder_of), log_level="error", ws="websockets-sansio", ws_max_size=LARGEST_MESSAGE
    )
    server = _Server(config)
    actual = listening.getsockname()[1]
    task = asyncio.create_task(server.serve(sockets=[listening]))
    opening = asyncio.create_task(server.opened.wait())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({task, opening, stopping}, return_when=asyncio.FIRST_COMPLETED)
    opening.cancel()
    if server.opened.is_set():
        on_open(f"http://{HOST}:{actual}", actual == port)
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    server.force_exit = True  # open tabs are told by the closed connection; they need no time for it
    await task
    if server.opened.is_set():
        await server.lifespan.shutdown()  # what `force_exit` leaves out: Flet deletes its copies of the page


def open_browser(address: str) -> None:
    """Open the person's browser at `address`, when there is one that has a window; blocks, so call it in a thread."""
    on_linux = sys.platform.startswith("linux")
    if on_linux and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("BROWSER")):
        return  # what would open is a browser for the terminal, on top of our own line
    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(address)


class _Server(uvicorn.Server):
    """A server that leaves Ctrl+C to `main.py`, which has more to close than this, and that says when it is open."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.opened = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.opened.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _application(show: Callable[..., Any], assets: Path, folder_of: FolderOf) -> Any:
    from client.late import late_models

    with late_models():
        import flet_web.fastapi  # 0.3 s, and only the browser needs it

    from starlette.responses import FileResponse

    FileResponse.chunk_size = PIECE
    send_lightly(flet_web.fastapi.FletApp)
    root = flet_web.fastapi.FastAPI()
    root.mount(
        "/",
        flet_web.fastapi.app(
            show,
            assets_dir=str(assets),
            app_name="学伴",
            app_short_name="学伴",
            no_cdn=True,
            session_timeout_seconds=SESSION_TIMEOUT_S,
        ),
    )
    client = Rewritten(Rewritten(root, PAGE, lambda page: with_cover(with_keys(page))), MANIFEST, with_own_font)
    return OwnOrigin(
        Packs(Paths(client), folder_of)
    )  # not compressed: on loopback that costs the first screen 0.5 to 1 s


def _listen(port: int) -> socket.socket:
    """A listening socket at `port`, or at the next port that is free."""
    for candidate in range(port, port + TRIES):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":  # there it would share the port with whoever has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise OSError(f"no free port from {port} to {port + TRIES - 1}")
