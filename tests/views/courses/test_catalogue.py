"""The catalogue on the screen, with the real backend: download, pause, go on, update, remove."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import flet as ft
import pytest

from server.settings import sqlite_url
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import NOWHERE, open_device, open_window
from tests.fakes.server import RunningServer, running_server
from tests.server.courses.packs import a_pack, offer

FILM = {"media/film.mp4": bytes(range(256)) * 2_000}
ROUTE = "/courses/catalogue"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "server.db"


@pytest.fixture
def server(data: Path) -> Iterator[RunningServer]:
    with running_server(data) as server:
        yield server


@pytest.fixture
def add(data: Path, server: RunningServer, tmp_path: Path):
    def added(course_id: str = "quadratics", version: int = 1, **more: object) -> None:
        offer(sqlite_url(data), data.with_suffix(".courses"), a_pack(tmp_path, course_id, version, FILM, **more))

    return added


async def test_a_course_is_found_downloaded_opened_updated_and_removed(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add()
    async with open_device(tmp_path / "device", server.url) as client, open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "一元二次方程" in app.texts())
        await app.press("download-quadratics")
        await app.wait_for(lambda: app.sees("open-quadratics"))
        assert "已下载" in app.texts()
        add(version=2, title="一元二次方程（新版）")
        await app.press("catalogue-refresh")
        await app.wait_for(lambda: "有新版本" in app.texts())
        await app.press("download-quadratics")
        await app.wait_for(lambda: "有新版本" not in app.texts() and "已下载" in app.texts())
        await app.press("remove-quadratics")
        await app.wait_for(lambda: app.sees("download-quadratics"))
        await app.click("撤销")
        await app.wait_for(lambda: app.sees("open-quadratics"))
        await app.press("open-quadratics")
        await app.wait_for(lambda: app.page.route == "/courses/quadratics" and "目录" in app.texts())


async def test_a_download_can_be_paused_continued_and_given_up(tmp_path: Path, server: RunningServer, add) -> None:
    add()
    async with open_device(tmp_path / "device", server.url) as client:
        gate = asyncio.Event()
        pieces = client.catalogue._line.pieces

        async def slowly(*arguments: object):
            async for piece in pieces(*arguments):  # pyright: ignore[reportArgumentType]  # passed on as they came
                yield piece
                await gate.wait()

        client.catalogue._line.pieces = slowly  # pyright: ignore[reportAttributeAccessIssue]  # a slow line
        async with open_window(client, ROUTE, DESKTOP) as app:
            await app.press("download-quadratics")
            await app.press("pause-quadratics")
            await app.wait_for(lambda: any(text.startswith("已暂停") for text in app.texts()))
            await app.press("give-up-quadratics")
            await app.wait_for(lambda: app.sees("download-quadratics"))
            await app.press("download-quadratics")
            await app.press("pause-quadratics")
            gate.set()
            await app.press("resume-quadratics")
            await app.wait_for(lambda: app.sees("open-quadratics"))


async def test_filters_and_search_narrow_the_list(tmp_path: Path, server: RunningServer, add) -> None:
    for number in range(6):
        add(f"math-{number}", title=f"数学 {number}")
    add("force", title="浮力", subject="physics", grade="八年级")
    async with open_device(tmp_path / "device", server.url) as client, open_window(client, ROUTE) as app:
        await app.wait_for(lambda: "浮力" in app.texts())
        await app.press("subject-physics")
        await app.wait_for(lambda: "数学 1" not in app.texts())
        await app.press("grade-9")
        await app.wait_for(lambda: "没有这样的课程" in app.texts())
        await app.click("清除筛选")
        await app.wait_for(lambda: "数学 1" in app.texts())
        await app.type(app.find(ft.TextField, "搜索课程"), "数学 5")
        await app.wait_for(lambda: "浮力" not in app.texts() and "数学 5" in app.texts())


async def test_what_fits_the_person_comes_first_and_the_rest_is_a_tap_away(
    tmp_path: Path, server: RunningServer, add
) -> None:
    add("own", title="一次函数", grade="八年级")
    add("any", title="数独入门", grade="")
    add("later", title="导数", grade="高二")
    add("other", title="浮力", subject="physics", grade="八年级")
    async with open_device(tmp_path / "device", server.url) as client:
        await client.profile.save(role="student", grade=8, subjects=["math"], goal_min=30)
        async with open_window(client, ROUTE) as app:
            await app.wait_for(lambda: "一次函数" in app.texts())
            assert "数独入门" in app.texts()
            assert not {"导数", "浮力"} & set(app.texts())
            await app.press("subject-physics")  # asked for, it is there
            await app.wait_for(lambda: "浮力" in app.texts())
            await app.press("subject-all")
            await app.wait_for(lambda: "浮力" not in app.texts())
            await app.press("catalogue-others")
            await app.wait_for(lambda: {"导数", "浮力"} <= set(app.texts()))


async def test_an_empty_catalogue_and_no_server_say_so(tmp_path: Path, server: RunningServer) -> None:
    async with open_device(tmp_path / "a", server.url) as client, open_window(client, ROUTE) as app:
        await app.wait_for(lambda: "目录里还没有课程" in app.texts())
    async with open_device(tmp_path / "b", NOWHERE) as client, open_window(client, ROUTE) as app:
        await app.wait_for(lambda: "还没有读到目录" in app.texts())
        assert any("连不上服务器" in text for text in app.texts())


async def test_the_list_of_courses_leads_there(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client, open_window(client, "/courses") as app:
        await app.press("catalogue")
        await app.wait_for(lambda: app.page.route == ROUTE)
