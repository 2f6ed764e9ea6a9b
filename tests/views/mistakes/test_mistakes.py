"""The list of mistakes: what is due on top, rows that say enough, drawers that narrow it."""

from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import PHONE
from tests.fakes.clock import FakeClock
from tests.fakes.courses import JUDGE, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def test_an_empty_book_explains_itself_and_leads_to_the_courses(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes") as app:
        await app.wait_for(lambda: "还没有错题" in app.texts())
        await app.click("去上课")
        await app.wait_for(lambda: app.page.route == "/courses")


@pytest.mark.parametrize("size", [PHONE, (1280.0, 800.0)])
async def test_the_list_says_how_many_are_due_and_leads_to_the_review(
    tmp_path: Path, clock: FakeClock, size: tuple[float, float]
) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, ONE, [0])
        await answer_wrongly(client, JUDGE, False)
        async with screen(client, "/mistakes", size) as app:
            await app.wait_for(lambda: "题今天该复习" in app.texts())
            assert "2" in app.texts()
            assert "方程 x²=4 的解是？" in app.texts()
            assert app.texts().count("今天复习") == 2
            await app.click("开始复习")
            await app.wait_for(lambda: app.page.route == "/mistakes/review")


async def test_a_mistake_made_while_the_list_is_open_appears_in_it(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes") as app:
        await app.wait_for(lambda: "还没有错题" in app.texts())
        mistake_id = await answer_wrongly(client, ONE, [0])
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"mistake-{mistake_id}"))


async def test_when_all_is_done_the_next_date_stands_on_top(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await client.mistakes.review(await answer_wrongly(client, ONE, [0]), 3)
        async with screen(client, "/mistakes") as app:
            await app.wait_for(lambda: "今天都复习完了" in app.texts())
            assert any("下一次复习：2 天后" in text for text in app.texts())
            assert "开始复习" not in app.texts()


async def test_a_drawer_narrows_the_list_and_stands_in_the_route(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        one = await answer_wrongly(client, ONE, [0])
        other = await answer_wrongly(client, NUMBER, "8")
        await client.mistakes.set_point(one, "math.quadratic-equation.discriminant")
        await client.mistakes.set_point(other, "")
        async with screen(client, "/mistakes") as app:

            def rows() -> set[str]:
                found = app.find_all(ft.Semantics)
                return {s.identifier for s in found if (s.identifier or "").startswith("mistake-")}  # type: ignore[misc]

            await app.wait_for(lambda: rows() == {f"mistake-{one}", f"mistake-{other}"})
            await app.go("/mistakes?in=math.quadratic-equation")
            await app.wait_for(lambda: rows() == {f"mistake-{one}"})
            await app.go("/mistakes?in=-")
            await app.wait_for(lambda: rows() == {f"mistake-{other}"})
            assert "未归类 1" in app.texts()
