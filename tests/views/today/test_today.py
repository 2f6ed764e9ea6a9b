"""The first screen, on a real device."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.store.mending import MENDED, Mended
from client.texts import use_language
from sync.catalogue import STUDY
from sync.clock import to_text
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device, open_window
from views.preferences import keep_language

COURSE = "math-quadratic-equations"
EVENING = datetime(2026, 11, 22, 17).astimezone()  # on the device's own clock
NIGHT = EVENING + timedelta(hours=5)


def clock(local: datetime = EVENING) -> FakeClock:
    return FakeClock(local.astimezone(UTC))


async def shown(app: MemoryApp) -> None:
    await app.wait_for(lambda: "现在最值得做" in app.texts())


async def study(client: Client, minutes: int, *, days_ago: int = 0) -> None:
    """Minutes written down as the study clock does, ended an hour ago."""
    begin = client.clock.now_utc() - timedelta(days=days_ago, hours=1, minutes=minutes)
    for minute in range(minutes):
        started = to_text(begin + timedelta(minutes=minute))
        await client.store.write(
            lambda w, started=started: w.add(STUDY, activity="lesson", started_utc=started, seconds=60, subject="")
        )


async def answer_wrongly(client: Client) -> None:
    course = await client.courses.course(COURSE)
    assert course
    index, question = next(
        (i, q) for i, s in enumerate(course.lessons[0].segments) for q in s.quiz if q.kind == "true_false"
    )
    await client.courses.answer(course, course.lessons[0], index, question, not question.correct, 4)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_a_new_person_is_led_into_the_tour(tmp_path: Path, size: tuple[float, float]):
    async with open_device(tmp_path, clock=clock()) as client, open_window(client, "/", size) as app:
        await shown(app)
        assert "今天就是第 1 天" in app.texts()
        await app.click("开始学习", ft.FilledButton)
        await app.wait_for(lambda: app.page.route == "/courses/welcome-tour/lessons/tour")


async def test_a_wrong_answer_changes_the_next_step_at_once(tmp_path: Path):
    async with open_device(tmp_path, clock=clock()) as client, open_window(client, "/", PHONE) as app:
        await shown(app)
        await answer_wrongly(client)
        await app.wait_for(lambda: "复习 1 道题" in app.texts())
        assert "1 道题该复习了" not in app.texts()  # said once
        await app.click("开始复习", ft.FilledButton)
        await app.wait_for(lambda: app.page.route == "/mistakes/review")


async def test_the_lesson_left_open_is_offered_again_and_only_once(tmp_path: Path):
    async with open_device(tmp_path, clock=clock()) as client, open_window(client, "/", PHONE) as app:
        await shown(app)
        course = await client.courses.course(COURSE)
        assert course
        await client.courses.keep_place(COURSE, course.lessons[1].id, 1)
        await app.wait_for(lambda: "继续学习" in [b.content for b in app.find_all(ft.FilledButton)])
        assert app.texts().count(course.lessons[1].title) == 1
        await answer_wrongly(client)
        await app.wait_for(lambda: "复习 1 道题" in app.texts())
        assert app.texts().count(course.lessons[1].title) == 1  # now as what comes after
        assert "接下来" in app.texts()


async def test_the_ring_is_measured_by_ones_own_goal(tmp_path: Path):
    async with open_device(tmp_path, clock=clock()) as client, open_window(client, "/", PHONE) as app:
        await shown(app)
        await study(client, 15)
        await client.profile.save(role="student", grade=9, subjects=[], goal_min=60)
        await app.wait_for(lambda: "再学 45 分钟，就到今天的目标。" in app.texts())
        assert [ring.value for ring in app.find_all(ft.ProgressRing)] == [0.25]


async def test_the_streak_shows_with_its_rest_days(tmp_path: Path):
    async with open_device(tmp_path, clock=clock()) as client, open_window(client, "/", PHONE) as app:
        for day in (0, 1, 3):
            await study(client, 2, days_ago=day)
        await app.wait_for(lambda: "连续 3 天" in app.texts())


async def test_at_night_rest_is_the_step_and_the_rest_waits_below(tmp_path: Path):
    async with open_device(tmp_path, clock=clock(NIGHT)) as client, open_window(client, "/", DESKTOP) as app:
        await answer_wrongly(client)
        await app.wait_for(lambda: "该睡觉了" in app.texts())
        await app.wait_for(lambda: "1 道题该复习了" in app.texts())
        assert not app.find_all(ft.FilledButton)
        assert "夜深了" in app.texts()
        assert "还想学的话" in app.texts()


async def test_the_date_follows_the_language(tmp_path: Path):
    async with open_device(tmp_path, clock=clock(datetime(2026, 11, 23, 17).astimezone())) as client:
        async with open_window(client, "/", PHONE) as app:
            await shown(app)
            assert "11月23日 星期一" in app.texts()
        try:
            await keep_language(client.store, "en")
            async with open_window(client, "/", PHONE) as app:
                await app.wait_for(lambda: any("Nov 23" in text for text in app.texts()))
        finally:
            use_language("zh_CN")


async def test_what_was_mended_is_said_until_it_has_been_read(tmp_path: Path):
    async with open_device(tmp_path, clock=clock()) as client:
        said = Mended(whole=False, copy_utc="2026-11-21T12:00:00.000Z", rows=160, rescued=40, kept_in="/data/damaged/1")
        await client.store.set_setting(MENDED, asdict(said))
        async with open_window(client, "/", PHONE) as app:
            await shown(app)
            text = app.texts()
            assert "数据文件坏过，已经修好" in text
            assert any("用 11月21日 的备份修的，之后写的又找回 40 条，现在一共 160 条。" in one for one in text)
            await app.click("知道了", ft.OutlinedButton)
            await app.wait_for(lambda: "数据文件坏过，已经修好" not in app.texts())
        assert await client.store.setting(MENDED) is None
