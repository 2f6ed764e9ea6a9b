"""Live lessons on a device, with the real backend."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.live.live import LiveError
from server.live.__main__ import main as live_command
from server.settings import sqlite_url
from tests.client.live.streaming import make_stream, needs_ffmpeg, served
from tests.fakes.clock import FakeClock
from tests.fakes.opened import NOWHERE, open_device
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


async def test_the_timetable_is_read_and_kept_for_when_there_is_no_line(
    client: Client, data: Path, server: RunningServer
) -> None:
    announce(sqlite_url(data), a_lesson())
    assert await client.live.timetable() is None
    await client.live.refresh()
    assert [one.id for one in await client.live.timetable() or []] == ["algebra-1"]
    server.stop()
    with pytest.raises(LiveError, match="上次读到的还在"):
        await client.live.refresh()
    assert await client.live.lesson("algebra-1") is not None


async def test_a_reminder_rings_once_when_it_is_time_also_when_the_time_was_moved(
    client: Client, data: Path, clock: FakeClock
) -> None:
    lesson = a_lesson()
    announce(sqlite_url(data), lesson)
    await client.live.refresh()
    await client.live.remind(lesson, 10)
    assert await client.live.reminded() == {"algebra-1": 10}
    rung: list[str] = []
    stop = client.live.watch(lambda one: rung.append(one.starts_utc))
    await client.live.ring()
    clock.advance(20 * 60)
    for _ in range(3):
        await client.live.ring()
    assert rung == [lesson.starts_utc]
    moved = lesson.model_copy(update={"starts_utc": "2026-11-22T13:00:00.000Z"})
    announce(sqlite_url(data), moved)
    await client.live.refresh()
    await client.live.ring()
    clock.advance(30 * 60)
    await client.live.ring()
    assert rung == [lesson.starts_utc, moved.starts_utc]
    await client.live.forget("algebra-1")
    assert await client.live.reminded() == {}
    stop()


async def test_what_is_said_and_asked_becomes_one_note(
    client: Client, data: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = a_lesson()
    announce(sqlite_url(data), lesson)
    say(sqlite_url(data), lesson.id, "同学们好", "先看例一")
    clock.advance(30 * 60 + 65)
    said = await client.live.transcript(lesson.id)
    for line in (said.lines[1], said.lines[1]):
        await client.live.note(lesson, line.second, line.text)
    assert await client.live.ask(lesson, "为什么？") is None, "nobody is signed in: it stays in the note"
    note = await client.notes.get(client.live.note_of(lesson))
    assert note is not None
    assert (note.title, note.course_id) == ("判别式的三种用法", "live-algebra-1")
    assert note.body == "> `00:05` 先看例一\n\n- `01:05` 我问：为什么？"
    await client.account.register("小明", "correct horse")
    asked = await client.live.ask(lesson, "为什么 Δ=0 只有一个根？")
    assert asked is not None
    monkeypatch.setenv("DATABASE_URL", sqlite_url(data))
    assert live_command(["answer", lesson.id, asked.request_id, "因为重合了"]) == 0
    assert [one.answer for one in await client.live.answers(lesson.id)] == ["因为重合了"]


async def test_a_question_without_a_line_is_kept(tmp_path: Path) -> None:
    async with open_device(tmp_path, NOWHERE) as client:
        assert await client.live.ask(a_lesson(), "在吗？") is None
        note = await client.notes.get(client.live.note_of(a_lesson()))
        assert note is not None
        assert "在吗？" in note.body


@needs_ffmpeg
async def test_a_real_stream_is_told_from_one_that_is_over_or_none(client: Client, tmp_path: Path) -> None:
    for name, ended in (("on", False), ("over", True)):
        (tmp_path / name).mkdir()
        make_stream(tmp_path / name, 3, ended=ended)
    (tmp_path / "text.m3u8").write_text("hello")
    (tmp_path / "master.m3u8").write_text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100\nover/live.m3u8\n")
    with served(tmp_path) as url:
        on = await client.live.stream(a_lesson(stream=f"{url}/on/live.m3u8"))
        assert (on.state, round(on.seconds)) == ("live", 3)
        over = await client.live.stream(a_lesson(stream=f"{url}/master.m3u8"))
        assert (over.state, round(over.seconds)) == ("ended", 3)
        with pytest.raises(LiveError, match="不是直播流"):
            await client.live.stream(a_lesson(stream=f"{url}/text.m3u8"))
        with pytest.raises(LiveError, match="还没有开始"):
            await client.live.stream(a_lesson(stream=f"{url}/later.m3u8"))
    with pytest.raises(LiveError, match="连不上直播"):
        await client.live.stream(a_lesson(stream=f"{NOWHERE}/live.m3u8"))
    with pytest.raises(LiveError, match="还没有给出直播地址"):
        await client.live.stream(a_lesson())


async def test_the_recording_is_a_course_with_film_and_captions(
    client: Client, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    lesson = a_lesson()
    announce(sqlite_url(data), lesson)
    say(sqlite_url(data), lesson.id, "同学们好", "再见")
    (tmp_path / "film.mp4").write_bytes(b"a film")
    assert live_command(["--data", str(data), "record", lesson.id, str(tmp_path / "film.mp4")]) == 0
    await client.live.refresh()
    recorded = await client.live.lesson(lesson.id)
    assert recorded is not None
    assert recorded.recording == "live-algebra-1"
    await client.catalogue.refresh()
    [offer] = await client.catalogue.offers() or []
    await client.catalogue.begin(offer.card)
    done = client.catalogue._downloads._tasks[offer.card.id]
    await done
    opened = await client.courses.open_lesson("live-algebra-1", "recording")
    assert opened is not None
    media = opened.lesson.segments[0].media
    assert media is not None
    assert media.file is not None
    assert (opened.folder / media.file).read_bytes() == b"a film"
    assert media.transcript == "同学们好\n\n再见"
    assert len(media.captions) == 1
