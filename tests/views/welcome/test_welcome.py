"""The welcome of an empty device."""

from pathlib import Path

import flet as ft
import pytest

from client.profile.person import ProfileData
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device, open_window


async def welcomed(app: MemoryApp) -> None:
    await app.wait_for(lambda: app.page.route == "/welcome" and "欢迎来到学伴" in app.texts())


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_an_empty_device_asks_who_learns_and_leads_into_a_lesson(tmp_path: Path, size: tuple[float, float]):
    async with (
        open_device(tmp_path, clock=FakeClock(), welcomed=False) as client,
        open_window(client, "/", size) as app,
    ):
        await welcomed(app)
        for choice in ("grade-9", "subject-physics", "subject-math", "goal-45"):
            await app.press(choice)
            assert app.ident(choice).selected
        await app.press("welcome-start")
        await app.wait_for(lambda: app.page.route == "/courses/welcome-tour/lessons/tour")
        await app.wait_for(lambda: "先做一道题" in app.texts())
        assert await client.profile.get() == ProfileData(
            "student", 9, ("math", "physics"), 45, "2026-11-22T12:00:00.000Z"
        )


async def test_nothing_has_to_be_chosen(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client, open_window(client, "/", PHONE) as app:
        await welcomed(app)
        await app.press("welcome-start")
        await app.wait_for(lambda: app.page.route.startswith("/courses/"))
        profile = await client.profile.get()
        assert profile is not None
        assert (profile.role, profile.grade, profile.subjects, profile.goal_min) == ("student", 0, (), 30)


async def test_it_can_be_skipped_and_does_not_come_again(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client:
        async with open_window(client, "/", PHONE) as app:
            await welcomed(app)
            await app.press("welcome-skip")
            await app.wait_for(lambda: app.page.route == "/" and "现在最值得做" in app.texts())
        assert await client.profile.get() is None
        async with open_window(client, "/", PHONE) as app:
            await app.wait_for(lambda: "现在最值得做" in app.texts())
            assert app.page.route == "/"


async def test_a_parent_goes_straight_to_the_agreement_and_is_remembered_as_one(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client, open_window(client, "/", PHONE) as app:
        await welcomed(app)
        await app.press("role-parent")
        await app.press("limit-here")
        await app.wait_for(lambda: app.page.route == "/me/parent" and "设一个家长密码" in app.texts())
        profile = await client.profile.get()
        assert profile is not None
        assert profile.role == "parent"


async def test_it_is_no_wall(tmp_path: Path):
    """Whoever comes by a link, or has an account or a file, goes there."""
    async with open_device(tmp_path, welcomed=False) as client:
        async with open_window(client, "/notes", PHONE) as app:
            assert app.page.route == "/notes"
        for link, route in (("welcome-account", "/me/account"), ("welcome-import", "/me/import")):
            async with open_window(client, "/", PHONE) as app:
                await welcomed(app)
                await app.press(link)
                await app.wait_for(lambda route=route: app.page.route == route)


async def test_whoever_has_something_here_is_not_asked(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client:
        await client.notes.save(None, title="先写的笔记", body="")
        async with open_window(client, "/", PHONE) as app:
            await app.wait_for(lambda: "现在最值得做" in app.texts())
            assert app.page.route == "/"


async def test_the_goal_and_the_subjects_follow_the_grade(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client, open_window(client, "/welcome", PHONE) as app:
        await welcomed(app)
        await app.press("grade-2")
        assert app.ident("goal-20").selected
        assert not app.find_all(ft.Semantics, identifier="subject-chemistry")
        await app.press("grade-12")
        assert app.ident("goal-45").selected
        assert app.find_all(ft.Semantics, identifier="subject-chemistry")


async def test_a_parent_is_told_what_works_and_may_look_round(tmp_path: Path):
    async with open_device(tmp_path, welcomed=False) as client, open_window(client, "/", PHONE) as app:
        await welcomed(app)
        await app.press("role-parent")
        assert "现在就能用的" in app.texts()
        assert any("我的 → 家庭" in text for text in app.texts())
        assert not app.find_all(ft.Semantics, identifier="grade-9")
        await app.press("welcome-start")
        await app.wait_for(lambda: app.page.route == "/" and "和孩子连在一起" in app.texts())
        profile = await client.profile.get()
        assert profile is not None
        assert profile.role == "parent"
