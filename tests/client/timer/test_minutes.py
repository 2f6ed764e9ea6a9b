"""Study time read from the events: by the day of the device's zone, and on end."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from client.store import Store
from client.timer.minutes import minutes_on_end, seconds_by_day
from sync.catalogue import STUDY
from sync.clock import to_text
from tests.fakes.store import open_store

CHINA = timezone(timedelta(hours=8))
NEPAL = timezone(timedelta(hours=5, minutes=45))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> str:
    return to_text(datetime(2026, 11, day, hour, minute, second, tzinfo=UTC))


async def study(store: Store, started_utc: str, seconds: int) -> None:
    await store.write(lambda w: w.add(STUDY, activity="lesson", started_utc=started_utc, seconds=seconds, subject=""))


@pytest.mark.parametrize(
    ("zone", "days"),
    [(UTC, {(1, 120)}), (CHINA, {(2, 120)}), (NEPAL, {(1, 60), (2, 60)})],
    ids=["UTC", "China", "Nepal"],
)
async def test_a_day_is_one_where_the_device_is(tmp_path: Path, zone: tzinfo, days: set[tuple[int, int]]):
    async with open_store(tmp_path) as store:
        await study(store, at(1, 18, 14, 59), 60)  # one second before midnight in Kathmandu
        await study(store, at(1, 18, 15), 60)
        found = await store.read(lambda session: seconds_by_day(session, zone))
    assert found == {date(2026, 11, day): seconds for day, seconds in days}


async def test_seconds_below_zero_of_a_faulty_device_take_nothing_away(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await study(store, at(1, 9), 90)
        await study(store, at(1, 9, 5), -600)
        assert await store.read(lambda session: seconds_by_day(session, UTC)) == {date(2026, 11, 1): 90}


@pytest.mark.parametrize(
    ("ago", "minutes"),
    [
        ([], 0),
        (range(1, 51), 50),  # each of the last 50 minutes
        ([*range(1, 21), *range(24, 44)], 40),  # three minutes away are no break
        ([*range(1, 21), *range(26, 46)], 20),  # five are
        (range(10, 50), 0),  # the break is now
        (range(1, 170), 169),
    ],
)
async def test_minutes_on_end_begin_after_the_last_break(tmp_path: Path, ago: list[int], minutes: int):
    async with open_store(tmp_path) as store:
        for back in ago:
            await study(store, to_text(NOW - timedelta(minutes=back)), 60)
        assert await store.read(lambda session: minutes_on_end(session, NOW)) == minutes


async def test_study_of_another_device_in_the_future_does_not_count_yet(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await study(store, to_text(NOW + timedelta(minutes=3)), 60)
        assert await store.read(lambda session: minutes_on_end(session, NOW)) == 0
