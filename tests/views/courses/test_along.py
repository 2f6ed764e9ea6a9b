"""An imported course on a person's other devices, as the screens show it."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client, open_client
from client.courses import carrying
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import NOWHERE, open_window

COURSE = a_course()
PAGE = f"/courses/{COURSE.id}"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    client = await open_client(tmp_path, server_url=NOWHERE)
    await client.profile.skip()
    yield client
    await client.close()


async def undone(app: MemoryApp) -> None:
    bar = app.find(ft.SnackBar)
    assert isinstance(bar.action, ft.SnackBarAction)
    await app.click(bar.action)


async def test_what_was_removed_here_can_be_had_again_from_the_list(client: Client):
    await client.carrying.bring_in(COURSE, FILES)
    await client.courses.finish_lesson(COURSE.id, "l1")
    async with open_window(client, "/courses", PHONE) as app:
        await app.wait_for(lambda: app.sees(f"course-{COURSE.id}"))
        assert not app.sees(f"offer-{COURSE.id}")
        await client.courses.remove(COURSE.id)
        await app.see("我导入的，还没下载到这台设备")
        shown = app.texts()
        assert shown.index("我导入的，还没下载到这台设备") < shown.index("物理")  # above the courses that are here
        await app.press(f"download-{COURSE.id}")
        await app.wait_for(lambda: app.sees(f"course-{COURSE.id}"))
        await app.wait_for(lambda: not app.sees(f"offer-{COURSE.id}"))
    assert await client.courses.course(COURSE.id) == COURSE
    assert (await client.courses.status(COURSE.id)).finished == {"l1"}


async def test_what_nobody_wants_any_more_is_let_go_of_and_taken_back(client: Client):
    await client.carrying.bring_in(COURSE, FILES)
    await client.courses.remove(COURSE.id)
    async with open_window(client, PAGE) as app:  # its own page offers it, too
        await app.press(f"let-go-{COURSE.id}")
        await app.wait_for(lambda: not app.sees(f"offer-{COURSE.id}"))
        await undone(app)
        await app.wait_for(lambda: app.sees(f"download-{COURSE.id}"))


async def test_a_course_says_that_it_goes_along_and_can_be_kept_here(client: Client):
    await client.carrying.bring_in(COURSE, FILES)
    async with open_window(client, PAGE) as app:
        await app.see("登录以后，同一个账号的其他设备")
        await app.press("stop-along")
        await app.see("这门课只在这台设备上")
        await undone(app)
        await app.wait_for(lambda: app.sees("stop-along"))


async def test_a_large_course_goes_along_when_it_is_told_to(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(carrying, "UNASKED_BYTES", 0)
    await client.carrying.bring_in(COURSE, FILES)
    async with open_window(client, PAGE) as app:
        await app.see("用流量上网时请留意")
        await app.press("send-along")
        await app.wait_for(lambda: app.sees("stop-along"))


async def test_a_course_that_no_file_can_hold_says_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(carrying, "FILE_LIMIT_BYTES", 100)
    await client.carrying.bring_in(COURSE, FILES)
    async with open_window(client, PAGE) as app:
        await app.see("再导入一次同一个文件")
        assert not app.sees("send-along")
        assert not app.sees("stop-along")
