"""`/me/sync`: the devices with the real backend, and what was refused or lost, with the way back."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.store import Writing
from client.store.tables import Device, History, SetAside
from sync.clock import HybridClock
from sync.wire import SET, Operation
from tests.fakes.app import PHONE
from tests.fakes.opened import open_device, open_window
from tests.fakes.server import running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


async def trouble(client: Client) -> str:
    """A note with a refused change and a title that lost; its id."""
    note_id = await client.notes.save(None, title="此处的", body="正文")
    stamp = HybridClock(client.clock).tick()
    operation = Operation(n=7, space="s", kind=SET, type="note", id=note_id, fields={"title": "新的"}, stamp=stamp)

    def command(w: Writing) -> None:
        here = w.session.get_one(Device, 1).device_id
        about = {"space_id": "s", "type": "note", "record_id": note_id, "stamp": stamp, "device": here}
        w.session.add(History(**about, field="title", value="那边的", seq=1))
        w.session.add(SetAside(operation=operation.model_dump(), reason="这里太长了", aside_utc=""))

    await client.store.write(command)
    return note_id


async def test_without_an_account_it_says_so_and_asks_for_nothing(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client, open_window(client, "/me/sync", PHONE) as app:
        await app.wait_for(lambda: "内容都在这台设备上，登录后才会同步" in app.texts())
        assert "没有被服务器接受的改动" not in app.texts()
        assert "被覆盖的内容" not in app.texts()
        await app.press("sync-sign-in")
        await app.wait_for(lambda: app.page.route == "/me/account")


async def test_a_lost_value_comes_back(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        note_id = await trouble(client)
        async with open_window(client, "/me/sync") as app:
            await app.wait_for(lambda: "标题：那边的" in app.texts())
            await app.press("lost-restore")
            await app.wait_for(lambda: "笔记《那边的》" in app.texts())
            note = await client.notes.get(note_id)
            assert note
            assert note.title == "那边的"


async def test_a_refused_change_names_its_reason_and_can_be_let_go(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await trouble(client)
        async with open_window(client, "/me/sync", PHONE) as app:
            await app.wait_for(lambda: "原因：这里太长了" in app.texts())
            await app.press("refused-drop")
            await app.wait_for(lambda: "没有被服务器接受的改动" not in app.texts())
            assert await client.history.refused() == []


async def test_a_device_is_signed_out_from_another(tmp_path: Path, server) -> None:
    async with open_device(tmp_path / "a", server.url) as here, open_device(tmp_path / "b", server.url) as there:
        await here.account.register("小明", "correct horse", "笔记本")
        await there.account.sign_in("小明", "correct horse", "手机")
        async with open_window(here, "/me/sync") as app:
            await app.wait_for(lambda: {"笔记本", "手机", "这台设备"} <= set(app.texts()))
            [other] = [device for device in await here.account.devices() if not device.current]
            await app.press(f"revoke-{other.id}")
            await app.press(f"revoke-{other.id}-yes")
            await app.wait_for(lambda: "手机" not in app.texts())
        assert [device.name for device in await here.account.devices()] == ["笔记本"]
