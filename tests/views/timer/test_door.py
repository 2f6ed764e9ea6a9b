"""Who may come in at the parents' page of a child's device, and what can be changed there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from client.timer.codes import OPENS
from client.timer.limits import Limits
from tests.fakes.app import PHONE
from tests.fakes.family import PASSWORD, Household, found_family, household, open_member, soon
from tests.fakes.opened import open_window
from views.timer.words import agreed_lines

PIN = "271828"
HOUR = Limits(minutes=(60,) * 7, zone="UTC")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Household]:
    async with household(tmp_path) as opened:
        yield opened


async def test_where_a_family_has_agreed_a_child_chooses_no_pin(house: Household) -> None:
    await house.agree(HOUR)
    await soon(house.child.family.number)
    async with open_window(house.child, "/me/parent", PHONE) as app:
        await app.see("用家长设备上的码打开")
        assert not app.sees("pin-first")
        await app.write("open-field", "123456")
        await app.press("open-take")
        await app.see("这个码不对")
        assert not house.child.pin.is_set


async def test_a_parents_code_opens_the_page_and_a_pin_is_chosen(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.family.tell()
    await house.sees(lambda child: child.clocks)
    number = await soon(house.child.family.number)
    code = await house.parent.family.code(house.home, house.account, number, house.child.timer.day, OPENS)
    async with open_window(house.child, "/me/parent", PHONE) as app:
        await app.write("open-field", code)
        await app.press("open-take")
        await app.write("pin-first", PIN)
        await app.write("pin-second", PIN)
        await app.press("pin-set")
        await app.press("recovery-done")
        await app.see("这份约定是“我们家”的")
        for name in ("limits-off", "more-0", "from-22:00"):
            assert not app.sees(name), "what the family has agreed on is changed by its parents"
        await app.press("give-15")
        await soon(lambda: house.child.timer.standing.cap_s == 75 * 60)
    await house.child.family.tell()
    seen = await house.sees(lambda child: any(one.what == "given_here" for one in child.noticed))
    assert [one.more for one in seen.noticed if one.what == "given_here"] == ["15"]


async def test_a_code_for_the_page_gives_no_time_and_a_code_for_time_opens_no_page(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.family.tell()
    await house.sees(lambda child: child.clocks)
    number = await soon(house.child.family.number)
    make = house.parent.family.code
    for minutes, taken in ((OPENS, house.child.family.take_code), (15, house.child.family.open_by_code)):
        code = await make(house.home, house.account, number, house.child.timer.day, minutes)
        with pytest.raises(Exception, match="不对"):
            await taken(code)
    assert house.child.timer.standing.cap_s == 3600


async def test_a_forgotten_pin_is_opened_by_the_parents_account(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.pin.set(PIN)
    await house.child.family.tell()
    await house.sees(lambda child: child.clocks)
    number = await soon(house.child.family.number)
    code = await house.parent.family.code(house.home, house.account, number, house.child.timer.day, OPENS)
    async with open_window(house.child, "/me/parent", PHONE) as app:
        await app.see("请家长输入密码")
        await app.press("pin-by-code")
        await app.write("open-field", code)
        await app.press("open-take")
        await app.see("设一个家长密码")


async def test_behind_the_pin_a_parent_chooses_which_family_counts(tmp_path: Path, house: Household) -> None:
    await house.agree(HOUR)
    await house.child.pin.set(PIN)
    async with open_member(tmp_path / "father", house.server.url, house.clock) as father:
        await father.account.register("爸爸", PASSWORD)
        other = await found_family(father, house.child)
        await father.family.deciding.set_limits(
            other, house.child.store.standing.device.account_id, replace(HOUR, minutes=(90,) * 7)
        )
        await soon(house.child.family.waiting)
        await house.child.family.tell()
        async with open_window(house.child, "/me/parent", PHONE) as app:
            await app.write("pin-field", PIN)
            await app.press("pin-enter")
            await app.see("每天：90 分钟")
            await app.press(f"obey-{other}")
            await soon(lambda: house.child.timer.standing.cap_s == 90 * 60)
            await app.see("每天：60 分钟")
            await app.wait_for(lambda: app.sees(f"obey-{house.home}"))
        await house.child.family.tell()
        noticed = await house.sees(lambda child: any(one.what == "other_agreement" for one in child.noticed))
        assert noticed.noticed[0].device


async def test_behind_the_pin_a_parent_sees_what_a_family_would_be_told(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.profile.save(role="student", grade=9, subjects=["math"], goal_min=30)
    await house.study(12)
    await house.study(3, "note", "")
    await house.child.notes.save(None, title="秘密", body="谁也不要看")
    await house.child.pin.set(PIN)
    here = await house.child.family.here()
    await house.child.family.tell()
    seen = await house.sees(lambda child: child.now.used_s >= 15 * 60)
    assert (here.now.by_subject, here.now.by_activity) == (seen.now.by_subject, seen.now.by_activity)
    assert (here.now.used_s, here.now.cap_s, here.now.streak) == (15 * 60, 3600, seen.now.streak)
    async with open_window(house.child, "/me/parent", PHONE) as app:
        await app.write("pin-field", PIN)
        await app.press("pin-enter")
        for words in ("用了 15 分钟", "学了什么", "共 15 分钟", "数学", "最近四周"):
            await app.see(words)
        assert not any("秘密" in text for text in app.texts())


async def test_without_a_family_all_of_it_is_changed_behind_the_pin(house: Household) -> None:
    await house.parent.timer.set_limits(HOUR)
    await house.parent.pin.set(PIN)
    async with open_window(house.parent, "/me/parent", PHONE) as app:
        await app.write("pin-field", PIN)
        await app.press("pin-enter")
        await app.press("more-0")
        await soon(lambda: house.parent.timer.limits and house.parent.timer.limits.minutes[0] == 70)
        await app.press("zone-UTC") if app.sees("zone-UTC") else None
        await app.press("limits-off")
        await soon(lambda: house.parent.timer.limits is None)


def test_an_agreement_is_said_by_weekdays() -> None:
    limits = Limits(minutes=(60, 60, 60, 60, 60, 90, -1), closed_from="22:00", closed_until="06:00")
    assert agreed_lines(limits) == ["星期一到星期五：60 分钟", "星期六：90 分钟", "星期日：不限", "22:00 到 06:00 休息"]
