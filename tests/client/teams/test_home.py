"""A team's home on several devices: equal afterwards, also where one was offline for the day; who is there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.teams.errors import TeamError
from client.teams.home import TeamHome
from client.teams.streak import FREEZES
from sync.teams import GONE_S
from tests.fakes.family import open_member, soon
from tests.fakes.teams import School, aeroplane, found_team, school

NAMES = ("小红", "小刚", "小美")


@pytest.fixture
async def three(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, *NAMES) as opened:
        yield opened


def account(client: Client) -> str:
    return client.store.standing.device.account_id


async def equal(team: str, *clients: Client) -> TeamHome:
    """Wait until all have sent all and see the same, and return what they see."""

    async def same() -> TeamHome | None:
        if any(client.store.standing.waiting for client in clients):
            return None
        homes = [await client.teams.home(team) for client in clients]
        return homes[0] if all(home == homes[0] for home in homes) else None

    return await soon(same)


async def test_with_one_offline_for_the_day_all_are_equal_afterwards(three: School, tmp_path: Path) -> None:
    red, strong, pretty = three.people
    team = await found_team(red, strong, pretty)
    task = await red.teams.doing.add_task(team, "背二十个单词")
    await soon(lambda: _titles(pretty, team))
    async with aeroplane(pretty):
        for person in (red, strong):
            await person.teams.doing.check_in(team, f"{person.account.state.name}学完了")
        await pretty.teams.doing.check_in(team, "飞机上也学了")
        await pretty.teams.doing.tick(task, done=True)
        await red.teams.doing.tick(task, done=True)
        await pretty.teams.doing.cheer(team, "together")
        await strong.teams.doing.add_task(team, "改错题")
        await equal(team, red, strong)
        assert len((await pretty.teams.home(team)).checkins) == 1, "it knows of nobody else yet"
        assert (await pretty.teams.home(team)).streak.days == 0
    home = await equal(team, red, strong, pretty)
    assert {one.words for one in home.checkins} == {"小红学完了", "小刚学完了", "飞机上也学了"}
    assert {one.title: set(one.done) for one in home.tasks} == {
        "背二十个单词": {account(red), account(pretty)},
        "改错题": set(),
    }
    assert home.said == [(account(pretty), "together")]
    assert home.streak.days == 1
    three.clock.advance(2 * 86_400)
    late = await equal(team, red, strong, pretty)
    assert late.streak.days == 1, "yesterday was forgiven"
    assert late.checkins == [], "and today is another day"


async def _titles(client: Client, team: str) -> list[str]:
    return [one.title for one in (await client.teams.home(team)).tasks]


async def test_one_checks_in_once_a_day_and_cheers_each_word_once(three: School) -> None:
    red, strong, _pretty = three.people
    team = await found_team(red, strong)
    for words in ("第一次", "又按了一次"):
        await red.teams.doing.check_in(team, words)
    [checkin] = (await red.teams.home(team)).checkins
    assert checkin.words == "第一次"
    await soon(lambda: _checkins(strong, team))
    for _press in range(2):
        await strong.teams.doing.cheer(team, "clap", checkin.id)
    home = await equal(team, red, strong)
    assert home.checkins[0].cheers == ((account(strong), "clap"),)


async def _checkins(client: Client, team: str) -> int:
    return len((await client.teams.home(team)).checkins)


async def test_a_task_can_be_taken_back_and_brought_back(three: School) -> None:
    red = three.people[0]
    team = await found_team(red)
    with pytest.raises(TeamError):
        await red.teams.doing.add_task(team, "  ")
    task = await red.teams.doing.add_task(team, "读一页书")
    await red.teams.doing.tick(task, done=True)
    await red.teams.doing.tick(task, done=False)
    assert (await red.teams.home(team)).tasks[0].done == ()
    await red.teams.doing.drop_task(task)
    assert await _titles(red, team) == []
    await red.teams.doing.restore_task(task)
    assert await _titles(red, team) == ["读一页书"]


async def test_whoever_comes_by_an_invitation_brings_a_freeze_once(three: School) -> None:
    red, strong, pretty = three.people
    team = await found_team(red)
    assert (await red.teams.home(team)).streak.freezes == FREEZES, "who makes a team was not invited"
    code = (await red.teams.invite(team)).code
    await strong.teams.joining.join(code)
    await soon(lambda: strong.teams.team(team))
    assert (await equal(team, red, strong)).streak.freezes == FREEZES + 1
    await pretty.teams.joining.join(code)
    await soon(lambda: pretty.teams.team(team))
    assert (await equal(team, red, strong, pretty)).streak.freezes == FREEZES + 1, "one a week, however many come"
    three.clock.advance(7 * 86_400)
    assert (await red.teams.home(team)).streak.freezes == FREEZES


async def test_who_is_there_is_known_for_a_while(three: School) -> None:
    red, strong, pretty = three.people
    team = await found_team(red, strong)
    strong.timer.begin("review")
    await strong.teams.presence.beat()
    await pretty.teams.presence.beat()  # of no team
    await red.teams.presence.beat()
    assert red.teams.presence.here(team) == {account(strong): "review", account(red): ""}
    three.clock.advance(GONE_S + 1)
    assert red.teams.presence.here(team) == {}, "who looks computes it: no line is needed for that"
    await asyncio.to_thread(three.server.stop)
    await red.teams.presence.beat()
    assert red.teams.presence.here(team) == {}


async def test_whoever_was_removed_hears_and_says_nothing_more(three: School) -> None:
    red, strong, _pretty = three.people
    team = await found_team(red, strong)
    async with aeroplane(strong):
        await strong.teams.doing.check_in(team, "还没发出去")
        await red.teams.remove(team, account(strong))
        await red.teams.doing.check_in(team, "只给队友看")
    await soon(lambda: not strong.teams.all())
    await soon(lambda: strong.store.standing.waiting == 0)
    assert (await strong.teams.home(team)).checkins == []
    home = await equal(team, red)
    assert [one.words for one in home.checkins] == ["只给队友看"]
    await strong.teams.presence.beat()
    await red.teams.presence.beat()
    assert set(red.teams.presence.here(team)) == {account(red)}


async def test_the_home_is_there_after_a_restart_without_a_line(three: School, tmp_path: Path) -> None:
    red, strong, _pretty = three.people
    team = await found_team(red, strong)
    await red.teams.members(team)
    await red.teams.doing.check_in(team, "今天的份")
    await equal(team, red, strong)
    await red.close()
    await asyncio.to_thread(three.server.stop)
    async with open_member(three.folder / NAMES[0], three.server.url, three.clock) as again:
        assert (await again.teams.home(team)).checkins[0].words == "今天的份"
        assert {one.name for one in await again.teams.members(team)} == {"小红", "小刚"}
