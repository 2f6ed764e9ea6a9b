"""One HTTP client to one server: requests out, answers or an error of `sync.errors` back."""

from __future__ import annotations

import asyncio
import gzip
import importlib.util
import sys
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from client.api.answers import error_of, line_errors
from sync.errors import ProtocolError, Unreachable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping

    import httpx
    from pydantic import BaseModel

CONNECT_S = 5.0
READ_S = 15.0
DEAD_LINE_S = 40.0
"""How long a stream of hints may be silent; the server sends a comment every 15 s."""

BYTES = "application/octet-stream"
PACK_ABOVE_BYTES = 1_024
_PIECE_BYTES = 64 << 10

_COMMAND = "httpx._main"
"""httpx's command line, which it imports if it can, with rich and Pygments: 6 MB, three quarters of its import."""

_PROBE = "sniffio"
"""What httpx's lower layers try to import at each step of a request: without it Python looks through all folders."""

_STREAM = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}  # compression would hold events back


class Line:
    """Keeps connections to `server` alive between requests.

    httpx is imported, and its TLS context made, in a thread when the first request goes out: both are too slow for
    the start of the app, or for the event loop.
    """

    def __init__(self, server: str, carrier: httpx.AsyncBaseTransport | None = None) -> None:
        """`server`: its address, "http://host:port"; `carrier`: takes the place of the network in tests."""
        self.server = server.rstrip("/")
        self._carrier = carrier
        self._http: httpx.AsyncClient | None = None
        self._local = urlsplit(self.server).hostname in {"127.0.0.1", "localhost", "::1"}
        self._building = asyncio.Lock()
        self._closed = False
        self._asking: set[asyncio.Timeout] = set()
        self._asked = asyncio.Event()
        """After the line was closed: no request is under way any more."""

    async def send(
        self,
        method: str,
        path: str,
        body: BaseModel | bytes | None = None,
        token: str | None = None,
        query: Mapping[str, int | str] | None = None,
        known: str = "",
        *,
        content: str = BYTES,
        accept: str = "",
    ) -> httpx.Response:
        """Send one request and return its good answer; raises a `SyncError` when the line or the server fails.

        A model goes out as JSON, packed when it is large and leaves this machine; bytes go out as they are. `known` is
        the ETag of what is here already: when that has not changed, the answer is an empty 304. `content`: what kind of
        content bytes are; `accept`: which kind the answer is to have.
        """
        headers = _headers(token) | ({"If-None-Match": known} if known else {})
        headers |= {"Accept": accept} if accept else {}
        if isinstance(body, bytes):
            data, headers["Content-Type"] = body, content
        elif body is not None:
            data, headers["Content-Type"] = body.model_dump_json().encode(), "application/json"
            if len(data) > PACK_ABOVE_BYTES and not self._local:
                data, headers["Content-Encoding"] = await asyncio.to_thread(_pack, data), "gzip"
        else:
            data = None
        async with self._until_closed():
            http = await self._client()
            with line_errors(self.server):
                response = await http.request(
                    method, path, content=data, headers=headers, params=dict(query) if query else None
                )
        if known and response.status_code == 304:
            return response
        if error := error_of(response, self.server):
            raise error
        return response

    @asynccontextmanager
    async def stream(
        self, path: str, token: str | None = None, *, silent_s: float = DEAD_LINE_S
    ) -> AsyncIterator[AsyncIterator[str]]:
        """The lines of an answer that goes on for ever; silent for `silent_s`, the line counts as dead.

        Raises a `SyncError` when the line or the server fails.
        """
        async with (
            self._answer(path, _headers(token) | _STREAM, silent_s) as response,
            aclosing(cast("AsyncGenerator[str]", response.aiter_lines())) as lines,
        ):
            yield lines

    @asynccontextmanager
    async def download(self, path: str, token: str | None, after: int) -> AsyncIterator[AsyncIterator[bytes]]:
        """The bytes of a file that follow the first `after`; raises a `SyncError` when the line or the server fails."""
        headers = _headers(token) | ({"Range": f"bytes={after}-"} if after else {})
        async with self._answer(path, headers, READ_S) as response:
            if after and response.status_code != 206:
                raise ProtocolError("the whole file instead of a part", self.server)
            async with aclosing(_pieces(response)) as pieces:
                yield pieces

    @asynccontextmanager
    async def _answer(self, path: str, headers: dict[str, str], silent_s: float) -> AsyncIterator[httpx.Response]:
        """A good answer whose body is still to be read, and may be silent for so long."""
        import httpx

        http = await self._client()
        timeout = httpx.Timeout(READ_S, connect=CONNECT_S, read=silent_s)
        with line_errors(self.server):
            async with http.stream("GET", path, headers=headers, timeout=timeout) as response:
                if not response.is_success:
                    await response.aread()
                if error := error_of(response, self.server):
                    raise error
                yield response

    @asynccontextmanager
    async def _until_closed(self) -> AsyncIterator[None]:
        """A request within this ends when the line is closed, as if the line had broken."""
        until = asyncio.timeout(None)
        try:
            async with until:
                self._asking.add(until)
                yield
        except TimeoutError as error:
            raise Unreachable(self.server, "closed") from error
        finally:
            self._asking.discard(until)
            if not self._asking:
                self._asked.set()

    async def close(self) -> None:
        """Close the connections, for good: what is under way and what comes later finds no line any more.

        Screens ask in tasks of their own, of which nobody knows at the end: they would go on connecting.
        """
        self._closed = True
        self._asked.clear()
        for until in [one for one in self._asking if not one.expired()]:
            until.reschedule(asyncio.get_running_loop().time())
        if self._asking:
            await self._asked.wait()
        async with self._building:
            http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _client(self) -> httpx.AsyncClient:
        async with self._building:
            if self._closed:
                raise Unreachable(self.server, "closed")
            if self._http is None:
                self._http = await asyncio.to_thread(self._build)
            return self._http

    def _build(self) -> httpx.AsyncClient:
        sys.modules.setdefault(_COMMAND, None)  # pyright: ignore[reportArgumentType] # None: not to be imported
        if importlib.util.find_spec(_PROBE) is None:
            sys.modules.setdefault(_PROBE, None)  # pyright: ignore[reportArgumentType] # None: it is not there
        import httpx

        def build(trust_env: bool) -> httpx.AsyncClient:
            timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
            return httpx.AsyncClient(
                base_url=self.server, timeout=timeout, transport=self._carrier, trust_env=trust_env
            )

        if self._local:
            return build(trust_env=False)  # a proxy cannot reach this machine's own server
        try:
            return build(trust_env=True)
        except ImportError:  # the environment asks for a SOCKS proxy, for which httpx wants another package
            return build(trust_env=False)


async def _pieces(response: httpx.Response) -> AsyncGenerator[bytes]:
    """The body in pieces worth a write each; also what came before the line broke: on the worst lines that is all."""
    import httpx

    held, fault = bytearray(), None
    async with aclosing(cast("AsyncGenerator[bytes]", response.aiter_bytes())) as arriving:
        try:
            async for some in arriving:
                held += some
                if len(held) >= _PIECE_BYTES:
                    yield bytes(held)
                    held.clear()
        except httpx.TransportError as error:
            fault = error
    if held:
        yield bytes(held)
    if fault is not None:
        raise fault


def _headers(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _pack(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=1)  # nearly as small as 6 on operations, in a third of the time
