"""The engine is stopped and started again: found by the simulator as devices that said "off" while they synced."""

import asyncio
from contextlib import suppress

from tests.fakes.log import FakeSyncStore, FakeTransport
from tests.sync.test_engine import PATIENCE_S, Watched


async def test_started_again_it_says_how_it_stands_though_that_is_what_it_said_last() -> None:
    watched = Watched(FakeSyncStore(), FakeTransport())
    for _ in range(2):
        watched.states.clear()
        task = asyncio.create_task(watched.engine.run())
        async with asyncio.timeout(PATIENCE_S):
            while "synced" not in watched.states:  # noqa: ASYNC110 - the fakes wait for nothing: turns of the loop will do
                await asyncio.sleep(0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
