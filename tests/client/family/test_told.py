"""What the child's device tells of days and places, and what the parent makes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from client.family import telling
from client.family.tables import DaySummaryRow
from client.store import Writing
from client.timer.limits import Limits
from sync.catalogue import DAY_SUMMARY
from sync.ids import stable_id
from tests.fakes.family import Household, household, soon

HOUR = Limits(minutes=(60,) * 7, zone="UTC")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Household]:
    async with household(tmp_path) as opened:
        yield opened


async def test_a_device_that_travels_is_noticed_and_the_day_stays_that_of_home(
    house: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.agree(replace(HOUR, zone="Asia/Shanghai"))
    monkeypatch.setattr(telling, "device_zone_name", lambda: "America/New_York")
    await house.child.family.tell()
    seen = await house.sees(lambda child: child.noticed)
    assert [(one.what, one.more) for one in seen.noticed] == [("away", "America/New_York")]
    assert seen.today == house.child.timer.day == "2026-11-22", "20:00 at home, 07:00 in New York"


async def test_another_name_for_the_same_clocks_is_no_journey(
    house: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.agree(replace(HOUR, zone="Asia/Shanghai"))
    monkeypatch.setattr(telling, "device_zone_name", lambda: "Asia/Chongqing")
    await house.child.family.tell()
    assert (await house.sees(lambda child: child.clocks)).noticed == []


async def test_without_limits_the_day_is_that_of_the_childs_device(
    house: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clock.advance(6 * 3600)  # 18:00 in Greenwich, tomorrow in Auckland
    monkeypatch.setattr(telling, "device_zone_name", lambda: "Pacific/Auckland")
    await house.child.family.tell()
    assert (await house.sees(lambda child: child.name)).today == "2026-11-23"


async def test_what_a_parent_decides_comes_back_as_soon_as_it_is_in_force(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.family.tell()
    await house.sees(lambda child: child.now.cap_s == 3600)
    today = (await house.seen()).today
    await house.parent.family.deciding.give(house.home, house.account, today, 30)
    await house.sees(lambda child: child.now.cap_s == 5400)  # long before the child's device tells of its next minute


async def test_a_day_that_has_not_come_is_taken_back_once_the_date_is_known(house: Household) -> None:
    await house.agree(HOUR)
    record_id = stable_id("day_summary", house.home, house.account, "2026-11-25")

    def told_too_early(w: Writing) -> None:
        w.into(house.home)
        about = {"child": house.account, "day": "2026-11-25", "told_utc": "2026-11-22T12:00:00.000Z"}
        w.save(DAY_SUMMARY, record_id, **about, used_s=900, by_activity={"lesson": 900}, streak=4)

    await house.child.store.write(told_too_early)

    async def parents() -> DaySummaryRow | None:
        return await house.parent.store.read(lambda session: session.get(DaySummaryRow, record_id))

    assert (await soon(parents)).used_s == 900
    await house.study(1)
    await house.child.timer.ask_date()
    await house.child.family.tell()

    async def taken_back() -> bool:
        row = await parents()
        return row is not None and (row.used_s, row.by_activity, row.told_utc) == (0, {}, "")

    assert await soon(taken_back)
