"""A request that may be repeated: hedged when it is silent, jittered when it fails, given up only for what stays."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from client.teams.answered import BESIDE, until_answered
from sync.backoff import Backoff
from sync.errors import ProtocolError, Refused, ServerBusy, Unauthorized, Unreachable

QUICK = Backoff(base_s=0.001, cap_s=0.002)
LONG_S = 30.0


class Line:
    """Answers each try as `plan` says."""

    def __init__(self, *plan: Callable[[], Awaitable[str]]) -> None:
        self.plan = list(plan)
        self.tries = 0
        self.out = 0
        self.most = 0

    async def ask(self) -> str:
        self.tries += 1
        self.out += 1
        self.most = max(self.most, self.out)
        try:
            return await self.plan[min(self.tries, len(self.plan)) - 1]()
        finally:
            self.out -= 1


def fails(error: Exception) -> Callable[[], Awaitable[str]]:
    async def fail() -> str:
        raise error

    return fail


async def answers() -> str:
    return "there"


async def is_silent() -> str:
    await asyncio.Event().wait()
    return ""


async def until(line: Line, silent_s: float = LONG_S, backoff: Backoff = QUICK, **more) -> str:
    async with asyncio.timeout(10):
        return await until_answered(line.ask, random.Random(1), backoff, silent_s, **more)


async def test_an_answer_takes_one_try() -> None:
    line = Line(answers)
    assert await until(line) == "there"
    assert line.tries == 1


@pytest.mark.parametrize("error", [Unreachable("s"), ServerBusy(503), ProtocolError("a login page")])
async def test_what_passes_is_tried_again(error: Exception) -> None:
    line = Line(fails(error), fails(error), answers)
    assert await until(line) == "there"
    assert line.tries == 3


@pytest.mark.parametrize("error", [Refused(404, "no_such_invite", "没有"), Unauthorized()])
async def test_what_does_not_pass_is_raised(error: Exception) -> None:
    with pytest.raises(type(error)):
        await until(Line(fails(Unreachable("s")), fails(error)))


async def test_beside_one_that_is_silent_another_goes_out_and_both_are_listened_to() -> None:
    late = asyncio.Event()

    async def comes_late() -> str:
        await late.wait()
        return "the first"

    async def sets() -> str:
        late.set()
        return await is_silent()

    line = Line(comes_late, sets)
    assert await until(line, 0.001) == "the first"
    assert line.tries >= 2
    assert line.out == 0, "those that are still out are let go"


async def test_no_more_than_a_few_are_out_at_once() -> None:
    line = Line(is_silent)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await until_answered(line.ask, random.Random(1), QUICK, 0.001)
    assert line.most == BESIDE


async def test_a_line_that_is_there_again_cuts_the_pause_short() -> None:
    line, wake = Line(fails(Unreachable("s")), answers), asyncio.Event()
    wake.set()
    assert await until(line, backoff=Backoff(base_s=1e6, cap_s=1e6), wake=wake) == "there"
