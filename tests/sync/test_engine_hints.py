"""A hint that comes while the engine is busy: found by the simulator as devices that never caught up."""

import asyncio

from sync.engine import TURNS, TURNS_S
from sync.errors import Elsewhere
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


async def thrown_out(transport: FakeTransport) -> None:
    """Another copy takes the place of this one, which has met the server and comes back."""
    transport.met.clear()
    transport.hinted.put_nowait(Elsewhere("a test"))
    async with asyncio.timeout(PATIENCE_S):
        await transport.met.wait()


async def test_two_copies_of_one_device_do_not_throw_each_other_out_for_ever() -> None:
    transport = FakeTransport()
    async with running(FakeSyncStore(), transport) as watched:
        await watched.until("synced")
        for _ in range(TURNS - 1):
            await thrown_out(transport)
        transport.hinted.put_nowait(Elsewhere("a test"))
        await watched.until("attention")
    assert watched.engine.status.reason == Elsewhere.template
    assert "offline" not in watched.states


async def test_requests_that_were_long_on_their_way_stop_nothing() -> None:
    transport = FakeTransport()
    async with running(FakeSyncStore(), transport) as watched:
        await watched.until("synced")
        for _ in range(3 * TURNS):
            watched.clock.advance(TURNS_S / 2 + 1)
            await thrown_out(transport)
    assert "attention" not in watched.states
