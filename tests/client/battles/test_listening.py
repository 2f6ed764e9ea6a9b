"""Where a stream is silent, another speaks; what does not pass is said."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

import pytest

from client.battles import listening
from client.battles.listening import listen
from sync.backoff import Backoff
from sync.battles import STREAMS_MAX, BattleEvent
from sync.errors import Refused, SyncError, Unreachable

QUICK = Backoff(base_s=0, cap_s=0)
Heard = Callable[[], object]


class Streams:
    """Each stream that is opened does the next of these, and the last again and again."""

    def __init__(self, *ways: Callable[[Heard], AsyncGenerator[BattleEvent]]) -> None:
        self._ways = list(ways)
        self.opened = self.open = self.most = 0

    async def __call__(self, heard: Heard) -> AsyncGenerator[BattleEvent]:
        way = self._ways.pop(0) if len(self._ways) > 1 else self._ways[0]
        self.opened += 1
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            async with aclosing(way(heard)) as events:
                async for event in events:
                    yield event
        finally:
            self.open -= 1


def event(n: int) -> BattleEvent:
    return BattleEvent(n=n, kind="started", at_s=0)


async def silent(_heard: Heard) -> AsyncGenerator[BattleEvent]:
    await asyncio.Event().wait()
    yield event(0)


async def refused(_heard: Heard) -> AsyncGenerator[BattleEvent]:
    raise Refused(404, "no_such_battle")
    yield event(0)


async def broken(_heard: Heard) -> AsyncGenerator[BattleEvent]:
    raise Unreachable("")
    yield event(0)


async def one_and_broken(heard: Heard) -> AsyncGenerator[BattleEvent]:
    heard()
    yield event(1)
    raise Unreachable("")


async def two(heard: Heard) -> AsyncGenerator[BattleEvent]:
    for n in (1, 2):
        heard()
        yield event(n)


async def two_and_silent(heard: Heard) -> AsyncGenerator[BattleEvent]:
    async for one in two(heard):
        yield one
    await asyncio.Event().wait()


async def taken(streams: Streams, last: int = 2) -> list[int]:
    told: list[int] = []
    async with asyncio.timeout(5):
        await listen(streams, lambda one: told.append(one.n), lambda: last in told, random.Random(1), QUICK)
    assert streams.open == 0, "all are closed at the end"
    return told


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "OPENING_S", 0.01)
    monkeypatch.setattr(listening, "SILENT_S", 0.01)


async def test_where_one_is_silent_the_next_is_opened_beside_it() -> None:
    streams = Streams(silent, two_and_silent)
    assert await taken(streams) == [1, 2]
    assert (streams.opened, streams.most) == (2, 2)


async def test_there_are_never_more_than_may_be() -> None:
    streams = Streams(*[silent] * 6, two)
    assert await taken(streams) == [1, 2]
    assert streams.opened == 7
    assert streams.most <= STREAMS_MAX + 1, "the oldest goes as the next comes"


async def test_after_a_break_it_goes_on() -> None:
    assert await taken(Streams(broken, one_and_broken, broken, two)) == [1, 1, 2]


async def test_what_does_not_pass_is_raised() -> None:
    with pytest.raises(SyncError, match="no_such_battle"):
        await taken(Streams(silent, broken, refused))
