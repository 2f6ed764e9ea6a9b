"""Families and teams, with the real backend: two people, and what their devices hear."""

from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from client.api.spaces import Spaces
from client.api.transport import HttpTransport
from sync.errors import Refused
from sync.spaces import Join, NewInvite, NewSpace
from tests.fakes.devices import SignInDevice, open_device
from tests.fakes.server import running_server

TEAM = NewSpace(request_id="make", kind="team", name="晨读小组")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


@pytest.fixture
async def two(tmp_path: Path, server, request: pytest.FixtureRequest):
    """Devices of two people."""
    async with AsyncExitStack() as stack:
        host, guest = [
            await stack.enter_async_context(open_device(tmp_path / who, server.url)) for who in ("host", "guest")
        ]
        await host.account.register(f"h{id(request.node)}", "correct horse")
        await guest.account.register(f"g{id(request.node)}", "correct horse")
        yield host, guest


def spaces(device: SignInDevice) -> Spaces:
    return Spaces(device.line, device.credentials)


async def test_a_guest_sees_what_a_code_leads_to_joins_and_leaves(two: tuple[SignInDevice, SignInDevice]) -> None:
    host, guest = map(spaces, two)
    team = await host.found(TEAM)
    assert await host.found(TEAM) == team
    code = (await host.invite(team.id, NewInvite(role="member"))).code
    assert (await guest.card(f"{code[:3]} {code[3:]}")).name == "晨读小组"
    joining = Join(request_id="join", code=code)
    assert (await guest.join(joining)).role == "member"
    assert (await guest.join(joining)).id == team.id
    _, member = await host.members(team.id)
    assert (await host.change_role(team.id, member.account_id, "reader")).role == "reader"
    await guest.remove(team.id, member.account_id)
    assert [one.role for one in await host.members(team.id)] == ["owner"]


async def test_a_wrong_code_is_refused_in_words(two: tuple[SignInDevice, SignInDevice]) -> None:
    with pytest.raises(Refused, match="邀请码不对"):
        await spaces(two[1]).join(Join(request_id="join", code="ZZZZZZ"))


async def test_the_hints_end_when_the_spaces_are_others_so_that_the_engine_looks_again(
    two: tuple[SignInDevice, SignInDevice],
) -> None:
    host, guest = two
    team = await spaces(host).found(TEAM)
    code = (await spaces(host).invite(team.id, NewInvite(role="member"))).code
    line = HttpTransport(guest.line, guest.credentials)
    async with aclosing(line.hints()) as hints:
        await anext(hints)
        await spaces(guest).join(Join(request_id="join", code=code))
        assert [hint async for hint in hints] == []
    async with aclosing(line.hints()) as hints:
        assert team.id in {(await anext(hints)).space for _ in range(2)}
