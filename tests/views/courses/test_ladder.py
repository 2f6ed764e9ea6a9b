"""The ladder on the screen: from the course's page through a level, passed or not yet."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.courses.content import ChoiceQuestion, NumericQuestion, TrueFalseQuestion
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window
from tests.gallery.life import right, wrong

COURSE = "welcome-tour"


async def play(app: MemoryApp, client: Client, *, rightly: bool) -> None:
    """Answer all questions of the level that is open; the tour asks for choices and judgements."""
    course = await client.courses.course(COURSE)
    assert course
    by_text = {one.text: one for one in course.lessons[0].questions}
    for place in range(len(by_text)):
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="submit-answer"))
        question = next(one for text, one in by_text.items() if text in app.texts())
        assert isinstance(question, ChoiceQuestion | TrueFalseQuestion | NumericQuestion)
        given = right(question) if rightly else wrong(question)
        chosen = given[0] if isinstance(given, list) else int(not given)
        await app.press(f"option-{chosen}")
        await app.press("submit-answer")
        await app.press("next")
        assert place < len(by_text)


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_a_level_is_missed_and_passed(tmp_path: Path, size: tuple[float, float]) -> None:
    async with open_device(tmp_path) as client, open_window(client, f"/courses/{COURSE}", size) as app:
        await app.see("一课一关，没有网也能玩")
        await app.press("course-ladder")
        await app.see("过了 0 / 1 关")
        [level] = await client.courses.ladder.levels(COURSE)
        await app.press(f"level-{level.lesson_id}")
        await play(app, client, rightly=False)
        await app.see("还差一点")
        await app.press("level-again")
        await play(app, client, rightly=True)
        await app.see("一道没错，得到一片叶子")
        await app.press("level-back")
        await app.see("登顶了！")
        await app.see("1 片叶子")
