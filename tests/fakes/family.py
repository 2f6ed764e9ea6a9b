"""A child and a parent, each with a whole device of their own, before a real server, in one family."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from client.bootstrap import Client, open_client
from client.family.overview import ChildSeen
from client.timer import Limits, StudyClock
from sync.backoff import Backoff
from tests.fakes.clock import FakeClock
from tests.fakes.safe import MemorySafe
from tests.fakes.server import RunningServer, running_server

QUICK = Backoff(base_s=0.01, cap_s=0.05)
PATIENCE_S = 20
PASSWORD = "correct horse"


@asynccontextmanager
async def open_member(
    folder: Path, server: str, clock: FakeClock, safe: MemorySafe | None = None
) -> AsyncIterator[Client]:
    client = await open_client(folder, server_url=server, clock=clock, backoff=QUICK, safe=safe or MemorySafe())
    try:
        await client.profile.skip()
        yield client
    finally:
        await client.close()


@dataclass
class Household:
    """`home` is the family's space; the clock is everybody's."""

    server: RunningServer
    clock: FakeClock
    parent: Client
    child: Client
    home: str
    folder: Path

    @property
    def account(self) -> str:
        return self.child.store.standing.device.account_id

    async def seen(self) -> ChildSeen:
        """The child as the parent sees it."""
        [child] = await self.parent.family.children()
        return child

    async def sees(self, what: Callable[[ChildSeen], object]) -> ChildSeen:
        """The child, once the parent sees that of it."""

        async def found() -> ChildSeen | None:
            children = await self.parent.family.children()
            return children[0] if children and what(children[0]) else None

        return await soon(found)

    async def study(self, minutes: int, activity: str = "lesson", subject: str = "math") -> None:
        """The child studies, and its clock beats as it would."""
        timer = self.child.timer
        timer.begin(activity, subject)
        for _beat in range(minutes * 12):
            # Half of what passes while an answer is under way is put down to the way back.
            await date_is_known(timer)  # from here to the next second nothing else runs
            self.clock.advance(5)
            timer.touch()
            await timer.beat()
        timer.pause()
        await timer.beat()

    async def agree(self, limits: Limits) -> None:
        """The parent sets limits, and the child's clock has them."""
        await self.parent.family.deciding.set_limits(self.home, self.account, limits)
        await soon(lambda: self.child.timer.limits and self.child.timer.limits.minutes == limits.minutes)


async def soon(condition: Callable[[], Any]) -> Any:
    """Wait until what `condition` says (it may be a coroutine) is true, and return it: sync is at work meanwhile."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            found = condition()
            if inspect.isawaitable(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(0.01)


async def date_is_known(timer: StudyClock) -> None:
    """Let the server's answer about the date come in: this clock runs faster than any line.

    The heart beats by itself, too, and may have asked meanwhile.
    """
    while (asking := timer._asking) is not None and not asking.done():  # pyright: ignore[reportPrivateUsage]
        await asking


async def found_family(parent: Client, child: Client) -> str:
    home = await parent.family.homes.found("我们家", "parent")
    code = (await parent.family.homes.invite(home.id, "child")).code
    await child.family.homes.join(code)
    return home.id


@asynccontextmanager
async def household(folder: Path) -> AsyncIterator[Household]:
    clock = FakeClock()
    with running_server(folder / "server.db", clock) as server:
        async with AsyncExitStack() as stack:
            parent = await stack.enter_async_context(open_member(folder / "parent", server.url, clock))
            child = await stack.enter_async_context(open_member(folder / "child", server.url, clock))
            await parent.account.register("妈妈", PASSWORD)
            await child.account.register("小明", PASSWORD)
            home = await found_family(parent, child)
            yield Household(server, clock, parent, child, home, folder)
