"""A sleeping team's card: said in one tap, answered by the owners, and gone once somebody checks in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.teams import ASLEEP_DAYS
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_window
from tests.fakes.teams import School, found_team, school


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        for person in opened.people:
            await person.profile.save(role="student", grade=9, subjects=[], goal_min=30)
        yield opened


async def test_two_sleeping_teams_merge_on_their_screens(pair: School) -> None:
    red, strong = pair.people
    ours, theirs = await found_team(red, name="晨读小组"), await found_team(strong, name="夜读小组")
    pair.clock.advance(ASLEEP_DAYS * 86_400)
    async with (
        open_window(red, f"/teams/{ours}", PHONE) as app,
        open_window(strong, f"/teams/{theirs}", DESKTOP) as other,
    ):
        await app.press("merge-come")
        await app.see("在找合适的小组")
        await other.press("merge-come")
        await other.see("“晨读小组”也歇着，有 1 个人愿意过来：初三")
        await other.press("merge-yes")
        await other.see("等对方的组长")
        await red.teams.merging.ring()
        await app.see("“夜读小组”也歇着")
        await app.press("merge-yes")
        await app.see("你们合成了一个新小组")
        await app.press("merge-go")
        await app.see("夜读小组 · 晨读小组")


async def test_a_check_in_wakes_the_team(pair: School) -> None:
    red = pair.people[0]
    team = await found_team(red)
    pair.clock.advance(ASLEEP_DAYS * 86_400)
    async with open_window(red, f"/teams/{team}", PHONE) as app:
        await app.see("小组歇了两周")
        await app.press("checkin")
        await app.wait_for(lambda: not any("小组歇了两周" in words for words in app.texts()))
