"""How long the engine waits before it tries again: at least as long as the server asks for."""

import asyncio
import random
from contextlib import suppress

import pytest

from sync.backoff import Backoff
from sync.engine import Engine
from sync.errors import ServerBusy
from sync.wire import SpaceList
from tests.fakes.clock import FakeClock
from tests.fakes.log import FakeSyncStore, FakeTransport
from tests.sync.test_engine import PATIENCE_S


class BusyTransport(FakeTransport):
    """Turns the first questions away."""

    def __init__(self, *answers: ServerBusy) -> None:
        super().__init__()
        self.answers = list(answers)
        self.served = asyncio.Event()

    async def spaces(self) -> SpaceList:
        if self.answers:
            raise self.answers.pop(0)
        self.served.set()
        return await super().spaces()


class Hasty(Engine):
    """Notes down how long it should wait, and does not."""

    pauses: list[float]

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.mark.parametrize(("asked_s", "at_least"), [(37.0, 37.0), (0.0, 0.0), (None, 0.0)])
async def test_the_server_is_not_asked_again_sooner_than_it_wants(asked_s: float | None, at_least: float) -> None:
    transport = BusyTransport(ServerBusy(429, asked_s), ServerBusy(503, asked_s))
    backoff = Backoff(base_s=0.5, cap_s=10)
    engine = Hasty(FakeSyncStore(), transport, clock=FakeClock(), random=random.Random(1), backoff=backoff)
    engine.pauses = []
    task = asyncio.create_task(engine.run())
    async with asyncio.timeout(PATIENCE_S):
        await transport.served.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert len(engine.pauses) == 2
    assert all(at_least <= pause <= max(at_least, 10) for pause in engine.pauses)
