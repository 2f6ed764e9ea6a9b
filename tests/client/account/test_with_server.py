"""The account and the transport against the real backend."""

import asyncio
from contextlib import aclosing, suppress
from pathlib import Path

import pytest

from client.account import AccountError
from client.api.transport import HttpTransport
from sync.errors import Unauthorized, Unreachable
from sync.wire import Operation
from tests.fakes.devices import SignInDevice, open_device
from tests.fakes.server import running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


@pytest.fixture
async def device(tmp_path: Path, server):
    async with open_device(tmp_path, server.url) as device:
        yield device


def transport(device: SignInDevice) -> HttpTransport:
    return HttpTransport(device.line, device.credentials)


def operation(n: int, space: str) -> Operation:
    return Operation(n=n, space=space, kind="set", type="note", id="a", fields={"title": str(n)}, stamp=str(n))


async def test_a_person_registers_signs_out_and_signs_in(device: SignInDevice) -> None:
    await device.account.register("小明一", "correct horse")
    await device.account.sign_out()
    with pytest.raises(AccountError, match="用户名或密码不对"):
        await device.account.sign_in("小明一", "battery staple")
    await device.account.sign_in("小明一", "correct horse")
    with pytest.raises(AccountError, match="属于账号"):
        await device.account.register("小明一", "correct horse")


async def test_a_taken_name_is_said(device: SignInDevice, tmp_path: Path, server) -> None:
    await device.account.register("小明二", "correct horse")
    async with open_device(tmp_path / "other", server.url) as other:
        with pytest.raises(AccountError, match="已经有人用了"):
            await other.account.register("小明二", "correct horse")


async def test_operations_go_up_and_come_down_and_are_hinted_at(device: SignInDevice) -> None:
    await device.account.register("小明三", "correct horse")
    line = transport(device)
    space = (await line.spaces()).spaces[0]
    async with aclosing(line.hints()) as hints:
        assert (await anext(hints)).space == space.id
        response = await line.push([operation(1, space.id)])
        assert response.expected_n == 2
    page = await line.log(space.id, after=0, limit=10)
    assert [(entry.seq, entry.fields) for entry in page.entries] == [(1, {"title": "1"})]


async def test_a_token_that_ran_out_is_renewed_with_the_real_server(device: SignInDevice) -> None:
    await device.account.register("小明四", "correct horse")
    login = device.credentials.login
    assert login
    device.credentials._login = type(login)(**{**login.__dict__, "access_token": "expired"})
    assert (await transport(device).spaces()).spaces
    assert device.credentials.access_token not in (login.access_token, "expired")


async def test_a_signed_out_device_is_not_let_in(device: SignInDevice) -> None:
    await device.account.register("小明五", "correct horse")
    line, login = transport(device), device.credentials.login
    await device.account.sign_out()
    device.credentials._login = login
    with pytest.raises(Unauthorized):
        await line.spaces()


async def test_the_hints_break_when_the_server_goes(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db") as server:
        async with open_device(tmp_path / "device", server.url) as device:
            await device.account.register("小明六", "correct horse")
            line = transport(device)
            async with aclosing(line.hints()) as hints:
                await anext(hints)
                await asyncio.to_thread(server.stop)
                with suppress(Unreachable):  # the stream ends, or breaks: either way the engine comes again
                    assert [hint async for hint in hints] == []
            with pytest.raises(Unreachable):
                await line.spaces()
            await asyncio.to_thread(server.start)
            assert (await line.spaces()).spaces
