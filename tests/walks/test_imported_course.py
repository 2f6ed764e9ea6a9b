"""A whole walk through a real imported course in Chromium, without any server: Open edX's demo course to its last page.

`WALK_PICTURES=DIR` keeps a picture of each lesson's pages as they were seen.
"""

import asyncio
import os
from pathlib import Path

import pytest

from client.bootstrap import open_client
from client.courses.content import Course
from client.courses.importing import read_file
from tests.fakes.browser import AppPage, chromium, need_browser, new_page
from tests.fakes.running import running_app

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "olx_demo" / "demo-course"
NOWHERE = "http://127.0.0.1:9"
WAYS = ("next-lesson", "next", "judge-met", "submit-answer", "start-quiz", "finish-lesson", "skip-quiz")
"""What leads on, wherever one is; what is on the screen of these is pressed, the first first."""


async def bring_in(data: Path) -> Course:
    client = await open_client(data, server_url=NOWHERE)
    try:
        await client.profile.skip()
        imported = await read_file(SAMPLE)
        [course] = imported.courses
        await client.courses.add_pack(course, imported.files)
        return course
    finally:
        await client.close()


async def progress(data: Path, course_id: str) -> tuple[int, int]:
    """How many lessons are finished, and how many quizzes were taken."""
    client = await open_client(data, server_url=NOWHERE)
    try:
        outline = await client.courses.outline(course_id)
        assert outline
        taken = [len(await client.courses.attempts(course_id, entry.id)) for entry in outline.manifest.lessons]
        return outline.finished, sum(taken)
    finally:
        await client.close()


PATIENCE = 200
FONTS = "/assets/fonts/noto"
"""Where the web client looks for signs (▸) that our fonts lack: no such file, but the text stands."""


class Walk:
    """Goes on from page to page as somebody does who answers what can be answered with a press or a number."""

    def __init__(self, app: AppPage, pictures: Path | None) -> None:
        self.app = app
        self.pictures = pictures
        self.pages = 0
        self.seen: list[str] = []

    def look(self) -> None:
        self.pages += 1
        words = self.app.words()
        assert "这里出了点问题" not in words, words
        if self.pictures is not None:
            self.app.settled()
            self.app.picture(self.pictures / f"{self.pages:03d}.png")

    def here(self) -> str:
        """The way on that the screen offers; waits until there is one."""
        for _try in range(PATIENCE):
            self.app.page.wait_for_timeout(150)  # what goes is still there for a frame
            if way := next((way for way in WAYS if self.app.ident(way).count()), ""):
                return way
        raise AssertionError(f"there is no way on from:\n{self.app.words()}")

    def on(self) -> bool:
        """One step; False at the end of the course."""
        way = self.here()
        before = self.app.words()
        if way != "submit-answer":
            self.look()
        if "这是最后一课" in before:
            return False
        if way == "submit-answer" and not self.answer():
            way = "back"
        self.seen.append(way)
        if way == "back":  # what is asked in words is left out
            self.app.tooltip("返回").first.click()
            self.app.press("skip-quiz")
        else:
            self.app.press(way)
        for _try in range(PATIENCE):
            if self.app.words() != before:
                return True
            self.app.page.wait_for_timeout(100)
        raise AssertionError(f"{way} led nowhere from:\n{before}")

    def answer(self) -> bool:
        """Give an answer to the question on the screen; False when there is nothing to press."""
        self.look()
        if self.app.ident("option-0").count():
            self.app.press("option-0")
            return True
        if self.app.ident("answer-field").count():
            self.app.write("answer-field", "42")
            return True
        return False


def test_a_real_course_is_walked_from_its_first_page_to_its_last_without_a_server(tmp_path: Path) -> None:
    need_browser()
    if not SAMPLE.is_dir():
        pytest.skip(f"the demo course is not at {SAMPLE}")
    course = asyncio.run(bring_in(tmp_path))
    wanted = os.environ.get("WALK_PICTURES")
    pictures = Path(wanted) if wanted else None
    with running_app(tmp_path, NOWHERE) as running, chromium() as browser:
        app = new_page(browser)
        missing: list[str] = []
        app.page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
        app.open(f"{running.url}/courses/{course.id}")
        app.see(course.title)
        walk = Walk(app, pictures)
        walk.look()
        app.press("continue-lesson")
        while walk.on():
            pass
        assert [address for address in missing if FONTS not in address] == []
        assert [fault for fault in app.faults if "404" not in fault] == []
    finished, quizzes = asyncio.run(progress(tmp_path, course.id))
    assert finished == len(course.lessons)
    assert quizzes > 0
    assert walk.pages > len(course.lessons)
