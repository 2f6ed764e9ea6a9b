"""A store in a temporary folder, with a clock and chance that a test holds."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from client.schema import full_schema
from client.store import Store
from tests.fakes.clock import FakeClock


@asynccontextmanager
async def open_store(folder: Path, clock: FakeClock | None = None, seed: int = 1) -> AsyncIterator[Store]:
    """`async with open_store(tmp_path) as store:` – the real store, on disk."""
    store = await Store.open(
        folder / "xueban.db", full_schema(), clock=clock or FakeClock(), random=random.Random(seed)
    )
    try:
        yield store
    finally:
        await store.close()
