"""Both sides of a family on their screens: a parent decides, a child sees it; a code works without a line."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft
import httpx
import pytest

from client.timer.limits import Limits
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.family import PASSWORD, Household, household, open_member, soon
from tests.fakes.opened import open_window

HOUR = Limits(minutes=(60,) * 7, zone="UTC")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Household]:
    async with household(tmp_path) as opened:
        await opened.parent.profile.save(role="parent", grade=0, subjects=[], goal_min=30)
        await opened.child.profile.save(role="student", grade=9, subjects=[], goal_min=30)
        yield opened


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_parents_today_is_about_the_children(house: Household, size: tuple[float, float]) -> None:
    await house.agree(HOUR)
    await house.study(12)
    await house.child.family.asking.ask(30, "明天考试")
    await house.child.family.tell()
    await house.sees(lambda child: child.open and child.now.used_s >= 12 * 60)
    async with open_window(house.parent, "/", size) as app:
        await app.see("约定 60 分钟，用了 12 分钟，还剩 48 分钟")
        await app.see("小明在等你回答")
        await app.see("明天考试")
        await app.press("answer-15")
        await soon(lambda: house.child.timer.standing.cap_s == 75 * 60)
        await app.wait_for(lambda: not any("在等你回答" in text for text in app.texts()))
        await app.press(f"child-{house.account}")
        await app.see("最近四周")
        await app.see("数学")


async def test_a_parent_changes_the_agreement_from_its_own_device(house: Household) -> None:
    await house.child.family.tell()
    await house.sees(lambda child: child.name)
    async with open_window(house.parent, f"/me/family/{house.account}", PHONE) as app:
        await app.press("agree")
        await soon(lambda: house.child.timer.standing.cap_s == 3600)
        await app.press("limits-edit")
        today = house.clock.now_utc().weekday()
        await app.press(f"more-{today}")
        await soon(lambda: house.child.timer.standing.cap_s == 4200)
        await app.press("cap-note")
        await soon(lambda: (limits := house.child.timer.limits) and limits.caps_min == {"note": 360})
        await house.agree(replace(HOUR, minutes=(33,) * 7))  # the other parent, from another device
        await app.see("33 分钟")


async def test_quick_presses_are_all_kept_also_without_a_line(house: Household) -> None:
    await house.agree(HOUR)
    await house.child.family.tell()
    await house.sees(lambda child: child.limits)
    await asyncio.to_thread(house.server.stop)
    today = house.clock.now_utc().weekday()
    async with open_window(house.parent, f"/me/family/{house.account}", PHONE) as app:
        await app.press("limits-edit")
        await app.wait_for(lambda: app.sees(f"more-{today}"))
        [button] = app.find_all(ft.IconButton, within=app.ident(f"more-{today}"))
        more: Any = button.on_click
        for _press in range(3):  # before anything is drawn anew, or kept
            more()
        await app.see("90 分钟")
        await app.press("free-review")

        async def kept() -> bool:  # what waits to be sent does not tell: the presses before wait, too
            limits = await house.parent.family.deciding.limits(house.home, house.account)
            return bool(limits and (limits.minutes[today], limits.exempt) == (90, frozenset({"review"})))

        await soon(kept)
    await asyncio.to_thread(house.server.start)
    await soon(lambda: house.child.timer.standing.cap_s == 5400)


async def test_the_child_sees_what_is_left_where_it_went_and_asks(house: Household) -> None:
    await house.agree(replace(HOUR, exempt=frozenset({"review"})))
    await house.study(12)
    await house.study(3, "review")
    async with open_window(house.child, "/", PHONE) as app:
        await app.see("还能学 48 分钟，今天一共约定 60 分钟")
        await app.see("复习错题不占时间，今天已经做了 3 分钟")
        await app.go("/me/time")
        await app.see("12:00–12:1")
        await app.see("3 分 · 不占时间")
        await app.press("ask-more")
        await app.write("ask-reason", "还有一课没看完")
        await app.press("ask-15")
        await app.press("ask-send")
        await app.see("想多学 15 分钟 · 家长还没有回答")
        [asked] = (await house.sees(lambda child: child.open)).open
        await house.parent.family.deciding.answer(asked.id, 15)
        await app.see("想多学 15 分钟 · 家长多给了 15 分钟")
        await app.see("还能学 63 分钟")


async def test_a_code_gives_time_while_both_are_offline(house: Household) -> None:
    await house.agree(replace(HOUR, minutes=(1,) * 7))
    await house.child.family.tell()
    await house.sees(lambda child: child.clocks)
    await soon(house.child.family.number)
    await house.parent.family.fetch_keys()
    await asyncio.to_thread(house.server.stop)
    async with open_window(house.child, "/notes/new", PHONE) as app:
        await app.wait_for(lambda: house.child.timer.activity == "note")
        for _beat in range(14):
            house.clock.advance(5)
            house.child.timer.touch()
            await house.child.timer.beat()
        await app.see("今天约定的时间用完了")
        number = await house.child.family.number()
        await app.press("code-enter")
        await app.see(str(number))
        async with open_window(house.parent, f"/me/family/{house.account}", DESKTOP) as parent:
            await parent.press("code-open")
            await parent.write("code-number", str(number))
            await parent.press("code-15")
            await parent.press("code-make")
            await parent.wait_for(lambda: parent.find_all(ft.Semantics, identifier="code-shown"))
            [shown] = parent.find_all(ft.Text, within=parent.ident("code-shown"))
            code = shown.value
        await app.write("code-field", "000000" if code != "000 000" else "111111")
        await app.press("code-take")
        await app.see("这个码不对")
        await app.write("code-field", code)
        await app.press("code-take")
        await soon(lambda: house.child.timer.standing.cap_s == 16 * 60)
        await app.wait_for(lambda: not any("今天约定的时间用完了" in text for text in app.texts()))
    await asyncio.to_thread(house.server.start)
    await house.child.family.tell()
    seen = await house.sees(lambda child: any(one.what == "code_used" for one in child.noticed))
    assert [one.more for one in seen.noticed] == ["15"]


async def test_a_family_is_made_and_joined_on_the_screen(tmp_path: Path, house: Household) -> None:
    async with open_member(tmp_path / "aunt", house.server.url, house.clock) as aunt:
        await aunt.account.register("姑姑", PASSWORD)
        async with open_window(house.parent, "/me/family", PHONE) as app:
            await app.see("小明")
            await app.press("invite-parent")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="invite-code"))
            [shown] = app.find_all(ft.Text, within=app.ident("invite-code"))
            async with open_window(aunt, "/me/family", DESKTOP) as other:
                await other.see("和家人连在一起")
                await other.press("join-open")
                await other.write("join-code", shown.value)
                await other.press("join-send")
                await other.see("妈妈")
            await app.see("姑姑")


async def test_a_parent_makes_the_childs_account(tmp_path: Path, house: Household) -> None:
    async with open_window(house.parent, "/me/family", PHONE) as app:
        await app.press("new-child")
        await app.write("child-name", "小宝")
        await app.write("child-password", "小宝的密码 12345")
        await app.press("child-make")
        await app.see("小宝")
    async with open_member(tmp_path / "little", house.server.url, house.clock) as little:
        await little.account.sign_in("小宝", "小宝的密码 12345")
        await soon(lambda: [home.id for home in little.family.homes.as_child()] == [house.home])


async def test_the_week_is_shown_to_a_teacher(house: Household) -> None:
    await house.study(30)
    await house.child.family.tell()
    await house.sees(lambda child: child.now.used_s >= 30 * 60)
    async with open_window(house.parent, f"/me/family/{house.account}/week", DESKTOP) as app:
        await app.see("小明这周学了 30 分钟，1 天有学习")
        await app.press("share-7")
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="share-link"))
        [shown] = app.find_all(ft.Text, within=app.ident("share-link"))
        page = await asyncio.to_thread(httpx.get, shown.value)
        assert "小明的一周" in page.text
        await app.wait_for(lambda: app.find_all(ft.Text, "收回"))


async def test_under_fourteen_a_parent_agrees_first(tmp_path: Path, house: Household) -> None:
    async with (
        open_member(tmp_path / "young", house.server.url, house.clock) as young,
        open_window(young, "/me/account", PHONE) as app,
    ):
        await app.press("age-young")
        await app.see("请家长来看一看")
        assert not app.find_all(ft.Semantics, identifier="account-submit")
        await app.write("pin-first", "271828")
        await app.write("pin-second", "271828")
        await app.press("pin-set")
        await app.press("recovery-done")
        await app.write("account-name", "小小明")
        await app.write("account-password", PASSWORD)
        await app.press("account-submit")
        await app.wait_for(lambda: young.account.state.signed_in)


async def test_a_family_plays_a_battle_from_its_own_screen(house: Household) -> None:
    async with (
        open_window(house.child, "/me/family", PHONE) as app,
        open_window(house.parent, "/me/family", DESKTOP) as other,
    ):
        await app.press("battle-new")
        await app.press("battle-make")
        await app.see("家里人打开“家庭”就能看到邀请")
        await other.see("小明邀请大家来一场")
        await other.press("battle-join")
        await app.see("来了 2 个人")
        await other.press("battle-leave")
        await other.see("离开要孩子和家长都同意")
