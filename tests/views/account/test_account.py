"""Register, sign in and out on the screen, with the real backend."""

from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window
from tests.fakes.server import running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with running_server(tmp_path_factory.mktemp("server") / "server.db") as server:
        yield server


async def fill(app: MemoryApp, name: str, password: str) -> None:
    await app.wait_for(lambda: app.find_all(ft.TextField))
    await app.type(app.find(ft.TextField, within=app.ident("account-name")), name)
    await app.type(app.find(ft.TextField, within=app.ident("account-password")), password)
    await app.click(app.find(ft.FilledButton, within=app.ident("account-submit")))


async def choose(app: MemoryApp, value: str) -> None:
    segment = await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"account-choice-{value}"))
    await app.click(next(c for c in app.walk(segment) if getattr(c, "on_click", None)))


def error(app: MemoryApp, field: str) -> str | None:
    return app.find(ft.TextField, within=app.ident(field)).error  # type: ignore[return-value]


async def test_a_person_registers_and_sees_it(tmp_path: Path, server) -> None:
    async with open_device(tmp_path, server.url) as client, open_window(client, "/me/account", PHONE) as app:
        await fill(app, "小明", "correct horse")
        await app.wait_for(lambda: app.page.route == "/me" and "小明" in app.texts())
        await app.wait_for(lambda: "这台设备上的内容和服务器一致" in app.texts())


async def test_who_came_from_a_page_that_needs_an_account_is_led_back_there(tmp_path: Path, server) -> None:
    async with open_device(tmp_path, server.url) as client, open_window(client, "/teams/partner", PHONE) as app:
        await app.wait_for(lambda: "先登录" in app.texts())
        await app.click("登录或注册")
        await app.wait_for(lambda: app.page.route == "/me/account?to=/teams/partner")
        await fill(app, "小林", "correct horse")
        await app.wait_for(lambda: app.page.route == "/teams/partner")


async def test_what_is_wrong_stands_next_to_its_field(tmp_path: Path, server) -> None:
    async with open_device(tmp_path, server.url) as client, open_window(client, "/me/account") as app:
        await fill(app, "明", "correct horse")
        await app.wait_for(lambda: error(app, "account-name") == "用户名至少要 2 个字")
        await fill(app, "小红", "short")
        await app.wait_for(lambda: error(app, "account-password") == "密码至少要 8 位")
        assert not error(app, "account-name")
        await choose(app, "sign-in")
        await fill(app, "小红", "nobody knows")
        await app.wait_for(lambda: "不对" in (error(app, "account-password") or ""))


async def test_without_a_server_it_says_that_nothing_is_lost(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client, open_window(client, "/me/account") as app:
        await fill(app, "小明", "correct horse")
        await app.wait_for(lambda: any(text.startswith("连不上服务器") for text in app.texts()))


async def test_signing_out_keeps_what_is_here(tmp_path: Path, server) -> None:
    async with open_device(tmp_path, server.url) as client, open_window(client, "/me/account") as app:
        await fill(app, "小刚", "correct horse")
        await app.wait_for(lambda: app.page.route == "/me")
        note_id = await client.notes.save(None, title="题", body="")
        await app.go("/me/account")
        await app.wait_for(lambda: "退出后内容留在这台设备上，只是不再同步。" in app.texts())
        await app.click("退出登录")
        await app.wait_for(lambda: app.find_all(ft.TextField))
        assert client.sync.status.state == "off"
        assert await client.notes.get(note_id)
        assert app.find(ft.TextField, within=app.ident("account-name")).value == "小刚"


async def test_a_note_from_one_device_shows_on_the_other_without_a_touch(tmp_path: Path, server) -> None:
    async with open_device(tmp_path / "a", server.url) as laptop, open_device(tmp_path / "b", server.url) as phone:
        await laptop.account.register("小芳", "correct horse")
        note_id = await laptop.notes.save(None, title="判别式", body="旧")
        async with open_window(phone, "/me/account", PHONE) as app:
            await choose(app, "sign-in")
            await fill(app, "小芳", "correct horse")
            await app.wait_for(lambda: app.page.route == "/me")
            await app.go("/notes")
            await app.wait_for(lambda: "判别式" in app.texts())
            await app.go(f"/notes/{note_id}")
            await app.wait_for(lambda: [f for f in app.find_all(ft.TextField) if f.value == "旧"])
            await laptop.notes.save(note_id, title="判别式", body="新")
            await app.wait_for(lambda: [f for f in app.find_all(ft.TextField) if f.value == "新"])
