"""How the app looks and speaks is kept as settings, and every window follows."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from client.bootstrap import Client
from tests.fakes.opened import open_device, open_window
from views.preferences import CONTRAST, MOTION, TEXT_SCALE, Preferences, load_preferences
from views.theme import BODY, moves, reduce_motion, scale_text


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client
    scale_text(1.0)  # both hold for the whole process
    reduce_motion(False)


@pytest.mark.parametrize(
    ("written", "scale"), [(1.5, 1.5), (2, 2.0), (9, 2.0), (0.1, 1.0), ("2", 1.0), (None, 1.0), (float("nan"), 1.0)]
)
async def test_a_text_size_out_of_bounds_or_senseless_is_mended(client: Client, written: Any, scale: float):
    await client.store.set_setting(TEXT_SCALE, written)
    assert (await load_preferences(client.store)).text_scale == scale


async def test_what_this_version_does_not_know_counts_as_not_chosen(client: Client):
    for key in (CONTRAST, MOTION, "look.theme", "look.language"):
        await client.store.set_setting(key, "from the future")
    assert await load_preferences(client.store) == Preferences()


async def test_larger_text_less_motion_and_more_contrast_reach_an_open_window(client: Client):
    usual = BODY.size or 0
    async with open_window(client, "/me") as app:
        before = app.page.theme
        await client.store.set_setting(TEXT_SCALE, 2.0)
        await client.store.set_setting(MOTION, "reduced")
        await client.store.set_setting(CONTRAST, "high")
        await app.wait_for(lambda: BODY.size == 2 * usual and not moves() and app.page.theme is not before)
        await app.wait_for(lambda: "我的" in app.texts())
        await app.go("/notes")
        await app.wait_for(lambda: "还没有笔记" in app.texts())


async def test_a_setting_that_is_not_about_looks_leaves_the_theme_alone(client: Client):
    async with open_window(client, "/me") as app:
        await app.wait_for(lambda: not app.find_all(ft.Shimmer))
        theme = app.page.theme
        await client.store.set_setting("window.place", [1, 2])
        await client.store.setting("window.place")
        await app.settle()
        assert app.page.theme is theme
