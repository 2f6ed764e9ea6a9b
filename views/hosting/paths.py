"""Which file answers which address: every screen's path is the client's page, and fallback fonts are our own.

An ASGI layer that rewrites paths before Flet's static files see them, and has the browser ask each time whether a file
has changed (the answer is a 304): an update is seen at once.
"""

from __future__ import annotations

import re

from views.hosting.asgi import Application, Message, Receive, Scope, Send
from views.theme.themes import FONT, FONTS

# Where the web client asks for the slices of Noto Sans SC, when a character is in none of its fonts.
SLICE = re.compile(r"/assets/fonts/notosanssc/v\d+/[\w-]+\.(\d+)\.woff2")

# And for its unnumbered files and Noto Sans: Latin, Greek and signs, wanted while the app font, which has them, loads.
LATIN = re.compile(r"/assets/fonts/notosans(?:sc)?/v\d+/[\w-]+\.woff2")
APP_FONT = FONTS[FONT]


class Paths:
    """Wraps Flet's application."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the path rewritten."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_fresh(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"cache-control", b"no-cache")]}
            await send(message)

        path = file_for(scope["path"])
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send_fresh)


def file_for(path: str) -> str:
    """The file that answers `path`; without this, `/courses` would be the folder of that name in assets."""
    if found := SLICE.fullmatch(path):
        return f"/fonts/fallback/{found[1]}.woff2"
    if LATIN.fullmatch(path) or path == f"/assets{APP_FONT}":
        return APP_FONT
    return path if "." in path.rpartition("/")[2] else "/"
