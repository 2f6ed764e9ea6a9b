"""A file goes up in parts, and on where it broke off."""

from __future__ import annotations

import asyncio
from typing import Protocol

from client.files.drawer import Drawer, Kept
from client.files.errors import damaged
from sync.errors import Refused
from sync.files import PART_BYTES, FileState

_TRIES = 3


class Line(Protocol):
    """What this needs of the line; `client.api.files` fills it in."""

    async def put_part(self, space: str, sha256: str, size: int, at: int, data: bytes) -> FileState:
        """Send a part; an empty one asks how much there is."""
        ...


async def upload(drawer: Drawer, line: Line, kept: Kept, space: str) -> None:
    """Bring the file to the server, or note why it does not take it. Raises what passes (`SyncError.passes`), and
    Unauthorized.

    The server is asked first how much it has: also when the file was up before, for it may have been swept away.
    """
    size = await asyncio.to_thread(drawer.size, kept)
    if size is None:
        return
    try:
        for _ in range(_TRIES):
            if await _once(drawer, line, kept, space, size):
                await asyncio.to_thread(drawer.sent, kept)
                return
    except Refused as refusal:
        await asyncio.to_thread(drawer.refuse, kept, refusal.message or refusal.sentence)
    else:
        await asyncio.to_thread(drawer.refuse, kept, damaged().sentence)


async def _once(drawer: Drawer, line: Line, kept: Kept, space: str, size: int) -> bool:
    """Send what the server lacks; False when something came between, e.g. another device that sends the same file."""
    try:
        state = await line.put_part(space, kept.sha256, size, 0, b"")
        while not state.complete:
            data = await asyncio.to_thread(drawer.read, kept, state.received, PART_BYTES)
            state = await line.put_part(space, kept.sha256, size, state.received, data)
    except Refused as refusal:
        if refusal.code not in ("missing_part", "wrong_hash"):
            raise
        return False
    return True
