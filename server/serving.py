"""uvicorn, made to let go of open event streams when it stops.

uvicorn waits for running requests before it tells the application to shut down, and an event stream runs for ever.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

_GRACE_S = 10
KEEP_ALIVE_S = 30
"""How long a quiet connection is kept: longer than the app keeps it (5 s), so that no request meets one that closes."""


class Serving(uvicorn.Server):
    """Serves `app`; calls `ready` once it listens."""

    def __init__(self, app: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=_GRACE_S,
                timeout_keep_alive=KEEP_ALIVE_S,
                ws="none",
            )
        )
        self._app = app
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, and say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the event streams, then stop as uvicorn does."""
        self._app.state.services.hub.close()
        self._app.state.services.battles.close()
        await super().shutdown(sockets)
