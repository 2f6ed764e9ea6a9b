"""Two classmates in a team for the walks: a real server, and the folders of their devices, both signed in."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

from client.bootstrap import Client, open_client
from sync.backoff import Backoff
from tests.fakes.family import PASSWORD, soon
from tests.fakes.teams import found_team

Result = TypeVar("Result")

QUICK = Backoff(base_s=0.05, cap_s=0.5)


def settle(folder: Path, server: str, *names: str) -> str:
    """Somebody of each name with a device in a folder called so, all in one team; the team's id."""
    return apart(_settle(folder, server, names))


async def _settle(folder: Path, server: str, names: tuple[str, ...]) -> str:
    async with AsyncExitStack() as stack:
        people: list[Client] = []
        for name in names:
            people.append(await open_client(folder / name, server_url=server, backoff=QUICK))
            stack.push_async_callback(people[-1].close)
            await people[-1].account.register(name, PASSWORD)
            await people[-1].profile.save(role="student", grade=9, subjects=[], goal_min=30)
        team = await found_team(*people)
        for one in people:
            await one.teams.members(team)
            await soon(lambda one=one: one.store.standing.waiting == 0)
        return team


def apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread of its own: a walk's thread has a loop already, Playwright's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
