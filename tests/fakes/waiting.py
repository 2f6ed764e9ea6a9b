"""Waits for what a store will hold, without sleeping."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from sqlmodel import Session

from client.schema import full_schema
from client.store import Store

PATIENCE_S = 20


class HasStore(Protocol):
    """A device."""

    store: Store


async def until(device: HasStore, query: Callable[[Session], Any]) -> Any:
    """Wait until what `query` finds is true, looking again after each commit; returns what it found."""
    turned = asyncio.Event()
    stop = device.store.watch(lambda _: turned.set(), {*full_schema().tables, "outbox", "set_aside"})
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not (found := await device.store.read(query)):
                await turned.wait()
                turned.clear()
            return found
    finally:
        stop()
