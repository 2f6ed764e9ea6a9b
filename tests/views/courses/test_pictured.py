"""Pictures and recordings inside questions: in the quiz, in the mistake book and in the review."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import flet_audio
import flet_video
import pytest

from client.bootstrap import Client
from client.courses.content import ChoiceQuestion, Course, Lesson, Segment
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import DRAWING
from tests.fakes.opened import open_device, open_window
from tests.views.courses.test_media import recording

PNG = b"\x89PNG\r\n\x1a\n stem"
QUESTION = ChoiceQuestion(
    id="q1",
    text="看图，听录音，选一个。\n\n![河](pictures/river.png)\n\n![对话](media/talk.mp3)",
    options=("![甲图](pictures/a.svg)", "![读音](media/word.mp3)"),
    correct=(1,),
    explanation="是这样：\n\n![解](pictures/why.png)\n\n![片](media/why.mp4)",
    hint="想想 $x^2$\n\n![提示图](pictures/hint.png)",
)
FILES = {
    "pictures/river.png": PNG,
    "pictures/a.svg": DRAWING,
    "pictures/why.png": PNG + b"why",
    "pictures/hint.png": PNG + b"hint",
    "media/talk.mp3": b"ID3",
    "media/word.mp3": b"ID3 word",
    "media/why.mp4": b"film",
}
COURSE = Course(
    id="seen", title="看图", lessons=(Lesson(id="l", title="第一课", segments=(Segment(quiz=(QUESTION,)),)),)
)
ROUTE = "/courses/seen/lessons/l"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=FakeClock()) as client:
        await client.courses.add_pack(COURSE, FILES)
        yield client


def pictures(app: MemoryApp) -> set[str]:
    return {image.semantics_label or "" for image in app.find_all(ft.Image)}


def clips(app: MemoryApp) -> int:
    return len(app.find_all(ft.Semantics, identifier="clip-play"))


async def test_they_are_shown_in_the_quiz_the_book_and_the_review(client: Client) -> None:
    async with open_window(client, ROUTE, PHONE) as app:
        await app.press("start-quiz")
        await app.wait_for(lambda: {"河", "甲图"} <= pictures(app) and clips(app) == 2)
        await app.press("hint")
        await app.wait_for(lambda: "提示图" in pictures(app))
        assert not any("$x^2$" in text for text in app.texts())  # drawn, and not as it is written
        await app.press("option-0")
        await app.press("submit-answer")
        await app.wait_for(lambda: "解" in pictures(app) and clips(app) == 3)
        [mistake] = await client.mistakes.list()
        await app.go(f"/mistakes/item/{mistake.id}")
        await app.wait_for(lambda: {"河", "甲图", "解"} <= pictures(app))
        await app.go("/mistakes/review")
        await app.wait_for(lambda: {"河", "甲图"} <= pictures(app) and clips(app) >= 2)
        await app.press("show-answer")
        await app.wait_for(lambda: "解" in pictures(app))


async def test_a_recording_in_a_question_plays_and_is_silent_when_the_question_goes(client: Client) -> None:
    async with open_window(client, ROUTE, PHONE) as app:
        await app.press("start-quiz")
        await app.wait_for(lambda: clips(app) == 2)
        sources = [s.src for s in app.page._services._services if isinstance(s, flet_audio.Audio)]
        assert sources == [str(client.courses.pack_dir("seen") / name) for name in ("media/talk.mp3", "media/word.mp3")]
        await app.click(app.find_all(ft.OutlinedButton, "播放")[1])
        await app.fire(recording(app), "state_change", {"state": "playing"})
        await app.fire(recording(app), "duration_change", {"duration": 9000})
        await app.fire(recording(app), "position_change", {"position": 4000})
        await app.wait_for(lambda: "0:04 / 0:09" in app.texts())
        await app.fire(recording(app), "state_change", {"state": "completed"})
        await app.wait_for(lambda: "0:00 / 0:09" in app.texts())
        await app.press("option-0")  # pressing the option around it is another thing
        await app.go("/courses")
        await app.wait_for(lambda: [m.body.name for m in app.sent if getattr(m.body, "name", "") == "release"])
        assert [m.body.name for m in app.sent if getattr(m.body, "name", "") in ("play", "release")] == [
            "play",
            "release",
            "release",
        ]


async def test_a_film_in_an_explanation_is_drawn_when_it_is_asked_for(client: Client) -> None:
    async with open_window(client, ROUTE, PHONE) as app:
        await app.press("start-quiz")
        await app.press("option-1")
        await app.press("submit-answer")
        await app.wait_for(lambda: clips(app) == 3)
        assert not app.find_all(flet_video.Video)
        await app.click(app.find_all(ft.OutlinedButton, "播放")[-1])
        [film] = await app.wait_for(lambda: app.find_all(flet_video.Video))
        assert film.autoplay
        await app.fire(film, "error", "no codec")
        await app.wait_for(lambda: any("放不了" in text for text in app.texts()))


async def test_what_is_missing_says_so(client: Client) -> None:
    await client.courses.add_pack(COURSE, {})
    async with open_window(client, ROUTE, PHONE) as app:
        await app.press("start-quiz")
        await app.wait_for(lambda: "录音或视频没有找到。" in app.texts() and "图没有找到" in app.texts())
