"""The account's devices, with the real backend: who is there, and one that is taken off from another."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlmodel import func, select

from client.account import AccountError
from client.notes.tables import NoteRow
from client.syncing import reason_of
from tests.fakes.devices import open_device as open_sign_in
from tests.fakes.server import running_server
from tests.fakes.synced import SyncedDevice, open_device


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


@pytest.fixture
async def pair(tmp_path: Path, server, request: pytest.FixtureRequest):
    """Two devices of one account."""
    async with AsyncExitStack() as stack:
        first, second = [
            await stack.enter_async_context(open_device(tmp_path / name, server.url, seed))
            for seed, name in enumerate(("tablet", "phone"))
        ]
        name = f"u{abs(hash(request.node.name))}"
        await first.account.register(name, "correct horse", "平板")
        await second.account.sign_in(name, "correct horse", "手机")
        yield first, second


async def test_both_devices_are_listed_and_each_knows_itself(pair: tuple[SyncedDevice, SyncedDevice]) -> None:
    first, second = pair
    there = {card.name: card for card in await first.account.devices()}
    assert {name: card.current for name, card in there.items()} == {"平板": True, "手机": False}
    assert there["平板"].last_seen_utc.tzinfo
    assert {card.name for card in await second.account.devices() if card.current} == {"手机"}


async def test_a_device_that_was_taken_off_says_so_keeps_everything_and_can_come_back(
    pair: tuple[SyncedDevice, SyncedDevice],
) -> None:
    first, second = pair
    await second.notes.save(None, title="留着", body="手机上写的")
    await second.until_status("synced")
    [phone] = [card for card in await first.account.devices() if not card.current]
    await first.account.revoke(phone.id)
    await second.until_status("attention")
    assert reason_of(second.sync.status) == "这台设备已经被移出账号；数据都还在本机，重新登录就能继续同步"
    await second.notes.save(None, title="后来", body="移出以后写的")
    count = select(func.count()).select_from(NoteRow)
    assert await second.store.read(lambda s: s.exec(count).one()) == 2
    with pytest.raises(AccountError, match="被移出账号"):
        await second.account.devices()
    assert [card.name for card in await first.account.devices()] == ["平板"]

    await second.account.sign_in(second.account.state.name, "correct horse", "手机")
    await first.until(lambda s: s.exec(count).one() == 2)


async def test_without_a_line_the_person_is_told(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db") as server:
        async with open_sign_in(tmp_path / "device", server.url) as device:
            await device.account.register("小明", "correct horse")
            await asyncio.to_thread(server.stop)
            with pytest.raises(AccountError, match="连不上服务器"):
                await device.account.devices()


async def test_a_device_that_is_not_there_is_refused_in_words(pair: tuple[SyncedDevice, SyncedDevice]) -> None:
    with pytest.raises(AccountError, match="没有这台设备"):
        await pair[0].account.revoke("no-such-device")
