"""A sleeping team on the devices of its members: asked only when nobody has checked in, and merged on both sides."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.teams.errors import TeamError
from sync.teams import ASLEEP_DAYS, MergeState
from tests.fakes.family import PASSWORD, found_family, open_member, soon
from tests.fakes.teams import School, found_team, school

DAY_S = 86_400


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def test_two_sleeping_teams_become_one_and_the_old_ones_stay(pair: School) -> None:
    red, strong = pair.people
    ours, theirs = await found_team(red, name="晨读小组"), await found_team(strong, name="夜读小组")
    pair.clock.advance(ASLEEP_DAYS * DAY_S)
    await red.teams.merging.come(ours, 9)
    await strong.teams.merging.come(theirs, 8)
    offer = (await strong.teams.merging.state(theirs)).offer
    assert offer
    assert (offer.name, offer.grades) == ("晨读小组", [9])
    await strong.teams.merging.answer(theirs, agrees=True)
    await red.teams.merging.ring()
    await red.teams.merging.answer(ours, agrees=True)
    new = (await red.teams.merging.state(ours)).team
    await soon(lambda: red.teams.team(new))
    await soon(lambda: strong.teams.team(new))
    await strong.teams.merging.ring()
    assert (await strong.teams.merging.state(theirs)).team == new
    assert red.teams.team(ours)
    assert strong.teams.team(theirs)


async def test_a_check_in_wakes_the_team_at_once_on_this_device(pair: School) -> None:
    red = pair.people[0]
    ours = await found_team(red)
    pair.clock.advance(ASLEEP_DAYS * DAY_S)
    await red.teams.merging.look(ours)
    assert await red.teams.merging.state(ours) == MergeState(asleep=True, decides=True)
    await red.teams.doing.check_in(ours, "")
    assert await red.teams.merging.state(ours) == MergeState()


async def test_under_fourteen_nobody_comes_along_after_a_parents_no(pair: School, tmp_path: Path) -> None:
    parent, strong = pair.people
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        await found_family(parent, young)
        team = await found_team(strong)
        await young.teams.joining.join((await strong.teams.invite(team)).code)
        [asked] = await soon(parent.teams.consent.asked)
        await parent.teams.consent.say(asked, agrees=True)
        await soon(lambda: young.teams.team(team))
        await parent.teams.consent.say(asked, agrees=False)

        async def knows() -> bool:
            return not await young.teams.consent.answer("")

        await soon(knows)
        pair.clock.advance(ASLEEP_DAYS * DAY_S)
        with pytest.raises(TeamError, match="家长"):
            await young.teams.merging.come(team, 5)
        assert await soon(parent.teams.consent.asked), "and is asked again"
