"""Talk on its screen: two taps report or block."""

from pathlib import Path

import flet as ft

from server.teams.reports import reports
from tests.client.teams.test_home import account
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.family import soon
from tests.fakes.opened import open_window
from tests.fakes.teams import found_team, school
from tests.server.files.test_sweeping import services_of


async def test_two_talk_and_one_has_enough(tmp_path: Path) -> None:
    async with school(tmp_path, "小红", "小刚") as opened:
        red, strong = opened.people
        team = await found_team(red, strong)
        for one in (red, strong):
            await one.teams.members(team)
        async with (
            open_window(red, f"/teams/{team}/chat", PHONE) as app,
            open_window(strong, f"/teams/{team}", DESKTOP) as other,
        ):
            await app.see("满 14 岁才有聊天")
            await red.teams.presence.beat()
            await app.see("还没有人说话")
            rows = [app.find_all(ft.Semantics, within=row) for row in app.find_all(ft.Row)]
            names = [[one.identifier for one in row] for row in rows]
            assert ["chat-words", "chat-send"] in names, "in one row: what one answers to stays in sight"
            await app.write("chat-words", "你这个废物")
            await app.press("chat-send")
            await app.see("没有发出去，还在这里")
            await app.write("chat-words", "第三题怎么做？")
            await app.press("chat-send")
            await app.see("第三题怎么做？")
            await strong.teams.presence.beat()
            await other.press("team-chat")
            await other.see("第三题怎么做？")
            [said] = await strong.teams.talking.latest(team, ())
            await other.press(f"said-{said.id}")
            await other.press(f"report-{account(red)}")
            await other.see("已举报")
            await soon(lambda: len(reports(services_of(opened.server).database)) == 1)
            await other.press(f"block-{account(red)}")
            await other.wait_for(lambda: not any("第三题" in text for text in other.texts()))
