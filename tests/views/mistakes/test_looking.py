"""The screens that look further: how it goes, the map, the choices of how one reviews, and practice."""

import asyncio
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.mistakes.mastery.overview import Overview
from client.mistakes.plan import ReviewPlan
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import JUDGE, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen

DAY_S = 86_400


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def click_in(app: MemoryApp, name: str) -> None:
    button = app.ident(name)
    await app.click(next(c for c in app.walk(button) if getattr(c, "on_click", None)))


async def two_points(client: Client) -> tuple[str, str]:
    """A point with a prerequisite, both of which went wrong often enough to be weak; (needed, needs it)."""
    graph = await client.mistakes.knowledge()
    point = next(p for p in graph.points.values() if p.requires)
    for question, given, point_id in ((ONE, [0], point.requires[0]), (JUDGE, False, point.id)):
        mistake_id = await answer_wrongly(client, question, given)
        await client.mistakes.set_point(mistake_id, point_id)
        for _time in range(4):
            await client.mistakes.review(mistake_id, 1, 8.0)
    return point.requires[0], point.id


async def test_how_it_goes_names_weak_points_with_what_may_stand_before_them(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        needed, point_id = await two_points(client)
        graph = await client.mistakes.knowledge()
        async with screen(client, "/mistakes/progress", PHONE) as app:
            await app.wait_for(lambda: "先补这几个" in app.texts())
            assert any(f"可能卡在：{graph.points[needed].name}" in text for text in app.texts())
            assert "接下来可以学" in app.texts()
            assert any("30 天里一共" in text for text in app.texts())
            said = [s.label for s in app.find_all(ft.Semantics) if s.label]
            assert any("每天要复习的题数" in label for label in said)
            await click_in(app, f"weak-{point_id}")
            await app.wait_for(lambda: any("做对 0 次，做错 5 次" in text for text in app.texts()))


async def test_what_needs_the_bank_comes_after_the_rest_and_says_how_far_it_is(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with device(tmp_path, clock) as client:
        await two_points(client)
        ready, overview = asyncio.Event(), client.mastery.overview

        async def late() -> Overview:
            await ready.wait()
            return await overview()

        monkeypatch.setattr(client.mastery, "overview", late)
        async with screen(client, "/mistakes/progress") as app:
            await app.wait_for(lambda: "未来 30 天的复习" in app.texts())
            assert "先补这几个" not in app.texts()
            client.bank._tell(0.4)
            await app.wait_for(lambda: any("整理好 40%" in text for text in app.texts()))
            ready.set()
            await app.wait_for(lambda: "先补这几个" in app.texts())
            assert not any("整理好" in text for text in app.texts())


async def test_with_nothing_done_the_screen_says_what_will_be_there(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client, screen(client, "/mistakes/progress") as app:
        await app.wait_for(lambda: "还没有可看的" in app.texts())


async def test_the_map_leads_from_subject_to_module_to_point_and_on_to_its_mistakes(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client:
        needed, point_id = await two_points(client)
        graph = await client.mistakes.knowledge()
        point = graph.points[point_id]
        async with screen(client, f"/mistakes/map?at={point.subject}") as app:
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"row-{point.module.id}"))
            await click_in(app, f"row-{point.module.id}")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"row-{point_id}"))
            await click_in(app, f"row-{point_id}")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier=f"row-{needed}"))
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="point-mistakes"))
            await click_in(app, "point-mistakes")
            await app.wait_for(lambda: app.page.route.startswith("/mistakes?in="))


async def test_choices_of_how_to_review_are_kept_at_once(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        async with screen(client, "/mistakes/rhythm", PHONE) as app:
            await app.wait_for(lambda: "打分" in app.texts())
            await click_in(app, "buttons-4")
            await app.wait_for(lambda: app.ident("buttons-4").selected)
            await click_in(app, "cap-20")
            await app.wait_for(lambda: app.ident("cap-20").selected)
            await click_in(app, "weekday-6")
            await app.wait_for(lambda: any("周日 减半" in text for text in app.texts()))
            await click_in(app, "weekday-6")
            await app.wait_for(lambda: any("周日 休息" in text for text in app.texts()))
        plan = await client.mistakes.plan()
        assert (plan.buttons, plan.daily_cap, plan.weekdays) == (4, 20, (1.0,) * 6 + (0.0,))


async def test_an_exam_is_shown_with_its_days_and_can_be_taken_back(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        day = client.mistakes.now().astimezone(client.mistakes.zone).date().replace(day=30)
        await client.mistakes.set_plan(ReviewPlan(exam_day=day))
        async with screen(client, "/mistakes/rhythm") as app:
            await app.wait_for(lambda: any("还有 8 天" in text for text in app.texts()))
            await click_in(app, "clear-exam")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="choose-exam") and not exam(app))
        assert (await client.mistakes.plan()).exam_day is None


def exam(app: MemoryApp) -> bool:
    return bool(app.find_all(ft.Semantics, identifier="clear-exam"))


async def test_three_alike_are_practised_and_counted(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        graph = await client.mistakes.knowledge()
        point_id = next(p.id for p in graph.points.values() if p.subject not in ("math", "physics"))
        mistake_id = await answer_wrongly(client, ONE, [0])
        other = await answer_wrongly(client, NUMBER, "8")
        for each in (mistake_id, other):
            await client.mistakes.set_point(each, point_id)
        async with screen(client, f"/mistakes/item/{mistake_id}/practice") as app:
            await app.wait_for(lambda: app.find_all(ft.TextField))
            await app.click("提交")
            await app.wait_for(lambda: "请先填一个数" in app.texts())
            await app.type(app.find(ft.TextField), "9")
            await app.click("提交")
            await app.wait_for(lambda: "答对了" in app.texts())


async def test_when_nothing_is_alike_it_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await client.courses.remove("math-9")
        for card in await client.courses.list():
            await client.courses.remove(card.id)
        async with screen(client, "/mistakes/item/nobody/practice") as app:
            await app.wait_for(lambda: "还没有找到相似的题" in app.texts())
