"""Register, sign in, sign out: on a scripted server, so that every answer can be had."""

from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from client.account import AccountError, AccountState
from client.account.credentials import FILE
from client.notes import Notes
from client.store.tables import Outbox
from tests.fakes.devices import SignInDevice, open_device
from tests.fakes.http_server import FakeHttpServer, refusal, session

SERVER = "http://server.test"
GOOD = ("小明", "correct horse")


@pytest.fixture
def server() -> FakeHttpServer:
    server = FakeHttpServer()
    server.on("POST", "/v1/accounts", httpx.Response(201, text=session().model_dump_json()))
    server.on("POST", "/v1/sessions", httpx.Response(201, text=session().model_dump_json()))
    server.on("DELETE", "/v1/sessions/current", httpx.Response(204))
    return server


@pytest.fixture
async def device(tmp_path: Path, server: FakeHttpServer):
    async with open_device(tmp_path, SERVER, server) as device:
        yield device


async def test_at_first_nobody_is_signed_in(device: SignInDevice) -> None:
    assert device.account.state == AccountState()


async def test_after_registering_the_device_is_the_accounts_and_sync_is_told(device: SignInDevice) -> None:
    seen = list[AccountState]()
    device.account.watch(seen.append)
    await device.account.register(*GOOD, "书房")
    assert device.account.state == AccountState(True, "小明", "书房", "小明")
    assert seen == [device.account.state]
    assert device.wakes == ["halt", "wake"]
    assert (await device.store.device()).device_id == "device-1"


async def test_who_is_signed_in_is_known_after_a_restart(tmp_path: Path, server: FakeHttpServer) -> None:
    async with open_device(tmp_path, SERVER, server) as device:
        await device.account.sign_in(*GOOD)
    async with open_device(tmp_path, SERVER, server) as device:
        assert device.account.state.signed_in
        assert device.account.state.name == "小明"


async def test_what_was_written_before_comes_along(device: SignInDevice) -> None:
    await Notes(device.store).save(None, title="先写的", body="后登录")
    await device.account.sign_in(*GOOD)
    rows = await device.store.read(lambda s: s.exec(select(Outbox)).all())
    assert [(row.n, row.space_id) for row in rows] == [(1, "space-1")]


@pytest.mark.parametrize(
    ("name", "password", "field", "words"),
    [
        ("明", "correct horse", "name", "至少要 2 个字"),
        ("  明 ", "correct horse", "name", "至少要 2 个字"),
        ("小" * 41, "correct horse", "name", "最多 40 个字"),
        ("小 明", "correct horse", "name", "不要空格"),
        ("小明", "short", "password", "至少要 8 位"),
        ("小明", "x" * 201, "password", "最多 200 位"),
    ],
)
async def test_what_the_form_can_see_is_said_without_asking_the_server(
    device: SignInDevice, server: FakeHttpServer, name: str, password: str, field: str, words: str
) -> None:
    for attempt in (device.account.register, device.account.sign_in):
        with pytest.raises(AccountError, match=words) as caught:
            await attempt(name, password)
        assert caught.value.field == field
    assert server.asked == []


async def test_a_wrong_password_is_said_at_the_password(device: SignInDevice, server: FakeHttpServer) -> None:
    server.on("POST", "/v1/sessions", refusal(401, "wrong_credentials", "…"))
    with pytest.raises(AccountError, match="用户名或密码不对") as caught:
        await device.account.sign_in(*GOOD)
    assert caught.value.field == "password"
    assert not device.account.state.signed_in


async def test_a_name_that_is_taken_is_said_at_the_name(device: SignInDevice, server: FakeHttpServer) -> None:
    server.on("POST", "/v1/accounts", refusal(409, "name_taken", "…"))
    with pytest.raises(AccountError, match="已经有人用了") as caught:
        await device.account.register(*GOOD)
    assert caught.value.field == "name"


async def test_without_a_line_it_says_that_nothing_is_lost(device: SignInDevice, server: FakeHttpServer) -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    server.on("POST", "/v1/sessions", broken)
    with pytest.raises(AccountError) as caught:
        await device.account.sign_in(*GOOD)
    assert caught.value.sentence == "连不上服务器 http://server.test；已写的都在本机，稍后会自动同步"
    assert caught.value.field == ""


async def test_too_many_attempts_say_how_long_to_wait(device: SignInDevice, server: FakeHttpServer) -> None:
    server.on("POST", "/v1/sessions", httpx.Response(429, headers={"Retry-After": "42"}))
    with pytest.raises(AccountError, match="42 秒后再试"):
        await device.account.sign_in(*GOOD)


async def test_signing_out_keeps_everything_here_and_ends_the_session_there(
    device: SignInDevice, server: FakeHttpServer, tmp_path: Path
) -> None:
    notes = Notes(device.store)
    await device.account.sign_in(*GOOD)
    note_id = await notes.save(None, title="留下", body="")
    await device.account.sign_out()
    assert device.account.state == AccountState(owner="小明")
    assert device.wakes == ["halt", "wake", "halt", "wake"]
    assert await notes.get(note_id)
    assert not (tmp_path / FILE).exists()
    assert server.asked[-1].method == "DELETE"
    assert server.asked[-1].headers["authorization"] == "Bearer access-1"


async def test_signing_out_works_without_a_line(device: SignInDevice, server: FakeHttpServer) -> None:
    await device.account.sign_in(*GOOD)
    server.on("DELETE", "/v1/sessions/current", httpx.Response(503))
    await device.account.sign_out()
    assert not device.account.state.signed_in


async def test_the_same_account_can_sign_in_again(device: SignInDevice, server: FakeHttpServer) -> None:
    await device.account.sign_in(*GOOD)
    await device.account.sign_out()
    await device.account.sign_in(*GOOD)
    assert device.account.state.signed_in


async def test_another_account_is_turned_away_and_its_new_session_ended(
    device: SignInDevice, server: FakeHttpServer
) -> None:
    await device.account.sign_in(*GOOD)
    await device.account.sign_out()
    other = session("access-9", account="account-2")
    server.on("POST", "/v1/sessions", httpx.Response(201, text=other.model_dump_json()))
    with pytest.raises(AccountError, match=r"属于账号「小明」.*--data-dir"):
        await device.account.sign_in("小红", "correct horse")
    assert not device.account.state.signed_in
    assert server.asked[-1].headers["authorization"] == "Bearer access-9"
    assert server.asked[-1].method == "DELETE"


async def test_a_new_account_is_not_even_made_on_a_device_that_has_an_owner(
    device: SignInDevice, server: FakeHttpServer
) -> None:
    await device.account.sign_in(*GOOD)
    await device.account.sign_out()
    with pytest.raises(AccountError, match="属于账号「小明」"):
        await device.account.register("小红", "correct horse")
    assert server.count("POST", "/v1/accounts") == 0


async def test_tokens_without_the_database_they_were_for_sign_nobody_in(tmp_path: Path, server: FakeHttpServer) -> None:
    async with open_device(tmp_path / "a", SERVER, server) as device:
        await device.account.sign_in(*GOOD)
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / FILE).rename(tmp_path / "b" / FILE)
    async with open_device(tmp_path / "b", SERVER, server) as device:
        assert not device.account.state.signed_in
