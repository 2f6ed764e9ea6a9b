"""ASGI middleware around everything else: what was asked, how it was answered, and how long that took to begin."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.watching.gauges import Metrics
from server.watching.logs import ACCESS

_NOWHERE = "(none)"
"""Of an address that is none of ours only this is said: it is whatever somebody typed."""


class Requests:
    """Tells `metrics` of each request, and the log. Neither gets an address, a name, an id or a query."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at the beginning of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def begin(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._told(scope, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, begin)

    def _told(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _NOWHERE)
        self._metrics.answered(scope["method"], route, status, seconds)
        if ACCESS.isEnabledFor(20):
            fields = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            ACCESS.info("request", extra={"fields": fields})
