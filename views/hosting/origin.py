"""Only our own page may talk to the app: what listens at 127.0.0.1 can be reached by every site in the same browser.

A foreign page may open a WebSocket to any port of this machine, and a name that resolves to 127.0.0.1 makes it "ours"
(DNS rebinding). So the Host must be this machine's, and the Origin of a WebSocket the same as the Host.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from views.hosting.asgi import Application, Receive, Scope, Send

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class OwnOrigin:
    """Turns away what does not come from our own page."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is ours; 403 for the rest."""
        if scope["type"] == "lifespan" or is_own(dict(scope["headers"])):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b""})


def is_own(headers: dict[bytes, bytes]) -> bool:
    """Whether a request with these headers (names in lower case) was made by our own page, or by no page at all."""
    host = headers.get(b"host", b"").decode("latin-1")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return False
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == host
