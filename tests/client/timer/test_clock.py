"""The study clock on a real store."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import select

from client.store import Store
from client.timer import Limits, StudyClock
from client.timer.clock import BEAT_S
from client.timer.drafts import Place
from client.timer.safe import Safe
from client.timer.tables import Study
from tests.fakes.clock import FakeClock
from tests.fakes.elapsed import FakeElapsed
from tests.fakes.safe import MemorySafe
from tests.fakes.store import open_store


class Desk(NamedTuple):
    """A person's desk: the clock on the wall, the study clock, and the store it writes to."""

    clock: FakeClock
    timer: StudyClock
    store: Store

    async def study(self, seconds: int) -> None:
        """Let that many seconds pass, with the heartbeat and a touch every five."""
        for _beat in range(seconds // 5):
            self.clock.advance(5)
            self.timer.touch()
            await self.timer.beat()

    async def written(self) -> list[Study]:
        return await self.store.read(lambda s: list(s.exec(select(Study).order_by(Study.started_utc))))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = FakeClock()
    async with open_store(tmp_path, clock) as store:
        timer = await StudyClock.open(store, clock, await Safe.open(MemorySafe()), place=Place(zone=UTC))
        yield Desk(clock, timer, store)


async def test_a_full_minute_is_written_by_itself(desk: Desk):
    desk.timer.begin("lesson")
    await desk.study(60)
    assert [(row.activity, row.seconds) for row in await desk.written()] == [("lesson", 60)]


async def test_no_interval_is_longer_than_a_minute(desk: Desk):
    desk.timer.begin("lesson")
    for _step in range(4):
        desk.clock.advance(25)
        desk.timer.touch()
    await desk.timer.flush()
    assert [row.seconds for row in await desk.written()] == [60, 40]


async def test_going_from_the_lesson_to_its_quiz_keeps_both_times(desk: Desk):
    desk.timer.begin("lesson")
    await desk.study(20)
    desk.timer.begin("quiz")
    await desk.study(15)
    desk.timer.pause()
    await desk.timer.beat()
    assert [(row.activity, row.seconds) for row in await desk.written()] == [("lesson", 20), ("quiz", 15)]


async def test_ending_an_activity_that_another_has_followed_changes_nothing(desk: Desk):
    end_lesson = desk.timer.begin("lesson")
    desk.timer.begin("note")
    end_lesson()
    await desk.study(30)
    await desk.timer.flush()
    assert [(row.activity, row.seconds) for row in await desk.written()] == [("note", 30)]


async def test_moving_the_wall_clock_adds_no_minute(desk: Desk):
    desk.timer.begin("lesson")
    await desk.study(30)
    desk.clock.set_wall(desk.clock.now_utc() + timedelta(hours=5))
    await desk.study(30)
    await desk.timer.flush()
    assert sum(row.seconds for row in await desk.written()) == 60


async def test_closing_writes_what_was_counted(desk: Desk):
    desk.timer.start()
    desk.timer.begin("review")
    desk.clock.advance(12)
    await desk.timer.close()
    assert [row.seconds for row in await desk.written()] == [12]


async def test_minutes_are_told_by_day(desk: Desk):
    desk.timer.begin("lesson")
    await desk.study(180)
    desk.timer.pause()
    desk.clock.advance(24 * 3600)
    desk.timer.begin("lesson")
    await desk.study(125)
    await desk.timer.flush()
    assert await desk.timer.minutes_today() == 2
    assert await desk.timer.minutes_by_day(3) == [
        (date(2026, 11, 21), 0),
        (date(2026, 11, 22), 3),
        (date(2026, 11, 23), 2),
    ]


async def test_a_store_that_cannot_write_loses_no_second(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    async def full_disk(_command: object) -> None:
        raise OSError("disk full")

    desk.timer.begin("lesson")
    desk.clock.advance(20)
    with monkeypatch.context() as broken:
        broken.setattr(desk.store, "write", full_disk)
        with pytest.raises(OSError, match="disk full"):
            await desk.timer.flush()
    await desk.timer.flush()
    assert [row.seconds for row in await desk.written()] == [20]


async def test_who_has_an_account_needs_the_server_to_open_a_second_day_after_a_reboot(tmp_path: Path):
    clock, place = FakeClock(), MemorySafe()
    elapsed = FakeElapsed(clock)
    async with open_store(tmp_path, clock) as store:
        await (await StudyClock.open(store, clock, await Safe.open(place), elapsed=elapsed)).close()
        await store.adopt("account", "device", "space")
        for days in (0, 1, 2, 3):
            clock.set_wall(clock.now_utc() + timedelta(days=1))
            elapsed.reboot()
            timer = await StudyClock.open(store, clock, await Safe.open(place), elapsed=elapsed)
            if not days:
                await timer.set_limits(Limits(minutes=(60,) * 7, zone="UTC"))
            await timer.beat()
            assert timer.standing.day == ("2026-11-23", "2026-11-24", "2026-11-24", "2026-11-24")[days]
            await timer.close()


async def test_the_heart_wakes_every_five_seconds_at_most_and_rests_behind_other_windows(desk: Desk):
    timer = desk.timer
    await timer.set_limits(Limits(minutes=(60,) * 7, zone="UTC"))
    timer.start()
    timer.begin("lesson")
    assert await beats_of(timer) <= 2, "one for what happened, none on its own"
    assert timer.until_beat_s() == BEAT_S
    timer.show(in_front=False)
    assert await beats_of(timer) <= 1
    assert timer.until_beat_s() is None
    assert await beats_of(timer) == 0
    timer.show(in_front=True)
    await beats_of(timer)
    desk.clock.advance(121)  # nobody is there any more
    await timer.beat()
    assert timer.until_beat_s() is None
    await timer.close()


async def beats_of(timer: StudyClock) -> int:
    """How often the heart beats while the loop runs free for a while."""
    before = timer.beats
    for _turn in range(200):
        await asyncio.sleep(0)
    return timer.beats - before
