"""The whole app in memory: a real device in a folder, and a window on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from client.bootstrap import Client, open_client
from sync.clock import Clock
from tests.fakes.app import DESKTOP, MemoryApp
from views.app import open_session

NOWHERE = "http://127.0.0.1:9"
"""A server that is never there: nobody listens on the discard port."""


@asynccontextmanager
async def open_device(
    folder: Path, server: str = NOWHERE, clock: Clock | None = None, *, welcomed: bool = True
) -> AsyncIterator[Client]:
    """A device with its data in `folder`; it has been through the welcome unless a test wants to see that."""
    client = await open_client(folder, server_url=server, clock=clock)
    try:
        if welcomed:
            await client.profile.skip()
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def open_window(client: Client, route: str, size: tuple[float, float] = DESKTOP) -> AsyncIterator[MemoryApp]:
    """A window on the device, at `route`."""
    async with MemoryApp(size=size, route=route) as app:
        await app.start(lambda page: open_session(page, client))
        yield app
