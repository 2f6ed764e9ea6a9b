"""The network between devices and the server: HTTP over no wire, with everything that can happen to a message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx

from tests.simulate.weather import Weather

TIMEOUT_S = 15.0


class Exchange:
    """One request inside the server: its task, and what it has answered so far."""

    def __init__(self, app: Any, request: httpx.Request, body: bytes) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.chunks: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.started = asyncio.Event()
        self._left = asyncio.Event()
        self._body: bytes | None = body
        self.task = asyncio.ensure_future(self._run(app, request))

    async def _run(self, app: Any, request: httpx.Request) -> None:
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": request.method,
            "headers": [(key.lower(), value) for key, value in request.headers.raw],
            "scheme": "http",
            "path": request.url.path,
            "raw_path": request.url.raw_path.split(b"?")[0],
            "query_string": request.url.query,
            "server": ("sim", 80),
            "client": ("device", 1),
            "root_path": "",
        }
        try:
            await app(scope, self._receive, self._send)
        finally:
            self.chunks.put_nowait(None)
            self.started.set()

    async def _receive(self) -> dict[str, Any]:
        if self._body is None:
            await self._left.wait()
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
            self.started.set()
        elif body := message.get("body", b""):
            self.chunks.put_nowait(body)

    def leave(self) -> None:
        """The client has hung up."""
        self._left.set()
        self.task.cancel()

    async def rest(self) -> AsyncIterator[bytes]:
        """The body, chunk by chunk; raises ReadError when the server died on the way."""
        while (chunk := await self.chunks.get()) is not None:
            yield chunk
        if self.task.done() and (self.task.cancelled() or self.task.exception() is not None):
            raise httpx.ReadError("the server is gone")


class _Stream(httpx.AsyncByteStream):
    """A body that goes on for ever, until somebody hangs up or the weather cuts it."""

    def __init__(self, exchange: Exchange, weather: Weather, moved: Callable[[], None]) -> None:
        self._exchange, self._weather, self._moved = exchange, weather, moved

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._exchange.rest():
            self._moved()
            if self._weather.strikes("cut_stream"):
                raise httpx.ReadError("the stream was cut")
            yield chunk

    async def aclose(self) -> None:
        self._exchange.leave()


class SimulatedLine(httpx.AsyncBaseTransport):
    """Carries one device's requests to `server` (anything with `open(request, body)`), as well as the weather lets it.

    `moved` is called for every message that arrives; `cut` takes the device off the network.
    """

    def __init__(self, server: Any, weather: Weather, moved: Callable[[], None]) -> None:
        self._server, self._weather, self._moved = server, weather, moved
        self.cut = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        weather, life = self._weather, self._server.life
        await asyncio.sleep(weather.chance.uniform(0.0, 0.02))
        if self.cut:
            raise httpx.ConnectError("off the network")
        streaming = "text/event-stream" in request.headers.get("accept", "")
        if weather.strikes("server_busy"):
            return httpx.Response(503, request=request, headers={"Retry-After": "1"})
        if weather.strikes("drop_request"):
            await asyncio.sleep(TIMEOUT_S)
            raise httpx.ReadTimeout("the request was lost")
        if weather.strikes("delay"):
            await asyncio.sleep(weather.chance.uniform(0.0, 5.0))
        if not streaming and weather.strikes("duplicate"):
            self._server.later(request, body, weather.chance.uniform(0.0, 30.0))
        if life != self._server.life:
            raise httpx.ReadError("the connection ended with the server that it was to")
        exchange = self._server.open(request, body)
        self._moved()
        try:
            await exchange.started.wait()
            if streaming and exchange.status == 200:
                stream = _Stream(exchange, weather, self._moved)
                return httpx.Response(200, headers=exchange.headers, stream=stream, request=request)
            content = b"".join([chunk async for chunk in exchange.rest()])
        except BaseException:
            exchange.leave()
            raise
        if self.cut or weather.strikes("drop_answer"):
            await asyncio.sleep(weather.chance.choice((0.0, TIMEOUT_S)))
            raise httpx.ReadError("the answer was lost")
        await asyncio.sleep(weather.chance.uniform(0.0, 0.02))
        self._moved()
        return httpx.Response(exchange.status, headers=exchange.headers, content=content, request=request)
