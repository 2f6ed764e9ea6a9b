"""Talk in a team: from fourteen on; who is blocked is not seen and not paired; reports reach the server once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.teams.errors import TeamError
from server.teams.reports import reports
from tests.client.teams.test_home import account
from tests.fakes.family import PASSWORD, found_family, open_member, soon
from tests.fakes.teams import School, found_team, school
from tests.server.files.test_sweeping import services_of


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def test_what_is_said_reaches_the_team_and_what_hurts_is_not_sent(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    with pytest.raises(TeamError):
        await red.teams.talking.say(team, "你这个废物")
    with pytest.raises(TeamError):
        await red.teams.talking.say(team, "  ")
    with pytest.raises(TeamError):
        await red.teams.doing.check_in(team, "加我微信")
    with pytest.raises(TeamError):
        await red.teams.doing.add_task(team, "骂他废物")
    await red.teams.talking.say(team, "第三题怎么做？")
    [said] = await soon(lambda: strong.teams.talking.latest(team, ()))
    assert (said.who, said.words) == (account(red), "第三题怎么做？")


async def test_block_and_report_hold_at_once_and_reach_the_server_when_there_is_a_line(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    await red.teams.talking.say(team, "你好")
    [said] = await soon(lambda: strong.teams.talking.latest(team, ()))
    await asyncio.to_thread(pair.server.stop)
    await strong.teams.safety.block(account(red))
    await strong.teams.safety.report(team, account(red), said.id, said.words)
    blocked = await strong.teams.safety.blocked()
    assert await strong.teams.talking.latest(team, blocked) == []
    await asyncio.to_thread(pair.server.start)
    for _minute in range(2):
        await strong.teams.safety.ring()
    [line] = reports(services_of(pair.server).database)
    assert "小刚 → 小红" in line
    assert line.endswith("你好")
    await strong.teams.safety.unblock(account(red))
    assert len(await strong.teams.talking.latest(team, await strong.teams.safety.blocked())) == 1


async def test_under_fourteen_nothing_is_said(pair: School, tmp_path: Path) -> None:
    red, parent = pair.people
    team = await found_team(red)
    code = (await red.teams.invite(team)).code
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        await found_family(parent, young)
        await young.family.tell()
        await young.teams.joining.join(code)
        [asked] = await soon(parent.teams.consent.asked)
        await parent.teams.consent.say(asked, agrees=True)
        await soon(lambda: young.teams.team(team))
        await young.teams.presence.beat()
        await red.teams.presence.beat()
        assert not await young.teams.presence.is_fourteen()
        assert await red.teams.presence.is_fourteen()
        await young.teams.talking.say(team, "我也想说")  # an app that was changed would send it
        await soon(lambda: young.store.standing.waiting == 0)
        await young.teams.doing.cheer(team, "clap")
        await soon(lambda: _cheered(red, team))
        assert await red.teams.talking.latest(team, ()) == []


async def _cheered(client, team: str) -> int:
    return len((await client.teams.home(team)).said)
