"""Account and data are deleted on the screen, with the real backend: nothing is left at either end."""

from pathlib import Path

import flet as ft

from client.bootstrap import Client, open_client
from client.timer.limits import defaults_for
from client.timer.safe import FileSafe
from tests.client.test_erasing import said
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.family import household
from tests.fakes.opened import open_device, open_window
from tests.fakes.server import running_server
from views.opening import Opening

NAME, PASSWORD = "林小树", "correct horse"


def opening_of(folder: Path, server: str) -> Opening:
    safe = FileSafe(folder / ".here.safe")

    async def open_here() -> Client:
        return await open_client(folder, server_url=server, safe=safe)

    return Opening(open_here)


def client_of(opening: Opening) -> Client:
    assert opening._client is not None
    return opening._client


async def test_a_person_deletes_the_account_and_begins_anew(tmp_path: Path) -> None:
    with running_server(tmp_path / "server" / "server.db") as server:
        opening = opening_of(tmp_path / "device", server.url)
        async with MemoryApp(size=PHONE, route="/me") as app:
            await app.start(opening.show)
            client = client_of(opening)
            await client.account.register(NAME, PASSWORD)
            await client.notes.save(None, title="判别式", body="我自己写的")
            await client.files.put(b"a picture of " + NAME.encode())
            await app.wait_for(lambda: client.sync.status.state == "synced")
            await app.go("/me/delete")
            await app.press("erase-account")
            await app.wait_for(lambda: app.find(ft.TextField, within=app.ident("erase-password")).error)
            await app.write("erase-password", "somebody else's")
            await app.press("erase-account")
            await app.wait_for(
                lambda: "密码不对" in str(app.find(ft.TextField, within=app.ident("erase-password")).error)
            )
            assert client.account.state.signed_in
            await app.write("erase-password", PASSWORD)
            await app.press("erase-account")
            await app.wait_for(lambda: app.page.route == "/welcome" and opening._client not in (None, client))
            await app.wait_for(lambda: len(app.texts()) > 2)
            assert await client_of(opening).notes.list() == []
            assert not client_of(opening).account.state.owner
            assert NAME not in said(tmp_path / "device")
            assert "我自己写的" not in said(tmp_path / "device")
            await app.wait_for(lambda: NAME not in said(tmp_path / "server"))
            assert "我自己写的" not in said(tmp_path / "server")
        await opening.close()


async def test_without_an_account_what_is_here_can_go(tmp_path: Path) -> None:
    opening = opening_of(tmp_path / "device", "http://127.0.0.1:9")
    async with MemoryApp(size=DESKTOP, route="/me/delete") as app:
        await app.start(opening.show)
        client = client_of(opening)
        await client.profile.skip()
        await client.notes.save(None, title="判别式", body="我自己写的")
        await app.press("erase-device")
        await app.see("删了没有撤销。")
        await app.press("erase-yes")
        await app.wait_for(lambda: opening._client not in (None, client))
        assert "我自己写的" not in said(tmp_path / "device")
    await opening.close()


async def test_signed_in_only_this_device_can_go_and_the_account_stays(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db") as server:
        opening = opening_of(tmp_path / "device", server.url)
        async with MemoryApp(route="/me") as app:
            await app.start(opening.show)
            client = client_of(opening)
            await client.account.register(NAME, PASSWORD)
            await client.notes.save(None, title="判别式", body="我自己写的")
            await app.wait_for(lambda: client.sync.status.state == "synced")
            await app.go("/me/delete")
            await app.press("erase-what-device")
            await app.press("erase-device")
            await app.press("erase-yes")
            await app.wait_for(lambda: opening._client not in (None, client))
            anew = client_of(opening)
            await anew.account.sign_in(NAME, PASSWORD)
            await app.wait_for(lambda: anew.sync.status.state == "synced")
            assert [card.title for card in await anew.notes.list()] == ["判别式"]
        await opening.close()


async def test_a_parents_pin_comes_first(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        await client.pin.set("135792")
        async with open_window(client, "/me/delete") as app:
            await app.see("请家长输入密码")
            assert not app.sees("erase-device")
            await app.write("pin-field", "135792")
            await app.press("pin-enter")
            await app.wait_for(lambda: app.sees("erase-device"))


async def test_a_child_is_told_that_a_parent_has_to_agree(tmp_path: Path) -> None:
    async with household(tmp_path) as home:
        await home.agree(defaults_for("under16"))
        async with open_window(home.child, "/me/delete", PHONE) as app:
            await app.see("要家长先同意")
            assert not app.sees("erase-account")
            await app.press("erase-what-device")
            await app.see("要先请家长帮忙")
            assert not app.sees("erase-device")
