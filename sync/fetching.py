"""Fetches what is new in a space: the next page on its way while the last one is applied."""

from __future__ import annotations

import asyncio

from sync.batch import PackedPage
from sync.ports import SyncStore, Transport
from sync.wire import PAGE_LIMIT, LogPage

FIRST_LIMIT = 500
"""The first page is a small one: there is something to apply while the next is on its way."""


async def fetch_all(store: SyncStore, transport: Transport, space: str) -> int:
    """Apply the space's log from the cursor to its end; the head is returned. Raises what port and transport raise."""
    cursor = store.where.places[space].seq
    page = await transport.log(space, cursor, FIRST_LIMIT)
    while page.last_seq:
        cursor = page.last_seq
        coming: asyncio.Task[LogPage | PackedPage] | None = None
        if page.more:
            coming = asyncio.create_task(transport.log(space, cursor, PAGE_LIMIT))
        try:
            await store.apply_page(space, page)
        except BaseException:
            if coming:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
            raise
        if coming is None:
            break
        page = await coming
    return page.head


async def fetch_snapshot(store: SyncStore, transport: Transport, space: str) -> None:
    """Take the space's merged state, from where an earlier try broke off. Raises what port and transport raise."""
    after = store.where.places[space].snapshot or ""
    while True:
        page = await transport.snapshot(space, after, PAGE_LIMIT)
        await store.apply_snapshot(space, page)
        if page.after is None:
            return
        after = page.after
