"""A file comes down, and on where it broke off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from client.files import arriving
from client.files.drawer import Drawer, Kept
from client.files.errors import damaged
from client.finishing import to_the_end
from sync.errors import Refused


async def fetch(drawer: Drawer, kept: Kept, pieces_after: Callable[[int], AsyncGenerator[bytes]]) -> Path:
    """Bring the file here; `pieces_after` are its bytes behind the first so many.

    Raises SyncError, FileError when what came is not what its name says.
    """
    after = await asyncio.to_thread(arriving.fetched, drawer, kept)
    try:
        async with aclosing(pieces_after(after)) as pieces:
            async for piece in pieces:
                # A pause comes between two pieces: one that is half written would spoil what follows it.
                await to_the_end(asyncio.to_thread(arriving.add, drawer, kept, piece))
    except Refused as refusal:
        if refusal.code != "no_such_range":  # a kill came between the last piece and the end
            raise
    if not await asyncio.to_thread(arriving.finish, drawer, kept):
        raise damaged()
    return drawer.path(kept)
