"""Finding a partner on the screen: the wish in taps, the reason in words, both agree."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.teams.matching.turns import EVERY_S
from sync.teams import Wish
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.family import soon
from tests.fakes.opened import open_window
from tests.fakes.teams import School, school


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        for person in opened.people:
            await person.profile.save(role="student", grade=9, subjects=[], goal_min=30)
        yield opened


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_two_find_each_other(pair: School, size: tuple[float, float]) -> None:
    red, strong = pair.people
    async with open_window(red, "/teams", size) as app:
        await app.press("team-find")
        for choice in ("goal-exam", "goal-daily", "tag-math", "tag-music", "hour-19"):
            await app.press(choice)
        await app.press("wish-send")
        await app.see("正在帮你找")
        wish = (await red.teams.partners.state()).wish
        assert wish
        assert (wish.grade, wish.goals, wish.tags) == (9, ["exam", "daily"], ["math", "music"])
        pair.clock.advance(EVERY_S)
        await strong.teams.partners.look_for(Wish(grade=9, tags=["math"], goals=["exam"], hours=wish.hours))
        await strong.teams.partners.answer(agrees=True)
        await red.teams.partners.ring()
        await app.see("小刚")
        for words in ("都想准备考试", "都喜欢数学", "都在初三", "常在同一时间学：19 点"):
            await app.see(words)
        await app.press("match-yes")
        [team] = await soon(red.teams.all)
        assert team.name == "学习伙伴"


async def test_never_to_meet_somebody_again_takes_two_taps(pair: School) -> None:
    red, strong = pair.people
    wish = Wish(grade=9, tags=["math"], goals=["exam"], hours=[11])
    await strong.teams.partners.look_for(wish)
    pair.clock.advance(EVERY_S)
    await red.teams.partners.look_for(wish)
    async with open_window(red, "/teams/partner", PHONE) as app:
        await app.press("match-block")
        await app.see("正在帮你找")
        await app.press("wish-stop")
        await app.see("想找什么样的学伴")


async def test_a_student_says_the_grade_first_since_nobody_is_taken_for_grown_up(pair: School) -> None:
    red = pair.people[0]
    await red.profile.save(role="student", grade=0, subjects=[], goal_min=30)
    async with open_window(red, "/teams/partner", PHONE) as app:
        await app.see("先选年级")
