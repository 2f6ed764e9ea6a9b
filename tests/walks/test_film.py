"""A film in a lesson, in Chromium: it plays, with speed, chapters and captions, and goes on at the second it was left.

`WALK_PICTURES=DIR` keeps pictures of it.
"""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from client.bootstrap import open_client
from client.courses.captions import clock
from client.courses.content import Captions, Chapter, Course, Lesson, Media, Segment
from tests.fakes.browser import AppPage, chromium, need_browser, new_page
from tests.fakes.running import Running, running_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed: it makes the film"),
]

NOWHERE = "http://127.0.0.1:9"
ROUTE = "courses/film/lessons/l1"
LATER_S = 60
TALL = {"viewport": {"width": 1280, "height": 1000}}
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:59.000\n先看图像\n\n01:00.000 --> 03:00.000\n再看顶点\n"
FILM = Media(
    kind="video",
    title="抛物线的图像",
    file="film.webm",
    captions=(Captions(file="film.vtt"),),
    chapters=(Chapter(title="图像", start_s=0), Chapter(title="顶点", start_s=LATER_S)),
    transcript="先看图像，再看顶点。",
)


def make_film(path: Path, seconds: int = 120) -> None:
    """A picture that is never black and changes, with a tone."""
    source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=5", "-f", "lavfi", "-i", "sine=frequency=330"]
    coding = [
        "-t",
        str(seconds),
        "-c:v",
        "libvpx",
        "-b:v",
        "120k",
        "-deadline",
        "realtime",
        "-cpu-used",
        "8",
        "-g",
        "10",
    ]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, *coding, "-c:a", "libopus", str(path)], check=True)


async def bring_in(data: Path, film: bytes) -> None:
    client = await open_client(data, server_url=NOWHERE)
    try:
        await client.profile.skip()
        lesson = Lesson(id="l1", title="看一段片子", segments=(Segment(title="抛物线", media=FILM, body="看完做题。"),))
        course = Course(id="film", title="看片学函数", lessons=(lesson,))
        await client.courses.add_pack(course, {"film.webm": film, "film.vtt": CAPTIONS.encode()})
    finally:
        await client.close()


class Cinema:
    """The browser's own film in the page."""

    def __init__(self, app: AppPage) -> None:
        self.app = app

    def waits(self, condition: str) -> None:
        """Until the film (`v`) is as `condition` says."""
        found = "[...document.querySelectorAll('video')].find(v => v.readyState >= 1)"
        self.app.page.wait_for_function(f"() => {{ const v = {found}; return v && ({condition}); }}", timeout=60_000)

    def second(self) -> float:
        """Where the film stands."""
        return self.app.page.evaluate("() => document.querySelector('video').currentTime")

    def played_s(self) -> float:
        """How many seconds of it were played since the page was loaded."""
        return self.app.page.evaluate(
            "() => { const p = document.querySelector('video').played;"
            " return [...Array(p.length).keys()].reduce((sum, i) => sum + p.end(i) - p.start(i), 0); }"
        )

    def is_seen(self) -> bool:
        """Whether the film stands on the screen and shows a picture that is not one colour."""
        return self.app.page.evaluate(
            """() => {
                const v = document.querySelector('video'), box = v.getBoundingClientRect();
                const c = document.createElement('canvas'); c.width = 32; c.height = 18;
                const pen = c.getContext('2d'); pen.drawImage(v, 0, 0, 32, 18);
                const all = pen.getImageData(0, 0, 32, 18).data;
                const shades = new Set();
                for (let i = 0; i < all.length; i += 4) shades.add(all[i] >> 5);
                return box.width > 200 && box.height > 100 && shades.size > 3;
            }"""
        )


def keep(app: AppPage, name: str) -> None:
    if wanted := os.environ.get("WALK_PICTURES"):
        path = Path(wanted) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        app.page.screenshot(path=path)  # a film is never at rest


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("film") / "film.webm"
    make_film(path)
    return path.read_bytes()


def test_a_film_plays(tmp_path: Path, film: bytes) -> None:
    need_browser()
    asyncio.run(bring_in(tmp_path, film))
    with running_app(tmp_path, NOWHERE) as running, chromium() as browser:
        app = new_page(browser, TALL)
        watch(app, running)
        come_back(app, running)
        assert app.faults == []


def watch(app: AppPage, running: Running) -> None:
    """Look at it for a while."""
    cinema = Cinema(app)
    app.open(f"{running.url}/{ROUTE}")
    app.see("抛物线的图像")
    app.press("media-play")
    cinema.waits("v.currentTime > 1 && !v.paused")
    app.see("0:02")
    app.see("先看图像")
    app.see("2:00")
    assert cinema.is_seen()
    keep(app, "playing.png")
    app.press("media-rate")
    cinema.waits("v.playbackRate == 1.25")
    app.press("chapter-1")
    cinema.waits(f"v.currentTime >= {LATER_S} && !v.paused")
    app.see("再看顶点")
    app.press("media-captions")
    app.gone("再看顶点")
    app.press("media-play")
    cinema.waits("v.paused")
    app.see("接着播放")
    keep(app, "paused.png")


def come_back(app: AppPage, running: Running) -> None:
    """Leave at rest, open the lesson anew: it says the second, and plays from there."""
    cinema = Cinema(app)
    left = cinema.second()
    assert left > LATER_S
    app.open(f"{running.url}/{ROUTE}")
    app.see("接着播放")
    shown = [clock(left), clock(max(0.0, left - 1))]  # the player tells where it is some times a second
    assert any(word in app.words() for word in shown), f"{shown} are not in\n{app.words()}"
    app.press("media-play")
    cinema.waits(f"!v.paused && v.currentTime >= {left - 1}")
    assert cinema.played_s() < LATER_S / 2  # it went there, and did not play all that comes before
    keep(app, "again.png")
