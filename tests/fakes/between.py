"""A line between an app and the backend: what a test does to it is in `slow_line.py` and `cut_line.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

PIECE_BYTES = 64 << 10


class Line:
    """Passes on what two ends say to each other, on a loop of its own in a thread."""

    def __init__(self, port: int) -> None:
        """`port`: the backend's, on this machine."""
        self.port = port
        self.url = ""
        self.loop = asyncio.new_event_loop()

    async def serve(self, from_app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        """One connection, until one side ends it."""
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
        ways = self.ways(from_app, to_app, from_server, to_server)
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for writer in (to_app, to_server):
                writer.close()

    def ways(
        self,
        from_app: asyncio.StreamReader,
        to_app: asyncio.StreamWriter,
        from_server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> list[asyncio.Task[None]]:
        """The two directions, begun."""
        raise NotImplementedError


L = TypeVar("L", bound=Line)


@contextmanager
def between(server_url: str, make: Callable[[int], L]) -> Iterator[L]:
    """Such a line to the server at that address; `make` makes it of the server's port."""
    line = make(int(server_url.rpartition(":")[2]))
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
