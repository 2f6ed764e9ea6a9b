"""A slow line between the app and the backend: course packs come so far, then trickle, until the line is good again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

_PIECE_BYTES = 64 << 10
_TRICKLE_S = 1.0
_RANGE = re.compile(rb"\r\nrange: bytes=(\d+)-", re.IGNORECASE)


@dataclass
class SlowLine:
    """Passes bytes on between any number of connections and the backend on `port`.

    A pack that is asked for comes up to `fast_bytes`, then a byte a second, so that it is neither whole nor given up,
    until `speed_up`. `asked_after` holds from which byte on packs were asked for, in order.
    """

    port: int
    fast_bytes: int
    url: str = ""
    asked_after: list[int] = field(default_factory=list[int])

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._fast = asyncio.Event()

    def speed_up(self) -> None:
        """From now on all comes at once."""
        self.loop.call_soon_threadsafe(self._fast.set)

    async def serve(self, from_app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        """One connection, until one side ends it."""
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
        is_pack = asyncio.Event()
        ways = [
            asyncio.create_task(self._ask(from_app, to_server, is_pack)),
            asyncio.create_task(self._answer(from_server, to_app, is_pack)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for writer in (to_app, to_server):
                writer.close()

    async def _ask(self, app: asyncio.StreamReader, server: asyncio.StreamWriter, is_pack: asyncio.Event) -> None:
        with suppress(ConnectionError):
            while asked := await app.read(_PIECE_BYTES):
                if b"/packs/" in asked.partition(b"\r\n")[0]:
                    found = _RANGE.search(asked)
                    self.asked_after.append(int(found[1]) if found else 0)
                    is_pack.set()
                server.write(asked)
                await server.drain()

    async def _answer(self, server: asyncio.StreamReader, app: asyncio.StreamWriter, is_pack: asyncio.Event) -> None:
        passed = 0
        with suppress(ConnectionError):
            while piece := await server.read(_PIECE_BYTES):
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


@contextmanager
def slow_line(server_url: str, fast_bytes: int) -> Iterator[SlowLine]:
    """Such a line to the server at that address, in a thread of its own."""
    line = SlowLine(int(server_url.rpartition(":")[2]), fast_bytes)
    thread = Thread(target=line.loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(line.serve, "127.0.0.1", 0), line.loop).result()
    line.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), line.loop).result()
        line.loop.call_soon_threadsafe(line.loop.stop)
        thread.join()
        line.loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
