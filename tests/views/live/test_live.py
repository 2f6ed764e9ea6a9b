"""Live lessons before the screen."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import flet as ft
import flet_video
import pytest

from client.bootstrap import Client
from server.settings import sqlite_url
from tests.client.live.streaming import make_stream, needs_ffmpeg, served
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device, open_window
from tests.fakes.server import RunningServer, running_server
from tests.server.live.lessons import a_lesson, announce, say


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "server.db"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(data: Path, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server(data, clock) as server:
        yield server


@pytest.fixture
async def client(tmp_path: Path, server: RunningServer, clock: FakeClock) -> AsyncIterator[Client]:
    async with open_device(tmp_path / "device", server.url, clock) as client:
        yield client


async def reads(app: MemoryApp, text: str) -> None:
    await app.wait_for(lambda: any(text in shown for shown in app.texts()))


async def test_the_timetable_leads_to_a_lesson_that_reminds(client: Client, data: Path) -> None:
    announce(sqlite_url(data), a_lesson(), a_lesson("physics", "2026-11-24T12:30:00.000Z", title="浮力"))
    async with open_window(client, "/courses/live", PHONE) as app:
        await reads(app, "浮力")
        await app.press("remind-algebra-1")
        await app.wait_for(lambda: app.find_all(ft.IconButton, "不再提醒"))
        await app.press("live-physics")
        await app.press("live-remind")
        await reads(app, "提醒在打开着学伴的设备上出现")
        await app.wait_for(lambda: app.find_all(ft.OutlinedButton, "不再提醒"))
    assert set(await client.live.reminded()) == {"algebra-1", "physics"}


async def test_a_reminder_is_a_word_with_the_way_in(client: Client, data: Path, clock: FakeClock) -> None:
    announce(sqlite_url(data), a_lesson())
    await client.live.refresh()
    await client.live.remind(a_lesson())
    async with open_window(client, "/", PHONE) as app:
        clock.advance(25 * 60)
        await client.live.ring()
        await reads(app, "直播课《判别式的三种用法》快开始了")
        await app.click("去上课")
        await app.wait_for(lambda: app.page.route == "/courses/live/algebra-1")


@needs_ffmpeg
async def test_a_lesson_that_is_on_plays_and_what_is_said_becomes_a_note(
    client: Client, data: Path, clock: FakeClock, tmp_path: Path
) -> None:
    make_stream(tmp_path, 2, ended=False)
    with served(tmp_path) as url:
        lesson = a_lesson(stream=f"{url}/live.m3u8")
        announce(sqlite_url(data), lesson)
        say(sqlite_url(data), lesson.id, "同学们好", "先看例一")
        clock.advance(31 * 60)
        async with open_window(client, "/courses/live/algebra-1", PHONE) as app:
            [film] = await app.wait_for(lambda: app.find_all(flet_video.Video))
            assert [media.resource for media in film.playlist] == [lesson.stream]
            await reads(app, "先看例一")
            await app.click(app.find(ft.IconButton, "记到笔记：先看例一"))
            await app.wait_for(lambda: app.find_all(ft.IconButton, "已记到笔记"))
            await app.type(app.find(ft.TextField, "问老师"), "为什么？")
            await app.press("live-ask")
            await reads(app, "登录以后才能发给老师")
    note = await client.notes.get(client.live.note_of(lesson))
    assert note is not None
    assert note.body == "> `00:05` 先看例一\n\n- `01:00` 我问：为什么？"


async def test_without_a_stream_it_says_why_and_the_rest_is_there(client: Client, data: Path, clock: FakeClock) -> None:
    announce(sqlite_url(data), a_lesson())
    clock.advance(31 * 60)
    async with open_window(client, "/courses/live/algebra-1", PHONE) as app:
        await reads(app, "老师还没有给出直播地址")
        await reads(app, "文字稿会随着讲课出现在这里")


async def test_afterwards_it_says_where_the_recording_will_be(client: Client, data: Path, clock: FakeClock) -> None:
    announce(sqlite_url(data), a_lesson())
    clock.advance(3 * 3600)
    async with open_window(client, "/courses/live/algebra-1", PHONE) as app:
        await reads(app, "回放准备好以后")
    async with open_window(client, "/courses/live/nowhere", PHONE) as app:
        await reads(app, "课表里没有这节课")
