"""Films and recordings in a lesson, and notes beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import flet_audio
import flet_video
import pytest

from client.bootstrap import Client
from client.courses.content import Captions, Chapter, Course, Lesson, Media, Segment
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device, open_window
from views.courses.media import part

VTT = b"WEBVTT\n\n00:05.000 --> 00:09.000\nhello\n"
SOUND = Media(
    kind="audio",
    title="课文朗读",
    file="a.mp3",
    duration_s=90,
    captions=(Captions(file="a.vtt"),),
    chapters=(Chapter(title="开头", start_s=0), Chapter(title="后半", start_s=45)),
    transcript="今天读**第一课**。",
)
ROUTE = "/courses/listen/lessons/l"


def listening(media: Media) -> Course:
    return Course(
        id="listen", title="听力", lessons=(Lesson(id="l", title="第一课", segments=(Segment(media=media),)),)
    )


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=FakeClock()) as client:
        await client.courses.add_pack(listening(SOUND), {"a.mp3": b"ID3", "a.vtt": VTT})
        await client.courses.add_pack(a_course(), FILES)
        yield client


def recording(app: MemoryApp) -> flet_audio.Audio:
    return [s for s in app.page._services._services if isinstance(s, flet_audio.Audio)][-1]


async def test_a_recording_goes_on_to_the_second_with_chapters_captions_and_speed(client: Client):
    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "课文朗读" in app.texts())
        assert recording(app).src == str(client.courses.pack_dir("listen") / "a.mp3")
        await app.press("media-play")
        await app.fire(recording(app), "state_change", {"state": "playing"})
        await app.wait_for(lambda: app.find_all(ft.FilledButton, "暂停"))
        await app.fire(recording(app), "position_change", {"position": 6000})
        await app.wait_for(lambda: "hello" in app.texts())
        await app.press("media-captions")
        await app.wait_for(lambda: "hello" not in app.texts())
        await app.press("media-rate")
        assert recording(app).playback_rate == 1.25
        await app.press("chapter-1")
        await app.wait_for(lambda: "0:45" in app.texts())
        await app.fire(recording(app), "position_change", {"position": 47000})
        await app.go("/courses")
        media = SOUND
        while await client.courses.played("listen", "l", media) != 47.0:
            await app.settle()
    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.FilledButton, "接着播放"))
        assert "0:47" in app.texts()


async def test_a_press_on_the_bar_goes_there(client: Client):
    def at(x: float) -> dict[str, object]:
        return {"kind": "touch", "l": {"x": x, "y": 24.0}, "g": {"x": x, "y": 24.0}}

    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "课文朗读" in app.texts())
        bar = app.find(ft.GestureDetector)
        assert isinstance(bar.content, ft.Container)
        await app.fire(bar.content, "size_change", {"w": 300.0, "h": 48.0})
        await app.fire(app.find(ft.GestureDetector), "tap_up", at(100.0))
        await app.wait_for(lambda: "0:30" in app.texts())


async def test_the_speed_that_was_chosen_holds_for_the_next_recording(client: Client):
    async with open_window(client, ROUTE, PHONE) as app:
        await app.press("media-rate")
        await app.go("/courses")
        await app.wait_for(lambda: not app.find_all(ft.Semantics, identifier="media-rate"))
        await app.go(ROUTE)
        await app.wait_for(lambda: app.find_all(ft.TextButton, "1.25 倍速"))
        assert recording(app).playback_rate == 1.25


async def test_a_note_stands_at_its_second_and_leads_there(client: Client):
    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "课文朗读" in app.texts())
        await app.fire(recording(app), "position_change", {"position": 12000})
        await app.press("media-note")
        await app.type(app.find(ft.TextField), "这里听不清")
        await app.press("margin-save")
        await app.wait_for(lambda: "这里听不清" in app.texts())
        [note] = await client.notes.for_lesson("listen", "l")
        assert note.anchor
        assert note.anchor.second == 12.0
        await app.fire(recording(app), "position_change", {"position": 30000})
        await app.press(f"seek-{note.id}")
        seeks = [m.body for m in app.sent if getattr(m.body, "name", "") == "seek"]
        assert seeks[-1].args["position"] == ft.Duration(seconds=12)


async def test_a_film_is_played_by_the_video_control(client: Client):
    await client.courses.add_pack(listening(Media(kind="video", url="https://school.example/live.m3u8")), {})
    async with open_window(client, ROUTE, DESKTOP) as app:
        film = await app.wait_for(lambda: app.find_all(flet_video.Video))
        assert film[0].playlist[0].resource == "https://school.example/live.m3u8"
        for key in ("media-rate", "media-play"):
            await app.press(key)
        await app.wait_for(lambda: app.find_all(ft.FilledButton, "暂停"))
        assert app.find(flet_video.Video).playback_rate == 1.25
        await app.fire(app.find(flet_video.Video), "position_change", 7000)
        await app.press("media-play")
        assert [m.body.name for m in app.sent if getattr(m.body, "name", "") in ("play", "pause")] == ["play", "pause"]
        await app.fire(app.find(flet_video.Video), "error", "no codec")
        await app.wait_for(lambda: any("放不了" in text for text in app.texts()))
        assert app.find_all(ft.Semantics, identifier="media-visit")


async def test_a_film_stands_at_its_second_before_the_player_has_gone_there(client: Client):
    film = Media(kind="video", url="https://school.example/film.mp4")
    await client.courses.add_pack(listening(film), {})
    await client.courses.keep_played("listen", "l", film, 61.5)
    async with open_window(client, ROUTE, DESKTOP) as app:
        await app.wait_for(lambda: app.find_all(ft.FilledButton, "接着播放"))
        await app.fire(app.find(flet_video.Video), "position_change", 40)
        await app.fire(app.find(flet_video.Video), "load")
        assert [m.body.args["position"] for m in app.sent if getattr(m.body, "name", "") == "seek"] == [
            ft.Duration(milliseconds=61_500)
        ]
        assert "1:01" in app.texts()
        await app.fire(app.find(flet_video.Video), "position_change", 62_100)
        await app.wait_for(lambda: "1:02" in app.texts())


async def test_a_page_that_is_loaded_anew_does_not_take_the_film_to_its_beginning(client: Client):
    film = Media(kind="video", url="https://school.example/film.mp4")
    await client.courses.add_pack(listening(film), {})
    async with open_window(client, ROUTE, DESKTOP) as app:
        video = (await app.wait_for(lambda: app.find_all(flet_video.Video)))[0]
        await app.fire(video, "load")
        await app.fire(video, "position_change", 62_000)
        await app.wait_for(lambda: "1:02" in app.texts())
        await app.fire(app.find(flet_video.Video), "position_change", 0)  # the browser's new film, before it has loaded
        await app.fire(app.find(flet_video.Video), "load")
        await app.wait_for(lambda: "1:02" in app.texts())
        seeks = [m.body.args["position"] for m in app.sent if getattr(m.body, "name", "") == "seek"]
        assert seeks == [ft.Duration(milliseconds=62_000)]
        while await client.courses.played("listen", "l", film) != 62.0:
            await app.settle()
        await app.fire(app.find(flet_video.Video), "position_change", 70_000)
        await app.fire(app.find(flet_video.Video), "position_change", 0)  # by a person, who wants to see it again
        await app.wait_for(lambda: "0:00" in app.texts())


async def test_a_page_of_others_is_opened_outside_and_its_words_are_here(client: Client):
    film = Media(kind="video", page="https://www.youtube.com/watch?v=x", transcript="文字稿的第一句。")
    await client.courses.add_pack(listening(film), {})
    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "文字稿的第一句。" in app.texts())
        assert any("别的网站" in text for text in app.texts())
        await app.press("media-visit")
        opened = [m.body for m in app.sent if getattr(m.body, "name", "") == "launch_url"]
        assert opened[0].args["url"] == film.page


async def test_where_there_is_no_player_the_lesson_says_so_and_gives_the_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(part, "has_player", lambda: False)
    async with open_window(client, ROUTE, PHONE) as app:
        await app.wait_for(lambda: "今天读**第一课**。" in app.texts())
        assert any("没有播放器" in text for text in app.texts())


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_note_stands_beside_its_paragraph(client: Client, size: tuple[float, float]):
    route = "/courses/math-9/lessons/l1"
    async with open_window(client, route, size) as app:
        await app.press("lesson-notes")
        await app.press("note-at-2")
        await app.type(app.find(ft.TextField), "要记住")
        await app.go("/courses")
        await app.go(route)
        await app.wait_for(lambda: app.find_all(ft.TextField))
        assert app.find(ft.TextField).value == "要记住", "what was half typed is there again"
        await app.press("margin-save")
        await app.wait_for(lambda: "要记住" in app.texts())
        [note] = await client.notes.for_lesson("math-9", "l1")
        assert note.anchor
        assert (note.anchor.segment, note.anchor.block, note.anchor.words) == (0, 2, "记住它。")
        await app.press("lesson-notes")
        await app.wait_for(lambda: "这一段有 1 条笔记" in app.texts())
        await app.press("show-notes")
        await app.press(f"note-{note.id}")
        assert app.page.route == f"/notes/{note.id}"


async def test_the_text_grows_and_stays_so(client: Client):
    route = "/courses/math-9/lessons/l1"
    async with open_window(client, route, PHONE) as app:
        await app.press("reading-size")
        await app.press("size-huge")
        await app.wait_for(lambda: app.find_all(ft.Markdown)[0].md_style_sheet.p_text_style.size == 24)  # pyright: ignore[reportOptionalMemberAccess]
    async with open_window(client, route, PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.Markdown))
        assert app.find_all(ft.Markdown)[0].md_style_sheet.p_text_style.size == 24  # pyright: ignore[reportOptionalMemberAccess]


async def test_the_arrows_turn_pages(client: Client):
    async def key(app: MemoryApp, name: str) -> None:
        data = {"key": name, "shift": False, "ctrl": False, "alt": False, "meta": False}
        await app.fire(app.page, "keyboard_event", data)

    async with open_window(client, "/courses/math-9/lessons/l1", DESKTOP) as app:
        await app.wait_for(lambda: "看一看" in app.texts())
        await key(app, "Arrow Right")
        await app.wait_for(lambda: "想一想" in app.texts())
        await key(app, "Arrow Left")
        await app.wait_for(lambda: "看一看" in app.texts())
