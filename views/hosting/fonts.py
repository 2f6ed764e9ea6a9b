"""The app's font is among those that the web client loads before its first frame.

Told of it by the page, as Flet has it, the client draws its first frame without: its Chinese shows a moment later, when
1.6 MB have come, after the whole screen was laid out and drawn in vain and slices of another font were asked for.
"""

from __future__ import annotations

import json

from views.hosting.asgi import Application, Message, Receive, Scope, Send
from views.theme.themes import FONT, FONTS

MANIFEST = "/assets/FontManifest.json"
ASSET = f"fonts/{FONTS[FONT].rpartition('/')[2]}"
"""Its address as the manifest has addresses: below /assets/, where `paths.py` finds it."""


class OwnFont:
    """Wraps Flet's application, and adds our font to its list of fonts."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as Flet's does, the list with one font more."""
        if scope["type"] != "http" or scope["path"] != MANIFEST:
            await self._app(scope, receive, send)
            return
        body = bytearray()

        async def gather(message: Message) -> None:
            body.extend(message.get("body", b""))

        whole = [(name, value) for name, value in scope["headers"] if not name.startswith((b"if-", b"range"))]
        await self._app({**scope, "headers": whole}, receive, gather)
        fonts = json.dumps([*json.loads(body), {"family": FONT, "fonts": [{"asset": ASSET}]}]).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(fonts)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": fonts})
