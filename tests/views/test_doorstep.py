"""The welcome of an empty device is there before the device is."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.bootstrap import Client, open_client
from client.folders import is_new
from client.store.migrations import NewerDatabaseError
from client.texts import use_language
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import NOWHERE
from views import doorstep, warming
from views.opening import Opening

LIGHT = """
import asyncio, sys
from views.doorstep import Doorstep
from tests.fakes.app import MemoryApp

async def enter(*_told):
    pass

async def main():
    step = Doorstep(enter)
    step.begin()
    await step._prepared
    known = set(sys.modules)
    async with MemoryApp() as app:
        await app.start(step.show)
        print(*sorted(set(sys.modules) - known))
        assert "欢迎来到学伴" in app.texts()
    print(*(name for name in sys.modules if name.split(".")[0] in ("sqlalchemy", "sqlmodel", "pydantic", "sync")
            or name in ("client.store", "client.bootstrap", "views.app", "views.shell")))
    await step.close()

asyncio.run(main())
"""


class Door:
    """A device in `folder` that opens when it may."""

    def __init__(self, folder: Path, fault: Exception | None = None) -> None:
        self.folder, self.fault = folder, fault
        self.asked, self.may_open = asyncio.Event(), asyncio.Event()

    async def open(self) -> Client:
        self.asked.set()
        await self.may_open.wait()
        if self.fault is not None:
            raise self.fault
        return await open_client(self.folder, server_url=NOWHERE)


@pytest.fixture(autouse=True)
def nobody_hurries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The device opens when somebody wants it, and not by the clock."""
    monkeypatch.setattr(doorstep, "REST_S", 3600.0)
    monkeypatch.setattr(doorstep, "PATIENCE_S", 3600.0)
    monkeypatch.setattr(warming, "REST_S", 3600.0)
    yield
    use_language("zh_CN")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_who_presses_sooner_waits_for_the_device_and_nothing_is_lost(tmp_path: Path, size: tuple[float, float]):
    door = Door(tmp_path)
    opening = Opening(door.open, is_new=True)
    async with MemoryApp(size=size) as app:
        await app.start(opening.show)
        assert (app.page.route, "欢迎来到学伴" in app.texts()) == ("/welcome", True)
        await app.press("grade-9")
        assert app.ident("goal-30").selected
        assert not door.asked.is_set(), "what it imports would keep the welcome waiting"
        pressed = asyncio.create_task(app.press("welcome-start"))
        await door.asked.wait()
        assert app.page.route == "/welcome"
        door.may_open.set()
        await pressed
        await app.wait_for(lambda: app.page.route == "/courses/welcome-tour/lessons/tour")
        await app.wait_for(lambda: "先做一道题" in app.texts())
        assert opening._client is not None
        profile = await opening._client.profile.get()
        assert profile is not None
        assert (profile.grade, profile.goal_min) == (9, 30)
    async with MemoryApp() as second:
        await second.start(opening.show)
        await second.wait_for(lambda: "现在最值得做" in second.texts())
        assert second.page.route == "/"
    assert await opening.close()


async def test_it_is_no_wall(tmp_path: Path):
    door = Door(tmp_path)
    door.may_open.set()
    opening = Opening(door.open, is_new=True)
    ways = (("welcome-account", "/me/account"), ("welcome-import", "/me/import"), ("welcome-skip", "/"))
    async with MemoryApp() as one, MemoryApp() as another, MemoryApp() as third, MemoryApp(route="/notes") as by_link:
        apps = (one, another, third)
        for app in apps:
            await app.start(opening.show)
        for app, (link, route) in zip(apps, ways, strict=True):
            await app.press(link)
            await app.wait_for(lambda app=app, route=route: app.page.route == route)
        await third.wait_for(lambda: "现在最值得做" in third.texts())
        await by_link.start(opening.show)
        assert by_link.page.route == "/notes"
    assert await opening.close()


async def test_when_it_stands_the_device_opens_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doorstep, "REST_S", 0.0)
    door = Door(tmp_path)
    opening = Opening(door.open, is_new=True)
    opening.begin()
    assert not door.asked.is_set()
    async with MemoryApp() as app:
        await app.start(opening.show)
        await door.asked.wait()
        door.may_open.set()
        await app.wait_for(lambda: opening._client is not None)
        assert "欢迎来到学伴" in app.texts()
        assert opening._is_shown.is_set(), "the next screens are imported while it is read"
    assert await opening.close()


async def test_when_nobody_comes_it_opens_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doorstep, "PATIENCE_S", 0.0)
    door = Door(tmp_path, NewerDatabaseError(9, 8))
    door.may_open.set()
    told: list[str] = []
    opening = Opening(door.open, on_refusal=told.append, is_new=True)
    opening.begin()
    await door.asked.wait()
    assert not await opening.close()
    assert ["请先更新学伴" in sentence for sentence in told] == [True]


async def test_who_leaves_at_once_waits_for_nothing(tmp_path: Path):
    door = Door(tmp_path)
    opening = Opening(door.open, is_new=True)
    async with MemoryApp() as app:
        await app.start(opening.show)
        assert await opening.close()
        await app.settle()
        assert "欢迎来到学伴" in app.texts(), "nothing was refused"
    assert not door.asked.is_set()
    assert is_new(tmp_path)


async def test_a_window_that_is_closed_while_it_waits_leads_nowhere(tmp_path: Path):
    door = Door(tmp_path)
    opening = Opening(door.open, is_new=True)
    async with MemoryApp() as app:
        await app.start(opening.show)
        pressed = asyncio.create_task(app.press("welcome-start"))
        await door.asked.wait()
        assert app.page.on_close is not None
        await app.page._trigger_event("close", None)
        door.may_open.set()
        await pressed
        assert (await opening._opened(), opening._shown) == (opening._client, [])
        assert app.page.route == "/welcome"
    assert await opening.close()


async def test_why_the_data_stays_closed_is_said_in_its_place(tmp_path: Path):
    door = Door(tmp_path, OSError(28, "No space left on device"))
    opening = Opening(door.open, is_new=True)
    async with MemoryApp() as app:
        await app.start(opening.show)
        pressed = asyncio.create_task(app.press("welcome-start"))
        await door.asked.wait()
        door.may_open.set()
        await pressed
        await app.wait_for(lambda: "这次打不开" in app.texts())
        assert any("空间满了" in text for text in app.texts())
        assert "欢迎来到学伴" not in app.texts()
    async with MemoryApp() as second:
        await second.start(opening.show)
        assert "这次打不开" in second.texts()
    assert not await opening.close()


async def test_it_speaks_the_language_that_was_asked_for(tmp_path: Path):
    use_language("en")
    opening = Opening(Door(tmp_path).open, is_new=True)
    async with MemoryApp() as app:
        await app.start(opening.show)
        assert "Welcome to Xueban" in app.texts()
        configured = app.page.locale_configuration
        assert configured is not None
        assert configured.current_locale is not None
        assert configured.current_locale.language_code == "en"
    assert await opening.close()


async def test_it_needs_nothing_of_what_the_device_imports_and_imports_nothing_while_it_is_drawn():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LIGHT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said, _ = await process.communicate()
    assert said.decode().split("\n") == ["", "", ""], said.decode()


def test_a_device_is_new_while_nothing_is_kept_there(tmp_path: Path):
    folder = tmp_path / "data"
    assert is_new(folder)
    (folder / "copies").mkdir(parents=True)
    assert not is_new(folder), "there may be a copy to mend the database from"
