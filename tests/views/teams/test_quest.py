"""The quest of a team on its screens: one tap begins it, ten minutes end it, the team hears of it."""

from pathlib import Path

import flet as ft
import pytest

from client.teams.quests import MINUTES
from tests.client.teams.test_home import account, equal
from tests.client.teams.test_quests import answer_wrongly
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_window
from tests.fakes.teams import found_team, school


async def answer(app: MemoryApp) -> None:
    """Answer the question on the screen, somehow."""
    await app.wait_for(lambda: app.sees("practice-next"))
    for one in ("option-0", "true"):
        if app.sees(one):
            await app.press(one)
    for field in app.find_all(ft.TextField):
        await app.type(field, "1")
    await app.press("practice-next")
    await app.wait_for(lambda: app.find_all(ft.FilledButton, "下一题") or app.find_all(ft.FilledButton, "看看结果"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_quest_is_one_tap_and_at_most_ten_minutes(tmp_path: Path, size: tuple[float, float]) -> None:
    async with school(tmp_path, "小红", "小刚") as opened:
        red, strong = opened.people
        team = await found_team(red, strong)
        await answer_wrongly(strong)
        await strong.teams.doing.check_in(team, "")
        await equal(team, red, strong)
        opened.clock.advance(86_400)
        async with open_window(red, f"/teams/{team}", size) as app:
            await app.see("今天的十分钟")
            await app.see("5 道题")
            await app.press("quest")
            await app.see("第 1 题，共 5 题")
            await answer(app)
            await app.press("practice-next")
            await app.see("第 2 题，共 5 题")
            assert red.timer.wanted == "review", "it counts as study"
            opened.clock.advance(MINUTES * 60)
            await answer(app)
            await app.press("practice-next")
            await app.see("已经告诉队友了")
            await app.press("quest-back")
            await app.see("今天的十分钟做完了：2 题对了")
        home = await equal(team, red, strong)
        assert home.quest.done[account(red)][1] == 2
