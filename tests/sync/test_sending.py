"""Sending: batches are read ahead, and answers are written down together, while one is on its way."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import pytest

from sync.errors import Diverged
from sync.outgoing import Outgoing
from sync.ports import Answered
from sync.sending import send_all
from sync.wire import Operation, PushResponse
from tests.fakes.log import FakeSyncStore, FakeTransport
from tests.sync.test_engine import operation


class SlowStore(FakeSyncStore):
    """Gives one operation a batch; writes answers down when it may."""

    def __init__(self, count: int) -> None:
        super().__init__([operation(n) for n in range(1, count + 1)])
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.written: list[int] = []
        self.taken: list[int] = []
        self.fault: Exception | None = None
        self.lost = False

    async def take_pending(self, after_n: int, limit: int) -> Outgoing:
        if self.lost:
            return Outgoing.of([])
        batch = await super().take_pending(after_n, 1)
        self.taken += [one.n for one in batch]
        return batch

    async def acknowledge(self, answers: Sequence[Answered]) -> None:
        await self.may_write.wait()
        if self.fault:
            raise self.fault
        self.written.append(len(answers))
        await super().acknowledge(answers)


class SlowTransport(FakeTransport):
    """Answers when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def push(self, operations: Sequence[Operation]) -> PushResponse:
        await self.may_answer.wait()
        return await super().push(operations)


async def rest() -> None:
    """Let everybody go on as far as they can: the fakes wait for nothing but their events."""
    for _ in range(100):
        await asyncio.sleep(0)


async def test_two_batches_are_read_while_one_is_on_its_way():
    store, transport = SlowStore(9), SlowTransport()
    transport.may_answer.clear()
    sending = asyncio.create_task(send_all(store, transport))
    await rest()
    assert store.taken == [1, 2, 3]
    transport.may_answer.set()
    await sending
    assert transport.batches == [[n] for n in range(1, 10)]
    assert store.acked_n == 9


async def test_answers_that_wait_are_written_down_together_and_hold_up_sending_when_they_are_many():
    store, transport = SlowStore(20), SlowTransport()
    store.may_write.clear()
    sending = asyncio.create_task(send_all(store, transport))
    await rest()
    assert 5 < len(transport.batches) < 10, "some being written down, four that wait, and one that found them waiting"
    store.may_write.set()
    await sending
    assert store.written[1] == 5
    assert sum(store.written) == 20
    assert store.acked_n == 20


async def test_what_goes_wrong_in_writing_down_is_raised():
    store, transport = SlowStore(9), SlowTransport()
    store.fault = Diverged("fake")
    with pytest.raises(Diverged):
        await send_all(store, transport)
    assert store.acked_n == 0


async def test_cancelled_it_waits_for_what_the_store_has_begun():
    store, transport = SlowStore(9), SlowTransport()
    store.may_write.clear()
    sending = asyncio.create_task(send_all(store, transport))
    await rest()
    sending.cancel()
    await rest()
    assert not sending.done()
    store.may_write.set()
    with suppress(asyncio.CancelledError):
        await sending
    assert sum(store.written) == store.acked_n > 0


async def test_what_is_not_here_any_more_is_not_looked_for_for_ever():
    store, transport = SlowStore(2), SlowTransport()
    store.lost = True
    with pytest.raises(Diverged):
        await send_all(store, transport)
