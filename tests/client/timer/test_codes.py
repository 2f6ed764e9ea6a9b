"""Codes that give time without a line: good for one device, one day, once."""

import pytest

from client.timer.codes import OPTIONS_MIN, Codes, code_for
from client.timer.safe import Safe
from tests.fakes.clock import FakeClock
from tests.fakes.elapsed import FakeElapsed
from tests.fakes.safe import MemorySafe

KEY = bytes(range(32))
DAY = "2026-11-30"


@pytest.fixture
async def elapsed() -> FakeElapsed:
    return FakeElapsed(FakeClock())


async def codes(elapsed: FakeElapsed, place: MemorySafe | None = None, *, key: bytes = KEY) -> Codes:
    opened = Codes(await Safe.open(place or MemorySafe()), elapsed)
    await opened.keep_key(key.hex())
    return opened


def test_a_code_is_as_it_was_in_every_version() -> None:
    """A parent's newer app and a child's older one must agree."""
    assert code_for(KEY, "0042", DAY, 30) == code_for(KEY, "0042", DAY, 30)
    assert len({code_for(KEY, "0042", DAY, minutes) for minutes in OPTIONS_MIN}) == len(OPTIONS_MIN)
    assert len(code_for(KEY, "0042", DAY, 15)) == 6


@pytest.mark.parametrize("minutes", OPTIONS_MIN)
async def test_a_code_gives_what_it_says_once(elapsed: FakeElapsed, minutes: int) -> None:
    child = await codes(elapsed)
    number = await child.number()
    assert await child.number() == number, "the same until a code was taken"
    code = code_for(KEY, number, DAY, minutes)
    assert await child.take(f"{code[:3]} {code[3:]}", DAY) == (minutes, number)
    assert await child.take(code, DAY) == "wrong", "the number is another one now"


async def test_it_is_good_on_one_device_and_one_day(elapsed: FakeElapsed) -> None:
    one, two = await codes(elapsed), await codes(elapsed)
    number = await one.number()
    while await two.number() == number:
        two = await codes(elapsed)
    code = code_for(KEY, number, DAY, 30)
    assert await two.take(code, DAY) == "wrong"
    assert await one.take(code, "2026-12-01") == "wrong"
    assert await one.take(code_for(bytes(32), number, DAY, 30), DAY) == "wrong", "another family's"
    assert await one.take(code, DAY) == (30, number)


async def test_guesses_have_to_wait_also_over_restarts_and_reboots(elapsed: FakeElapsed) -> None:
    place = MemorySafe()
    child = await codes(elapsed, place)
    looked_at = 0
    for guess in range(1_000):
        if guess % 50 == 0:
            child = await codes(elapsed, place)
        if guess % 100 == 0:
            elapsed.reboot()
        verdict = await child.take(f"{guess:06d}", DAY)
        looked_at += verdict != "waiting"
        elapsed.advance(10)
    assert looked_at <= 20, "1,000 guesses in three hours"


async def test_without_a_key_no_code_is_good(elapsed: FakeElapsed) -> None:
    child = Codes(await Safe.open(MemorySafe()), elapsed)
    assert not child.is_ready
    assert await child.take("123456", DAY) == "no_key"
