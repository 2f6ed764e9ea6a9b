"""A slow line between the app and the backend: course packs come so far, then trickle, until the line is good again."""

from __future__ import annotations

import asyncio
import re
from contextlib import AbstractContextManager, suppress

from tests.fakes.between import PIECE_BYTES, Line, between

_TRICKLE_S = 1.0
_RANGE = re.compile(rb"\r\nrange: bytes=(\d+)-", re.IGNORECASE)


class SlowLine(Line):
    """A pack that is asked for comes up to `fast_bytes`, then a byte a second, until `speed_up`.

    So it is neither whole nor given up meanwhile. `asked_after`: from which byte on each pack was asked for.
    """

    def __init__(self, port: int, fast_bytes: int) -> None:
        super().__init__(port)
        self.fast_bytes = fast_bytes
        self.asked_after: list[int] = []
        self._fast = asyncio.Event()

    def speed_up(self) -> None:
        """From now on all comes at once."""
        self.loop.call_soon_threadsafe(self._fast.set)

    def ways(
        self,
        from_app: asyncio.StreamReader,
        to_app: asyncio.StreamWriter,
        from_server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> list[asyncio.Task[None]]:
        """What is asked is looked at, what is answered comes as fast as it may."""
        is_pack = asyncio.Event()
        return [
            asyncio.create_task(self._ask(from_app, to_server, is_pack)),
            asyncio.create_task(self._answer(from_server, to_app, is_pack)),
        ]

    async def _ask(self, app: asyncio.StreamReader, server: asyncio.StreamWriter, is_pack: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while asked := await app.read(PIECE_BYTES):
                if b"/packs/" in asked.partition(b"\r\n")[0]:
                    found = _RANGE.search(asked)
                    self.asked_after.append(int(found[1]) if found else 0)
                    is_pack.set()
                server.write(asked)
                await server.drain()

    async def _answer(self, server: asyncio.StreamReader, app: asyncio.StreamWriter, is_pack: asyncio.Event) -> None:
        passed = 0
        with suppress(ConnectionError):
            while piece := await server.read(PIECE_BYTES):
                while is_pack.is_set() and not self._fast.is_set() and passed + len(piece) > self.fast_bytes:
                    app.write(piece[:1])
                    await app.drain()
                    passed, piece = passed + 1, piece[1:]
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._fast.wait(), _TRICKLE_S)
                    if not piece:
                        break
                app.write(piece)
                await app.drain()
                passed += len(piece) if is_pack.is_set() else 0


def slow_line(server_url: str, fast_bytes: int) -> AbstractContextManager[SlowLine]:
    """Such a line to the server at that address."""
    return between(server_url, lambda port: SlowLine(port, fast_bytes))
