"""The engine between two fakes: what it sends, what it fetches, what it says, and how it goes on after trouble."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from pydantic import JsonValue

from sync import engine
from sync.backoff import Backoff
from sync.engine import Engine
from sync.merge import as_entry
from sync.outgoing import PUSH_BYTES
from sync.status import Status
from sync.wire import NOTHING, Hint, Operation
from tests.fakes.clock import FakeClock
from tests.fakes.log import SPACE, FakeSyncStore, FakeTransport

PATIENCE_S = 10
FIELDS: dict[str, JsonValue] = {"title": "t"}


def operation(n: int, **fields: JsonValue) -> Operation:
    return Operation(
        n=n, space=SPACE, kind="set", type="note", id=f"r{n}", fields=fields or FIELDS, stamp=f"{n:013d}-000000"
    )


class Watched:
    """An engine whose states a test can wait for."""

    def __init__(self, store: FakeSyncStore, transport: FakeTransport) -> None:
        self.states: list[str] = []
        self.clock = FakeClock()
        self._turned = asyncio.Event()
        self.engine = Engine(
            store,
            transport,
            clock=self.clock,
            random=random.Random(1),
            backoff=Backoff(base_s=0.001, cap_s=0.002),
            on_status=self._note,
        )

    def _note(self, status: Status) -> None:
        self.states.append(status.state)
        self._turned.set()

    async def until(self, state: str) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while self.engine.status.state != state:
                self._turned.clear()
                await self._turned.wait()


@asynccontextmanager
async def running(store: FakeSyncStore, transport: FakeTransport) -> AsyncIterator[Watched]:
    watched = Watched(store, transport)
    task = asyncio.create_task(watched.engine.run())
    try:
        yield watched
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_waits_is_sent_and_then_it_is_synced() -> None:
    store, transport = FakeSyncStore([operation(1), operation(2)]), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.batches == [[1, 2]]


async def test_a_hint_brings_what_is_new() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
        await transport.push([operation(1)])
        store.changed.clear()
        transport.hinted.put_nowait(Hint(space=SPACE, head=1))
        await asyncio.wait_for(store.changed.wait(), PATIENCE_S)
    assert store.applied == [1]


async def test_a_hint_of_a_space_that_is_not_known_makes_it_ask_for_the_spaces_again() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
        transport.met.clear()
        transport.hinted.put_nowait(Hint(space="joined meanwhile", head=0))
        await asyncio.wait_for(transport.met.wait(), PATIENCE_S)


async def test_a_lost_line_is_said_once_and_work_goes_on_when_it_is_back() -> None:
    store, transport = FakeSyncStore([operation(1)]), FakeTransport()
    transport.down = True
    async with running(store, transport) as watched:
        await watched.until("offline")
        assert watched.engine.status.since_utc == "2026-11-22T12:00:00.000Z"
        transport.down = False
        await watched.until("synced")
    assert transport.expected_n == 2
    assert watched.states.count("offline") == 1


async def test_a_hint_stream_that_breaks_is_opened_anew() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
        transport.hinted.put_nowait(None)
        await watched.until("offline")
        await watched.until("synced")


async def test_a_server_that_has_lost_what_it_acknowledged_is_given_it_again_under_a_new_id() -> None:
    store, transport = FakeSyncStore([operation(1), operation(2)]), FakeTransport()
    store.acked_n = 1
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.renewed == ["me-again"]
    assert transport.batches == [[1, 2]]


async def test_an_id_that_was_drawn_before_a_copy_was_made_and_is_in_use_is_not_taken_again() -> None:
    """Found by the simulator (seed 700611), as an engine that never came to rest."""
    store, transport = FakeSyncStore([operation(1), operation(2)]), FakeTransport()
    store.acked_n, transport.used = 1, {"me-again": 7}
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.renewed == ["me-again", "me-again-again"]
    assert transport.batches == [[1, 2]]


async def test_an_id_that_was_drawn_before_a_copy_was_made_and_has_ended_since_is_not_asked_for_for_ever() -> None:
    """Found by the simulator (seed 4000013), as a device that stayed offline."""
    store, transport = FakeSyncStore([operation(1), operation(2)]), FakeTransport()
    store.acked_n, transport.ended = 1, {"me-again"}
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.renewed == ["me-again", "me-again-again"]
    assert transport.batches == [[1, 2]]


async def test_a_log_that_is_another_one_is_read_anew_and_what_it_lacks_is_sent() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    await transport.push([operation(1), operation(2)])
    store.cursor, store.chain, store.acked_n, store.sent_n = 1, "of another log", 2, 2
    async with running(store, transport) as watched:
        await watched.until("attention")
        await watched.until("synced")
    assert (store.applied, store.healed, transport.renewed) == ([1, 2], 1, ["me-again"])


async def test_when_it_is_quiet_a_log_of_which_something_else_came_is_read_anew_but_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "QUIET_S", 0.0)
    store, transport = FakeSyncStore(), FakeTransport()
    await transport.push([operation(1)])
    store.acked_n, store.sent_n, transport.merged = 1, 1, "of the server"
    async with running(store, transport) as watched:
        await watched.until("attention")
        await watched.until("synced")
    assert (store.applied, store.healed) == ([1, 1], 1)


async def test_a_hint_that_brings_its_operations_along_asks_for_nothing() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
        await transport.push([operation(1)])
        store.changed.clear()
        transport.hinted.put_nowait(Hint(space=SPACE, head=1, entries=transport.entries, chain=transport.chain(1)))
        await asyncio.wait_for(store.changed.wait(), PATIENCE_S)
    assert (store.applied, transport.asked) == ([1], [])


async def test_what_another_device_sent_just_before_is_fetched_along_with_what_was_sent() -> None:
    store, transport = FakeSyncStore(), FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
        others = as_entry(operation(1), 1, "another device")
        transport.entries.append(others)
        store.pending.append(operation(1))
        store.changed.clear()
        watched.engine.wake()
        await asyncio.wait_for(store.changed.wait(), PATIENCE_S)
        # The hint of the other device's operation comes after the answer, and none comes of this device's own.
        transport.hinted.put_nowait(Hint(space=SPACE, head=1, entries=[others], chain=transport.chain(1)))
        async with asyncio.timeout(PATIENCE_S):
            while store.cursor < 2:
                store.changed.clear()
                await store.changed.wait()
    assert store.applied == [1, 2]


async def test_one_operation_that_the_server_refuses_is_set_aside_and_the_others_arrive() -> None:
    store = FakeSyncStore([operation(1), operation(2, bad="x"), operation(3)])
    transport = FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert [(n, "太大了" in reason) for n, reason in store.set_aside] == [(2, True)]
    assert [(e.n, e.fields) for e in transport.entries] == [(1, {"title": "t"}), (2, {}), (3, {"title": "t"})]
    assert transport.entries[1].kind == NOTHING
    assert transport.numbered_as == {"me"}, "also what fills the place"


async def test_a_request_stays_under_its_limit_but_one_operation_always_goes() -> None:
    big = "x" * (PUSH_BYTES * 2 // 3)
    store = FakeSyncStore([operation(n, title=big) for n in (1, 2, 3)])
    transport = FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.batches == [[1], [2], [3]]


async def test_the_limit_of_a_request_is_in_bytes_not_in_characters() -> None:
    half = "字" * (PUSH_BYTES // 2 // 3 + 1)  # three bytes each: two of these are over the limit
    store = FakeSyncStore([operation(n, title=half) for n in (1, 2)])
    transport = FakeTransport()
    async with running(store, transport) as watched:
        await watched.until("synced")
    assert transport.batches == [[1], [2]]


class Lingering(FakeTransport):
    """Its stream takes its time to close."""

    def __init__(self) -> None:
        super().__init__()
        self.closing = asyncio.Event()
        self.may_close = asyncio.Event()

    async def hints(self) -> AsyncIterator[Hint]:
        try:
            async for hint in super().hints():
                yield hint
        finally:
            self.closing.set()
            await self.may_close.wait()


async def test_stopped_while_a_broken_line_is_put_away_it_stops() -> None:
    """It had gone on, and who had stopped it waited for ever."""
    store, transport = FakeSyncStore(), Lingering()
    watched = Watched(store, transport)
    task = asyncio.create_task(watched.engine.run())
    await watched.until("synced")
    transport.down = True
    store.pending.append(operation(1))
    watched.engine.wake()
    async with asyncio.timeout(PATIENCE_S):
        await transport.closing.wait()
    task.cancel()
    asyncio.get_running_loop().call_soon(transport.may_close.set)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
    task.cancel()
    assert done
    assert task.cancelled()
