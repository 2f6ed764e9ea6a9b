"""A line between an app and the backend that a test cuts and mends."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, suppress

from tests.fakes.between import PIECE_BYTES, Line, between


class CutLine(Line):
    """Passes bytes on while it is whole."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.whole = True
        self._open = set[asyncio.Task[None]]()

    def cut(self) -> None:
        """End all connections in the middle of whatever they say, and let none begin."""
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result()

    def mend(self) -> None:
        """From now on it is whole again."""
        self.whole = True

    async def serve(self, from_app: asyncio.StreamReader, to_app: asyncio.StreamWriter) -> None:
        """One connection, until one side or a cut ends it."""
        if self.whole:
            await super().serve(from_app, to_app)
        else:
            to_app.close()

    def ways(
        self,
        from_app: asyncio.StreamReader,
        to_app: asyncio.StreamWriter,
        from_server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> list[asyncio.Task[None]]:
        """Both directions as they come."""
        begun = [asyncio.create_task(_pass(from_app, to_server)), asyncio.create_task(_pass(from_server, to_app))]
        self._open.update(begun)
        for way in begun:
            way.add_done_callback(self._open.discard)
        return begun

    async def _cut(self) -> None:
        self.whole = False
        for way in list(self._open):
            way.cancel()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await reader.read(PIECE_BYTES):
            writer.write(piece)
            await writer.drain()


def cut_line(server_url: str) -> AbstractContextManager[CutLine]:
    """Such a line to the server at that address."""
    return between(server_url, CutLine)
