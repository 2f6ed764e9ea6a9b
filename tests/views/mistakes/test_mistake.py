"""One mistake: question, answers, explanation, point, past; correcting the point, and the trash."""

from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import ALL_KINDS, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen
from views.widgets.formulas import flowing

WRONG = {
    "one": [0],
    "some": [1],
    "judge": False,
    "number": "8",
    "words": "x=7",
    "match": ["没有", "没有"],
    "essay": {"text": "不知道", "self": False},
    "order": [1, 0],
    "cloze": ["不知道"],
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def names(app: MemoryApp) -> set[str]:
    return {s.identifier for s in app.find_all(ft.Semantics) if s.identifier}


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda question: question.id)
async def test_every_kind_of_question_shows_both_answers(tmp_path: Path, clock: FakeClock, question: object) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, question, WRONG[question.id])  # type: ignore[attr-defined, arg-type]
        async with screen(client, f"/mistakes/item/{mistake_id}", PHONE) as app:
            await app.wait_for(lambda: "正确答案" in app.texts())
            assert "你的答案" in app.texts()
            assert "测验答错" in app.texts()
            assert "这里出了点问题" not in app.texts()


async def test_the_explanation_the_source_and_the_way_to_the_lesson_are_there(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        async with screen(client, f"/mistakes/item/{mistake_id}") as app:
            await app.wait_for(lambda: "解析" in app.texts())
            assert flowing(ONE.explanation) in app.texts()
            assert "来自：一元二次方程 · 第一课 认识方程" in app.texts()
            await app.click("回到这节课")
            await app.wait_for(lambda: app.page.route == "/courses/math-9/lessons/l1")


async def test_a_mistake_whose_course_is_gone_is_still_whole(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        await client.courses.remove("math-9")
        async with screen(client, f"/mistakes/item/{mistake_id}") as app:
            await app.wait_for(lambda: "解析" in app.texts())
            assert "回到这节课" not in app.texts()


async def test_the_point_is_told_with_its_module_and_prerequisites_and_can_be_searched(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, NUMBER, "8")
        await client.mistakes.set_point(mistake_id, "math.quadratic-equation.discriminant")
        async with screen(client, f"/mistakes/item/{mistake_id}") as app:
            await app.wait_for(lambda: "初中数学 · 一元二次方程 · 九年级" in app.texts())
            assert "根的判别式" in app.texts()
            assert any(text.startswith("要先会：") for text in app.texts())
            await app.click("换一个")
            await app.wait_for(lambda: "point-field" in names(app))
            await app.type(app.find(ft.TextField, within=app.ident("point-field")), "勾股")
            await app.wait_for(lambda: any(name.startswith("found-") for name in names(app)))
            first = next(name for name in sorted(names(app)) if name.startswith("found-"))
            await app.click(next(c for c in app.walk(app.ident(first)) if getattr(c, "on_click", None)))
            await app.wait_for(lambda: "根的判别式" not in app.texts())
        found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert f"found-{found.point_id}" == first


async def test_a_proposed_point_and_a_cause_are_taken_in_one_tap_each(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, NUMBER, "8")
        await client.mistakes.set_point(mistake_id, "")
        async with screen(client, f"/mistakes/item/{mistake_id}") as app:
            await app.wait_for(lambda: any(name.startswith("point-math") for name in names(app)))
            chip = next(name for name in sorted(names(app)) if name.startswith("point-math"))
            await app.click(next(c for c in app.walk(app.ident(chip)) if getattr(c, "on_click", None)))
            await app.wait_for(lambda: any(text.startswith("小学数学 · ") for text in app.texts()))
            assert any(text.startswith("可能是“计算失误”") for text in app.texts())
            await app.click(next(c for c in app.walk(app.ident("cause-misread")) if getattr(c, "on_click", None)))
            await app.wait_for(lambda: app.ident("cause-misread").selected)
            reflection = app.find(ft.TextField, within=app.ident("reflection"))
            await app.type(reflection, "看清单位")
            await app.fire(reflection, "blur")
            found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert f"point-{found.point_id}" == chip
        assert (found.cause, found.reflection) == ("misread", "看清单位")


async def test_a_deleted_mistake_can_be_brought_back(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        async with screen(client, f"/mistakes/item/{mistake_id}") as app:
            await app.wait_for(lambda: "delete-mistake" in names(app))
            await app.click("移出错题本", ft.IconButton)
            await app.wait_for(lambda: "还没有错题" in app.texts())
            snack = app.find(ft.SnackBar)
            assert isinstance(snack.action, ft.SnackBarAction)
            await app.click(snack.action)
            await app.wait_for(lambda: f"mistake-{mistake_id}" in names(app))


async def test_a_mistake_that_is_not_there_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/item/nobody") as app:
        await app.wait_for(lambda: "这道题不在错题本里" in app.texts())
