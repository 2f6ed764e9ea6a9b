"""Classmates, each with a whole device of their own, before a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from client.bootstrap import Client
from tests.fakes.clock import FakeClock
from tests.fakes.family import PASSWORD, open_member, soon
from tests.fakes.server import RunningServer, running_server

NAME = "晨读小组"


@dataclass
class School:
    """`people` are signed in; the clock is everybody's."""

    server: RunningServer
    clock: FakeClock
    people: list[Client]
    folder: Path


async def found_team(first: Client, *others: Client, name: str = NAME) -> str:
    """A team that `first` makes and the others join by one code; its id."""
    await first.teams.joining.found(name)
    team = await soon(lambda: next((one.id for one in first.teams.all() if one.name == name), None))
    if others:
        code = (await first.teams.invite(team)).code
        for one in others:
            await one.teams.joining.join(code)
            await soon(lambda one=one: one.teams.team(team))
    return team


@asynccontextmanager
async def aeroplane(client: Client) -> AsyncIterator[None]:
    """The device syncs nothing meanwhile, also not when something that is still under way wakes its sync."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client.sync, "wake", lambda: None)
        await client.sync.halt()
        yield
    client.sync.wake()


@asynccontextmanager
async def school(folder: Path, *names: str) -> AsyncIterator[School]:
    """A server and somebody of each name."""
    clock = FakeClock()
    with running_server(folder / "server.db", clock) as server:
        async with AsyncExitStack() as stack:
            people: list[Client] = []
            for name in names:
                people.append(await stack.enter_async_context(open_member(folder / name, server.url, clock)))
                await people[-1].account.register(name, PASSWORD)
            yield School(server, clock, people, folder)
