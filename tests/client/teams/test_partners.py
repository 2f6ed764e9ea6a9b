"""Looking for a partner outlives lost lines and restarts, and needs both."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from client.bootstrap import Client
from client.teams.errors import TeamError
from client.teams.partners import Looking, from_utc, to_utc
from server.teams.matching.turns import EVERY_S
from sync.teams import Wish
from tests.fakes.family import PASSWORD, found_family, open_member, soon
from tests.fakes.teams import School, school

WISH = Wish(grade=9, tags=["math"], goals=["exam"], hours=[11, 12])


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def look(client: Client, clock: School) -> Looking:
    clock.clock.advance(EVERY_S)
    await client.teams.partners.ring()
    return await client.teams.partners.state()


async def test_two_who_both_agree_have_a_team(pair: School) -> None:
    red, strong = pair.people
    await red.teams.partners.look_for(WISH)
    pair.clock.advance(EVERY_S)
    await strong.teams.partners.look_for(WISH)
    found = (await strong.teams.partners.state()).suggestion
    assert found
    assert found.name == "小红"
    await strong.teams.partners.answer(agrees=True)
    assert strong.teams.all() == []
    assert (await look(red, pair)).suggestion
    await red.teams.partners.answer(agrees=True)
    [team] = await soon(red.teams.all)
    assert (await look(strong, pair)).team == team.id
    await soon(lambda: strong.teams.team(team.id))
    assert (await strong.teams.partners.state()).wish is None


async def test_a_wish_outlives_a_lost_line_and_a_restart(pair: School) -> None:
    red, strong = pair.people
    await asyncio.to_thread(pair.server.stop)
    await red.teams.partners.look_for(WISH)
    state = await red.teams.partners.state()
    assert (state.wish, state.sent) == (WISH, False)
    await red.close()
    await asyncio.to_thread(pair.server.start)
    async with open_member(pair.folder / "小红", pair.server.url, pair.clock) as again:
        assert (await look(again, pair)).sent
        pair.clock.advance(EVERY_S)
        await strong.teams.partners.look_for(WISH)
        assert (await strong.teams.partners.state()).suggestion


async def test_who_stops_without_a_line_is_off_the_list_when_there_is_one(pair: School) -> None:
    red, strong = pair.people
    await red.teams.partners.look_for(WISH)
    await asyncio.to_thread(pair.server.stop)
    await red.teams.partners.stop()
    assert (await red.teams.partners.state()).wish is None
    await asyncio.to_thread(pair.server.start)
    await look(red, pair)
    pair.clock.advance(EVERY_S)
    await strong.teams.partners.look_for(WISH)
    assert (await strong.teams.partners.state()).suggestion is None


async def test_a_suggestion_that_was_taken_back_is_said_so(pair: School) -> None:
    red, strong = pair.people
    await red.teams.partners.look_for(WISH)
    pair.clock.advance(EVERY_S)
    await strong.teams.partners.look_for(WISH)
    await look(red, pair)
    await strong.teams.partners.answer(agrees=False, block=True)
    with pytest.raises(TeamError, match="继续帮你找"):
        await red.teams.partners.answer(agrees=True)
    assert (await look(red, pair)).suggestion is None


async def test_under_fourteen_a_parent_is_asked_first(pair: School, tmp_path: Path) -> None:
    parent = pair.people[0]
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        await found_family(parent, young)
        await young.teams.partners.look_for(WISH)
        assert (await young.teams.partners.state()).needs_parent
        [asked] = await soon(parent.teams.consent.asked)
        await parent.teams.consent.say(asked, agrees=True)

        async def waits() -> bool:
            return not (await look(young, pair)).needs_parent

        await soon(waits)


@pytest.mark.parametrize(
    ("zone", "utc"), [("Asia/Shanghai", 12), ("America/New_York", 1), ("Pacific/Kiritimati", 6), ("UTC", 20)]
)
def test_hours_are_told_in_utc_and_shown_where_one_is(zone: str, utc: int) -> None:
    here = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo(zone))
    assert to_utc([20], here) == [utc]
    assert from_utc(utc, here) == 20
