"""Joining: at once on the screen, once on the server, over restarts, and for children only with a parent's consent."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.teams.errors import TeamError
from client.teams.intents import PARENT, REFUSED, WAITING, code_in
from client.teams.joining import Joining
from client.texts import use_language
from tests.fakes.family import PASSWORD, found_family, open_member, soon
from tests.fakes.teams import NAME, School, found_team, school


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def states(joining: Joining) -> list[str]:
    return [intent.state for intent in await joining.intents.all()]


@pytest.mark.parametrize(
    "typed", ["ABCDEF", " abc-def ", "abc def", "http://s.example/t/ABCDEF", "https://s.example:8000/t/abcdef/"]
)
def test_a_code_is_found_however_it_comes(typed: str) -> None:
    assert code_in(typed) == "ABCDEF"


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDEFG", "ABCDE1", "https://s.example/"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert code_in(typed) == ""


async def test_a_team_is_made_and_joined(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    assert [(one.name, one.role) for one in strong.teams.all()] == [(NAME, "member")]
    assert {one.name for one in await red.teams.members(team)} == {"小红", "小刚"}
    assert await states(strong.teams.joining) == []


async def test_what_is_no_code_is_said_so(pair: School) -> None:
    with pytest.raises(TeamError, match="六个字母"):
        await pair.people[0].teams.joining.join("ABC")
    with pytest.raises(TeamError, match="名字"):
        await pair.people[0].teams.joining.found("  ")


async def test_without_a_line_the_intent_is_kept_and_a_restart_goes_on(pair: School, tmp_path: Path) -> None:
    red, _strong = pair.people
    team = await found_team(red)
    code = (await red.teams.invite(team)).code
    async with open_member(tmp_path / "new", pair.server.url, pair.clock) as new:
        await new.account.register("小新", PASSWORD)
        await asyncio.to_thread(pair.server.stop)
        await new.teams.joining.join(code)
        await new.teams.joining.join(code)  # pressed twice
        assert await states(new.teams.joining) == [WAITING]
        assert new.teams.all() == []
    await asyncio.to_thread(pair.server.start)
    async with open_member(tmp_path / "new", pair.server.url, pair.clock) as new:
        await soon(lambda: new.teams.team(team))
        assert await states(new.teams.joining) == []
    assert len(await red.teams.members(team)) == 2


async def test_it_is_wanted_before_there_is_an_account(pair: School, tmp_path: Path) -> None:
    red, _strong = pair.people
    team = await found_team(red)
    code = (await red.teams.invite(team)).code
    async with open_member(tmp_path / "new", pair.server.url, pair.clock) as new:
        await new.teams.joining.join(code)
        assert await states(new.teams.joining) == [WAITING]
        await new.account.register("小新", PASSWORD)
        await soon(lambda: new.teams.team(team))


async def test_a_code_that_leads_nowhere_is_said_so_and_can_be_let_go(pair: School) -> None:
    joining = pair.people[1].teams.joining
    intent = await joining.join("ZZZZZZ")

    async def refused() -> bool:
        return await states(joining) == [REFUSED]

    await soon(refused)
    assert "邀请码不对" in (await joining.intents.all())[0].reason
    use_language("en")
    try:
        assert (await joining.intents.all())[0].reason.startswith("The invitation code is wrong")
    finally:
        use_language("zh_CN")
    await joining.drop(intent)
    assert await states(joining) == []


async def test_whoever_left_joins_again_by_a_new_code(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    await strong.teams.leave(team)
    await soon(lambda: not strong.teams.all())
    await strong.teams.joining.join((await red.teams.invite(team)).code)
    await soon(lambda: strong.teams.team(team))


async def test_whoever_made_a_team_hands_it_over_on_leaving(pair: School) -> None:
    red, strong = pair.people
    team = await found_team(red, strong)
    await red.teams.leave(team)
    await soon(lambda: not red.teams.all())
    await soon(lambda: [one.role for one in strong.teams.all()] == ["owner"])


async def test_under_fourteen_a_parent_agrees_first(pair: School, tmp_path: Path) -> None:
    red, parent = pair.people
    team = await found_team(red)
    code = (await red.teams.invite(team)).code
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        joining = young.teams.joining
        intent = await joining.join(code)

        async def asks() -> bool:
            return await states(joining) == [PARENT]

        await soon(asks)
        assert not young.teams.consent.has_family
        await found_family(parent, young)  # only now is there somebody to ask
        [asked] = await soon(parent.teams.consent.asked)
        await parent.teams.consent.say(asked, agrees=False)

        async def refused() -> bool:
            return await states(joining) == [REFUSED]

        await soon(refused)
        await joining.drop(intent)
        assert young.teams.all() == []
        assert await parent.teams.consent.asked() == []
        await joining.join(code)  # they have talked about it
        [asked] = await soon(parent.teams.consent.asked)
        await parent.teams.consent.say(asked, agrees=True)
        await soon(lambda: young.teams.team(team))
        assert await parent.teams.consent.asked() == []


async def test_a_child_cannot_agree_for_its_parent(pair: School, tmp_path: Path) -> None:
    red, parent = pair.people
    code = (await red.teams.invite(await found_team(red))).code
    async with open_member(tmp_path / "young", pair.server.url, pair.clock) as young:
        await young.account.register("小小", PASSWORD, under_14=True)
        await found_family(parent, young)
        await young.teams.joining.join(code)
        [asked] = await soon(parent.teams.consent.asked)
        await young.teams.consent.say(asked, agrees=True)
        await soon(lambda: young.store.standing.waiting == 0)
        young.teams.joining.wake()

        async def asks() -> bool:
            return await states(young.teams.joining) == [PARENT]

        await soon(asks)
        assert young.teams.all() == []
