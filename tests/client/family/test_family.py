"""A parent and a child, each on a device of their own: what one decides and the other does reaches the other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from client.bootstrap import DATABASE
from client.family.homes import FamilyError
from client.store import Writing
from client.timer.limits import Limits, defaults_for
from sync.catalogue import LIMITS, NOTE
from sync.ids import stable_id
from tests.fakes.family import PASSWORD, Household, found_family, household, open_member, soon
from tests.fakes.safe import MemorySafe

NOWHERE = "http://127.0.0.1:9"
HOUR = Limits(minutes=(60,) * 7, zone="UTC")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Household]:
    async with household(tmp_path) as opened:
        yield opened


async def test_a_code_brings_a_child_into_the_family(house: Household) -> None:
    assert [home.role for home in house.parent.family.homes.all()] == ["parent"]
    assert [(home.id, home.role) for home in house.child.family.homes.all()] == [(house.home, "child")]
    members = await house.child.family.homes.members(house.home)
    assert {(one.name, one.role) for one in members} == {("妈妈", "parent"), ("小明", "child")}


async def test_a_child_makes_the_family_and_invites_its_first_parent(tmp_path: Path, house: Household) -> None:
    async with (
        open_member(tmp_path / "solo", house.server.url, house.clock) as child,
        open_member(tmp_path / "father", house.server.url, house.clock) as father,
        open_member(tmp_path / "granny", house.server.url, house.clock) as granny,
    ):
        for who, name in ((child, "小红"), (father, "爸爸"), (granny, "奶奶")):
            await who.account.register(name, PASSWORD)
        home = await child.family.homes.found("小红家", "child")
        code = (await child.family.homes.invite(home.id, "parent")).code
        assert (await father.family.homes.card(code)).name == "小红家"
        assert (await father.family.homes.join(f"{code[:3]} {code[3:].lower()}")).role == "parent"
        with pytest.raises(FamilyError):
            await child.family.homes.invite(home.id, "parent")
        code = (await father.family.homes.invite(home.id, "parent")).code
        await granny.family.homes.join(code)
        members = await granny.family.homes.members(home.id)
        assert {(one.name, one.role) for one in members} == {("小红", "child"), ("爸爸", "parent"), ("奶奶", "parent")}


async def test_limits_of_the_family_are_those_of_the_childs_clock(house: Household) -> None:
    await house.agree(HOUR)
    limits = house.child.timer.limits
    assert limits
    assert limits.family == house.home
    assert house.child.timer.standing.cap_s == 3600
    await house.agree(replace(HOUR, minutes=(30,) * 7))
    assert house.child.timer.standing.cap_s == 1800
    assert house.parent.timer.limits is None, "they are the child's"


async def test_who_deletes_the_safe_and_the_ledger_is_no_freer_for_it(tmp_path: Path, house: Household) -> None:
    place = MemorySafe()
    async with open_member(tmp_path / "girl", house.server.url, house.clock, place) as girl:
        await girl.account.register("小红", PASSWORD)
        code = (await house.parent.family.homes.invite(house.home, "child")).code
        await girl.family.homes.join(code)
        await house.parent.family.deciding.set_limits(house.home, girl.store.standing.device.account_id, HOUR)
        await soon(lambda: girl.timer.limits)
    with closing(sqlite3.connect(tmp_path / "girl" / DATABASE)) as database:
        database.execute("DELETE FROM timer_entry")
        database.commit()
    house.clock.set_wall(house.clock.now_utc() + timedelta(days=3))
    async with open_member(tmp_path / "girl", NOWHERE, house.clock, MemorySafe()) as girl:
        limits, standing = girl.timer.limits, girl.timer.standing
        assert limits
        assert limits.family == house.home
        assert (standing.cap_s, standing.left_s) == (3600, 15 * 60)
        assert [alert.what for alert in girl.timer.alerts] == ["key_gone"]


async def test_what_the_child_did_is_seen_by_the_parent_and_its_notes_are_not(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.profile.save(role="student", grade=9, subjects=["math"], goal_min=30)
    await house.study(12)
    await house.study(3, "note", "")
    await house.child.notes.save(None, title="秘密", body="谁也不要看")
    assert house.child.family.telling
    await house.child.family.telling.tell()
    child = await house.sees(lambda child: child.now.used_s >= 15 * 60)  # it may have told of a part before
    assert (child.name, child.grade, child.now.goal_min) == ("小明", 9, 30)
    assert (child.now.used_s, child.now.cap_s) == (15 * 60, 3600)
    assert child.now.by_activity == {"lesson": 720, "note": 180}
    assert child.now.by_subject == {"math": 720}
    assert list(child.clocks) == [house.child.timer.id]
    texts = await house.parent.store.read(
        lambda s: "".join(str(row) for row in s.connection().exec_driver_sql("SELECT state FROM shadow").scalars())
    )
    assert "秘密" not in texts
    assert "不要看" not in texts


async def test_a_request_is_answered_and_the_answer_counts_at_once(house: Household) -> None:
    await house.agree(replace(HOUR, minutes=(1,) * 7))
    await house.study(2)
    assert house.child.timer.standing.lock == "limit"
    assert await house.child.family.asking.ask(30, "明天考试")
    await house.child.family.tell()
    [request] = (await house.sees(lambda child: child.open)).open
    assert (request.reason, request.wanted_min) == ("明天考试", 30)
    await house.parent.family.deciding.answer(request.id, 15)
    await house.parent.family.deciding.answer(request.id, 60)  # pressed twice
    await soon(lambda: house.child.timer.standing.lock == "")
    assert house.child.timer.standing.cap_s == 60 + 15 * 60
    [answered] = await house.child.family.asking.today()
    assert answered.minutes == 15
    assert (await house.seen()).open == []
    assert (await house.seen()).given_min == 15


async def test_not_today_is_an_answer_too(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.family.asking.ask(60, "")
    await house.child.family.tell()
    [request] = (await house.sees(lambda child: child.open)).open
    await house.parent.family.deciding.answer(request.id, 0, "先睡觉")

    async def answered() -> list[str]:
        return [one.words for one in await house.child.family.asking.today() if one.minutes == 0]

    assert await soon(answered) == ["先睡觉"]
    assert house.child.timer.standing.cap_s == 3600


async def test_two_devices_have_one_budget(tmp_path: Path, house: Household) -> None:
    await house.agree(HOUR)
    async with open_member(tmp_path / "tablet", house.server.url, house.clock) as tablet:
        await tablet.account.sign_in("小明", PASSWORD)
        await soon(lambda: tablet.timer.limits is not None)
        await house.study(20)
        await soon(lambda: abs(tablet.timer.standing.used_s - 20 * 60) <= 5)
        tablet.timer.begin("review")
        house.child.timer.begin("lesson")
        for _beat in range(12 * 10):  # both at once: each second counts once
            house.clock.advance(5)
            for device in (tablet, house.child):
                device.timer.touch()
                await device.timer.beat()
        for device in (tablet, house.child):
            device.timer.pause()
            await device.timer.flush()
        await soon(lambda: abs(tablet.timer.standing.used_s - house.child.timer.standing.used_s) <= 5)
        assert abs(tablet.timer.standing.used_s - 30 * 60) <= 5, "the test's clock runs faster than the line, by a beat"


async def test_limits_that_are_written_into_the_database_are_not_believed(house: Household) -> None:
    await house.agree(HOUR)
    record_id = stable_id("limits", house.home, house.account)
    await house.child.store.write(
        lambda w: w.session.connection().exec_driver_sql(
            "UPDATE limits SET minutes='[-1,-1,-1,-1,-1,-1,-1]' WHERE id=?", (record_id,)
        )
    )
    await house.child.timer.beat()
    assert house.child.timer.standing.cap_s == 3600


async def test_a_family_of_the_childs_own_making_does_not_give_time(tmp_path: Path, house: Household) -> None:
    await house.agree(HOUR)
    async with open_member(tmp_path / "friend", house.server.url, house.clock) as friend:
        await friend.account.register("假家长", PASSWORD)
        other = await found_family(friend, house.child)
        await friend.family.deciding.set_limits(other, house.account, Limits(minutes=(600,) * 7))
        await friend.family.deciding.give(other, house.account, house.child.timer.day, 600)
        await soon(house.child.family.waiting)
        assert house.child.timer.standing.cap_s == 3600
        [(home, limits)] = await house.child.family.waiting()
        assert home.id == other
        await house.child.family.obey(limits)
        assert house.child.timer.standing.cap_s == 36000, "behind the PIN a parent may say so"


async def test_a_pin_on_the_device_goes_before_a_family_that_joins_later(tmp_path: Path, house: Household) -> None:
    await house.child.timer.set_limits(replace(HOUR, minutes=(20,) * 7))
    await house.parent.family.deciding.set_limits(house.home, house.account, HOUR)
    await soon(house.child.family.waiting)
    assert house.child.timer.standing.cap_s == 1200


async def test_leaving_needs_both_and_ends_the_limits(house: Household) -> None:
    await house.agree(HOUR)
    with pytest.raises(FamilyError, match="双方"):
        await house.parent.family.homes.let_go(house.home, house.account)
    await house.child.family.homes.leave(house.home)
    members = await house.parent.family.homes.members(house.home)
    assert {one.name for one in members if one.leaving} == {"小明"}
    assert house.child.timer.limits, "nothing has changed yet"
    await house.parent.family.homes.let_go(house.home, house.account)
    await soon(lambda: not house.child.family.homes.all())
    await soon(lambda: house.child.timer.limits is None)


async def test_a_child_writes_no_limits(house: Household) -> None:
    await house.agree(HOUR)

    def forge(w: Writing) -> None:
        w.into(house.home)
        w.save(LIMITS, stable_id("limits", house.home, house.account), minutes=[600] * 7)
        w.save(NOTE, "n", title="可以写")

    await house.child.store.write(forge)
    await soon(lambda: house.child.store.standing.waiting == 0)
    agreed = await house.parent.family.deciding.limits(house.home, house.account)
    assert agreed
    assert agreed.minutes == (60,) * 7
    await house.child.timer.beat()


async def test_a_day_is_told_only_when_a_minute_is_new(house: Household) -> None:
    await house.agree(HOUR)
    await house.study(1)
    telling = house.child.family.telling
    await soon(lambda: telling._task is None or telling._task.done())  # what joining has begun to tell
    await house.child.family.tell()
    before = house.child.store.standing.device.last_n
    await house.child.family.tell()
    assert house.child.store.standing.device.last_n == before


async def test_what_the_clock_noticed_is_told_in_the_family(house: Household) -> None:
    await house.agree(replace(defaults_for("under16"), zone="UTC"))
    house.child.timer._keeper.alert("clock_set", house.child.timer._now(), "+86400")
    await house.child.timer.beat()
    await house.child.family.tell()
    [noticed] = (await house.sees(lambda child: child.noticed)).noticed
    assert (noticed.what, noticed.more) == ("clock_set", "+86400")


async def test_without_a_line_it_is_said_so(house: Household) -> None:
    members = await house.parent.family.homes.members(house.home)
    await asyncio.to_thread(house.server.stop)
    with pytest.raises(FamilyError, match="连不上"):
        await house.parent.family.homes.invite(house.home, "parent")
    assert await house.parent.family.homes.members(house.home) == members, "as they were read last"
