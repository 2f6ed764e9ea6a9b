"""Teams on their screens: joining is there at once, a team's day, a parent's answer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.family import PASSWORD, found_family, open_member, soon
from tests.fakes.opened import open_device, open_window
from tests.fakes.teams import NAME, School, found_team, school


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


def gone(app: MemoryApp, words: str) -> bool:
    return not any(words in text for text in app.texts())


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_without_an_account_the_wish_to_join_is_kept(tmp_path: Path, size: tuple[float, float]) -> None:
    async with open_device(tmp_path) as client:
        async with open_window(client, "/teams?code=ABCDEF", size) as app:
            await app.see("输入邀请码")
            await app.press("team-send")
            await app.see("登录后自动加入")
            await app.see("邀请码 ABC DEF")
        async with open_window(client, "/teams", size) as app:
            await app.see("登录后自动加入")
            await app.press("intent-drop")
            await app.wait_for(lambda: gone(app, "登录后自动加入"))
        assert await client.teams.joining.intents.all() == []


async def test_what_is_no_code_is_said_at_the_field(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client, open_window(client, "/teams", PHONE) as app:
        await app.press("team-join")
        await app.write("team-typed", "ABC")
        await app.press("team-send")
        await app.see("邀请码是六个字母")


async def test_a_team_is_made_and_joined_on_the_screen_over_a_line_that_is_gone_meanwhile(pair: School) -> None:
    red, strong = pair.people
    async with open_window(red, "/teams", PHONE) as app, open_window(strong, "/teams", DESKTOP) as other:
        await app.press("team-new")
        await app.write("team-typed", NAME)
        await app.press("team-send")
        await app.see("我的小组")
        [team] = red.teams.all()
        await app.press(f"team-{team.id}")
        await app.press("team-invite")
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="team-code"))
        [shown] = app.find_all(ft.Text, within=app.ident("team-code"))
        await asyncio.to_thread(pair.server.stop)
        await other.press("team-join")
        await other.write("team-typed", f"http://s.example/t/{shown.value.replace(' ', '')}")
        await other.press("team-send")
        await other.see("正在加入…")
        await asyncio.to_thread(pair.server.start)
        await other.see(NAME)
        await other.wait_for(lambda: gone(other, "正在加入…"))
        await app.see("小刚")
        await app.see("因为小红邀请了小刚，小组多了一个位置，最多 7 人")


async def test_a_day_in_a_team(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    async with (
        open_window(red, f"/teams/{team}", PHONE) as app,
        open_window(strong, f"/teams/{team}", DESKTOP) as other,
    ):
        await app.press("task-new")
        await app.write("task-title", "背二十个单词")
        await app.press("task-add")
        await other.see("背二十个单词")
        [task] = (await red.teams.home(team)).tasks
        await other.see("0 / 2 人做完")
        await strong.teams.doing.tick(task.id, done=True)
        await app.see("1 / 2 人做完")
        await app.write("checkin-words", "单词背完了")
        await app.press("checkin")
        await app.see("今天打过卡了：打卡了 · 单词背完了")
        await other.see("打卡了 · 单词背完了")
        await other.press(f"cheer-{red.store.standing.device.account_id}")
        await app.see("小刚给了鼓励")
        await other.press("checkin")
        await other.see("一起学了 1 天")
        await app.see("一起学了 1 天")
        await app.press("say-together")
        await other.see("小红：一起学吧")
        await app.press(f"drop-{task.id}")
        await other.wait_for(lambda: gone(other, "背二十个单词"))
        await app.see("已删除")


async def test_somebody_is_put_out_and_somebody_leaves(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    async with (
        open_window(red, f"/teams/{team}", DESKTOP) as app,
        open_window(strong, f"/teams/{team}", PHONE) as other,
    ):
        await app.see("小刚")
        await app.press("manage")
        await app.press(f"remove-{strong.store.standing.device.account_id}")
        await other.see("这个小组打不开了")
        await app.wait_for(lambda: gone(app, "小刚"))
        await app.press("team-more")
        await app.press("team-leave")
        await app.see("要回来，得再收到邀请码")
        await app.press("team-leave-now")
        await soon(lambda: not red.teams.all())


async def test_a_parent_agrees_on_its_own_page(pair: School, tmp_path: Path) -> None:
    red, parent = pair.people
    await parent.profile.save(role="parent", grade=0, subjects=[], goal_min=30)
    code = (await red.teams.invite(await found_team(red))).code
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        await found_family(parent, young)
        await young.family.tell()
        async with open_window(young, "/teams", PHONE) as app, open_window(parent, "/", PHONE) as other:
            await app.press("team-join")
            await app.write("team-typed", code)
            await app.press("team-send")
            await app.see("等家长同意")
            await other.see("小小想和同学组队")
            await other.press("consent-yes")
            await app.see("我的小组")
            await other.wait_for(lambda: gone(other, "小小想和同学组队"))
