"""A hint that comes while the engine is busy: found by the simulator as devices that never caught up."""

import asyncio

from sync.wire import Hint, LogPage
from tests.fakes.log import SPACE, FakeSyncStore, FakeTransport
from tests.sync.test_engine import PATIENCE_S, operation, running


class Overtaken(FakeTransport):
    """The log moves on, and a hint says so, while the page with what was there before is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.told = asyncio.Event()

    async def log(self, space: str, after: int, limit: int) -> LogPage:
        page = await super().log(space, after, limit)
        if len(self.entries) == 1:
            self.told.clear()
            await self.push([operation(2)])
            self.hinted.put_nowait(Hint(space=SPACE, head=2))
            await self.told.wait()
        return page

    async def hints(self):
        async for hint in super().hints():
            yield hint
            self.told.set()  # asked for the next one: this one has been taken in


async def test_a_hint_that_overtakes_a_page_is_not_forgotten() -> None:
    store, transport = FakeSyncStore(), Overtaken()
    async with running(store, transport) as watched:
        await watched.until("synced")
        await transport.push([operation(1)])
        transport.hinted.put_nowait(Hint(space=SPACE, head=1))
        async with asyncio.timeout(PATIENCE_S):
            while store.applied != [1, 2]:
                store.changed.clear()
                await store.changed.wait()
