"""Reminders: each at its time, once a day, not when it is needless, and never twice with the study clock."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.plan.nudges import Nudge, Nudges, Wishes
from client.timer.limits import Limits
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 23, 15, tzinfo=UTC))


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=clock) as device:
        yield device


async def day_of(nudges: Nudges, clock: FakeClock, hours: float = 9) -> list[tuple[str, Nudge]]:
    """What is said in the next hours, with when; it looks every minute."""
    heard: list[tuple[str, Nudge]] = []
    stop = nudges.watch(lambda nudge: heard.append((f"{clock.now_utc():%H:%M}", nudge)))
    for _minute in range(int(hours * 60)):
        await nudges.ring()
        clock.advance(60)
    stop()
    return heard


async def test_bedtime_and_a_lesson_are_said_once_at_their_time(client: Client, clock: FakeClock) -> None:
    nudges = Nudges(client.store, client.mistakes, client.timer, UTC)
    await nudges.wish(Wishes(review="19:00", lesson="18:00", bed="21:30", rest_min=0))
    assert await day_of(nudges, clock) == [("18:00", Nudge("lesson")), ("21:30", Nudge("bed"))], "no review is due"
    assert await day_of(nudges, clock, 15) == []
    assert [at for at, _nudge in await day_of(nudges, clock, 9)] == ["18:00", "21:30"], "the next day"


async def test_due_reviews_are_said_with_their_number(client: Client, clock: FakeClock) -> None:
    course = await client.courses.course("math-quadratic-equations")
    assert course
    question = course.lessons[0].segments[0].quiz[0]
    await client.courses.answer(course, course.lessons[0], 0, question, [0], 40.0)
    clock.advance(2 * 86_400)
    nudges = Nudges(client.store, client.mistakes, client.timer, UTC)
    await nudges.wish(Wishes("19:00", "", "", 0))
    assert await day_of(nudges, clock) == [("19:00", Nudge("review", 1))]


async def test_who_has_studied_today_needs_no_lesson(client: Client, clock: FakeClock) -> None:
    nudges = Nudges(client.store, client.mistakes, client.timer, UTC)
    await nudges.wish(Wishes("", "18:00", "", 0))
    await study(client, clock, 2)
    assert await day_of(nudges, clock) == []


async def test_what_was_missed_by_more_than_an_hour_is_not_said(client: Client, clock: FakeClock) -> None:
    nudges = Nudges(client.store, client.mistakes, client.timer, UTC)
    await nudges.wish(Wishes("", "", "14:30", 0))
    assert [nudge.kind for _at, nudge in await day_of(nudges, clock)] == ["bed"], "half an hour late"
    await nudges.wish(Wishes("", "22:00", "", 0))
    clock.advance(3600)
    assert await day_of(nudges, clock, 2) == []


async def test_a_rest_is_said_once_in_a_stretch_and_not_beside_the_familys(client: Client, clock: FakeClock) -> None:
    nudges = Nudges(client.store, client.mistakes, client.timer, UTC)
    await nudges.wish(Wishes("", "", "", 30))
    heard: list[Nudge] = []
    nudges.watch(heard.append)
    await study(client, clock, 50, nudges)
    assert [nudge.kind for nudge in heard] == ["rest"]
    assert 30 <= heard[0].amount <= 31
    limits = Limits(minutes=(600,) * 7, rest_after_min=30, closed_from="22:00", closed_until="06:00")
    await client.timer.set_limits(limits)
    await study(client, clock, 50, nudges)
    assert len(heard) == 1
    await nudges.wish(Wishes("", "", "21:30", 30))
    clock.set_wall(datetime(2026, 11, 23, 21, 30, tzinfo=UTC))
    await nudges.ring()
    assert len(heard) == 1, "the family's own bedtime is warned of by the clock"


async def test_odd_wishes_are_as_usual() -> None:
    assert Wishes.of(None) == Wishes()
    assert Wishes.of({"review": "25:00", "bed": "", "rest_min": "x"}) == Wishes(bed="")


async def study(client: Client, clock: FakeClock, minutes: int, nudges: Nudges | None = None) -> None:
    client.timer.begin("lesson")
    for beat in range(minutes * 12):
        clock.advance(5)
        client.timer.touch()
        await client.timer.beat()
        if nudges and beat % 12 == 0:
            await nudges.ring()
    if nudges is None:
        client.timer.pause()
        await client.timer.beat()
