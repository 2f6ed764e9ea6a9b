"""Grade, subjects and goal changed under 我的, and the courses that came with the app."""

import asyncio
from pathlib import Path

import flet as ft

from client.bootstrap import Client
from tests.fakes.app import PHONE
from tests.fakes.opened import open_device, open_window

COURSE = "math-quadratic-equations"


async def told(client: Client) -> tuple[int, tuple[str, ...], int]:
    found = await client.profile.get()
    assert found is not None
    return found.grade, found.subjects, found.goal_min


async def test_each_press_is_kept_however_quick_they_come(tmp_path: Path):
    async with open_device(tmp_path) as client:
        await client.profile.save(role="student", grade=9, subjects=["math"], goal_min=30)
        async with open_window(client, "/me/profile", PHONE) as app:
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-9"))
            assert app.ident("grade-9").selected
            await app.press("grade-10")
            await app.press("subject-physics")
            await app.press("goal-60")
            assert app.ident("goal-60").selected
            async with asyncio.timeout(10):
                while await told(client) != (10, ("math", "physics"), 60):
                    await app.settle()


async def test_a_starter_course_is_taken_off_and_put_back(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/me/profile", PHONE) as app:
        await app.press(f"starter-{COURSE}")
        await app.wait_for(lambda: any("已移除" in text for text in app.texts()))
        assert COURSE not in [card.id for card in await client.courses.list()]
        await app.press(f"starter-{COURSE}")
        await app.wait_for(lambda: not app.find_all(ft.IconButton, "放回"))
        assert COURSE in [card.id for card in await client.courses.list()]


async def test_taking_off_can_be_undone_from_the_toast(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/me/profile", PHONE) as app:
        await app.press(f"starter-{COURSE}")
        await app.wait_for(lambda: app.find_all(ft.SnackBar))
        bar = app.find(ft.SnackBar)
        assert isinstance(bar.action, ft.SnackBarAction)
        await app.click(bar.action)
        await app.wait_for(lambda: not app.find_all(ft.IconButton, "放回"))
        assert COURSE in [card.id for card in await client.courses.list()]
