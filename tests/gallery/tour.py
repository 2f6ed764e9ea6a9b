"""The tour: an animated picture (WebP) of the real app: Today, a lesson, the mistake book, a note, a team."""

import io
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.fakes.browser import PHONE, AppPage, chromium, new_page
from tests.fakes.running import running_app
from tests.gallery.classmates import TEAM
from tests.gallery.life import COURSE, SERVER, Lived, live_now
from tests.gallery.shots import visit

WIDTH = 320
LOOK_MS, GLANCE_MS = 2_000, 700
LARGEST = 1_500_000
"""Bytes that the tour may have: it stands in the README."""


@dataclass
class Film:
    """Pictures of a page, each with how long it is looked at, in ms."""

    app: AppPage
    frames: list[Image.Image] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def take(self, ms: int = LOOK_MS) -> None:
        """The page as it is once it rests; what looks like the picture before only lengthens that."""
        self.app.page.mouse.move(1, 1)  # where it pressed last, a tooltip would come
        with Image.open(io.BytesIO(self.app.settled())) as picture:
            frame = picture.convert("RGB").resize(
                (WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS
            )
        if self.frames and frame.tobytes() == self.frames[-1].tobytes():
            self.times[-1] += ms
            return
        self.frames.append(frame)
        self.times.append(ms)


def make_tour(file: Path) -> None:
    """Film the tour and write it to `file`, as good as the size allows. Raises AssertionError when a step fails."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "week"
        lived = live_now(data)
        copy = shutil.copytree(data, Path(folder) / "data")
        with chromium() as browser, running_app(copy, SERVER) as running:
            app = new_page(browser, PHONE, color_scheme="light")
            app.open(running.url)
            film = Film(app)
            for step in steps(lived):
                step(film)
    write(film, file)


def write(film: Film, file: Path) -> None:
    """One picture that moves, for ever."""
    first, *rest = film.frames
    packed = b""
    for quality in (80, 70, 60, 50, 40):
        kept = io.BytesIO()
        first.save(
            kept, "WEBP", save_all=True, append_images=rest, duration=film.times, loop=0, quality=quality, method=6
        )
        packed = kept.getvalue()
        if len(packed) <= LARGEST:
            break
    assert len(packed) <= LARGEST, f"{len(packed)} bytes at the worst quality"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(packed)


def steps(lived: Lived) -> list[Callable[[Film], None]]:
    """What a person does, in order."""
    return [
        lambda film: _look(film, "/", "现在最值得做"),
        lambda film: _look(film, f"/courses/{COURSE}", "目录"),
        lambda film: _answer(film, f"/courses/{COURSE}/lessons/{lived.lesson}"),
        lambda film: _look(film, "/mistakes", "全部 "),
        lambda film: _look(film, f"/mistakes/item/{lived.mistake}", "下次复习"),
        _review,
        lambda film: _look(film, "/mistakes/map?at=math", "已掌握"),
        lambda film: _write(film, lived.note),
        lambda film: _look(film, f"/teams/{TEAM}", "队友"),
        lambda film: _look(film, "/recap", "保存图片"),
    ]


def _look(film: Film, path: str, words: str, ms: int = LOOK_MS) -> None:
    visit(film.app, path)
    film.app.see(words)
    film.app.gone("正在读取")
    film.take(ms)


def _answer(film: Film, lesson: str) -> None:
    _look(film, lesson, "做一遍", GLANCE_MS)
    film.app.press("start-quiz")
    film.app.ident("submit-answer").first.wait_for(state="attached")
    film.take()
    film.app.press("option-0")
    film.take(GLANCE_MS)
    film.app.press("submit-answer")
    film.app.ident("next").first.wait_for(state="attached")
    film.take()


def _review(film: Film) -> None:
    _look(film, "/mistakes/review", "显示答案")
    film.app.press("show-answer")
    film.take()


def _write(film: Film, note: str) -> None:
    _look(film, f"/notes/{note}", "已保存", GLANCE_MS)
    film.app.page.mouse.click(200, 420)
    film.app.page.keyboard.press("Control+End")
    for words in ("\n判别式 ", "大于 0，", "两个不等的实根"):
        film.app.page.keyboard.insert_text(words)
        film.take(GLANCE_MS)
    film.app.see("已保存")
    film.take()
