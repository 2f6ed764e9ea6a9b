"""A line between an app and the backend that a test cuts and mends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

_PIECE_BYTES = 64 << 10


@dataclass
class CutLine:
    """Passes bytes on between any number of connections and the backend on `port`, while it is whole."""

    port: int
    url: str = ""
    whole: bool = True
    _ways: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def cut(self) -> None:
        """End all connections in the middle of whatever they say, and let none begin."""
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result()

    def mend(self) -> None:
        """From now on it is whole again."""
        self.whole = True

    async def serve(self, from_app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        """One connection, until one side or a cut ends it."""
        if not self.whole:
            to_app.close()
            return
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
        ways = {asyncio.create_task(_pass(from_app, to_server)), asyncio.create_task(_pass(from_server, to_app))}
        self._ways |= ways
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ways -= ways
            for way in ways:
                way.cancel()
            for writer in (to_app, to_server):
                writer.close()

    async def _cut(self) -> None:
        self.whole = False
        for way in list(self._ways):
            way.cancel()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(_PIECE_BYTES):
            writer.write(piece)
            await writer.drain()


@contextmanager
def cut_line(server_url: str) -> Iterator[CutLine]:
    """Such a line to the server at that address, in a thread of its own."""
    line = CutLine(int(server_url.rpartition(":")[2]))
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
