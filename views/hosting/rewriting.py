"""An ASGI layer that changes one file of Flet's on its way to the browser."""

from __future__ import annotations

from collections.abc import Callable

from views.hosting.asgi import Application, Message, Receive, Scope, Send

CACHED = {b"if-none-match", b"if-modified-since"}
"""With these the browser asks for what it has kept, which an older version may have sent unchanged."""


class Rewritten:
    """Wraps the application that serves the file at `path`; `change` makes of its bytes those that are sent."""

    def __init__(self, app: Application, path: str, change: Callable[[bytes], bytes]) -> None:
        self._app = app
        self._path = path
        self._change = change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; the one file changed, unless the answer has none of it."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def send_changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                sent = self._change(body) if body and start["status"] == 200 else body
                dropped = {b"content-length", b"etag", b"last-modified"}
                headers = [(name, value) for name, value in start["headers"] if name.lower() not in dropped]
                headers.append((b"content-length", str(len(sent)).encode()))
                await send({**start, "headers": headers})
                await send({"type": "http.response.body", "body": sent})

        asked = [(name, value) for name, value in scope["headers"] if name.lower() not in CACHED]
        await self._app({**scope, "headers": asked}, receive, send_changed)
