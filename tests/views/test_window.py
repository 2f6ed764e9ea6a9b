"""The window comes back where it stood."""

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from client.bootstrap import Client
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device, open_window
from views.app import open_session
from views.shell.window import WINDOW, sensible

PLACE = {"left": 40.0, "top": 30.0, "width": 1111.0, "height": 777.0}


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


async def moved(app: MemoryApp, **place: Any) -> None:
    window = app.page.window
    app.session.apply_patch(window._i, place)
    await app.fire(window, "event", {"type": "moved"})


async def test_where_it_was_left_is_where_it_opens(client: Client):
    async with open_window(client, "/") as app:
        await moved(app, left=1.0)
        await moved(app, **PLACE)
        while await client.store.setting(WINDOW) is None:
            await app.settle()
    async with open_window(client, "/") as app:
        await app.wait_for(lambda: app.page.window.width == PLACE["width"])
        assert (app.page.window.left, app.page.window.top) == (40.0, 30.0)
        assert app.page.window.height == PLACE["height"]


async def test_a_maximized_window_comes_back_maximized_and_shrinks_to_what_it_was(client: Client):
    await client.store.set_setting(WINDOW, {**PLACE, "maximized": True})
    async with open_window(client, "/") as app:
        await app.wait_for(lambda: app.page.window.maximized)
        assert app.page.window.width == PLACE["width"]


@pytest.mark.parametrize("kept", [None, "far left", {"left": 1}, {**PLACE, "width": "wide"}, {**PLACE, "top": None}])
def test_a_place_that_makes_no_sense_is_none(kept: Any):
    assert sensible(kept) == {}


async def test_a_window_off_the_corner_of_the_screen_keeps_its_size_only(client: Client):
    await client.store.set_setting(WINDOW, {**PLACE, "left": -2000.0})
    async with open_window(client, "/") as app:
        await app.wait_for(lambda: app.page.window.width == PLACE["width"])
        assert app.page.window.left is None


async def test_a_tab_of_the_browser_is_left_alone(client: Client):
    await client.store.set_setting(WINDOW, PLACE)
    async with MemoryApp(route="/", web=True) as app:
        await app.start(lambda page: open_session(page, client))
        await app.wait_for(lambda: not app.find_all(ft.Shimmer))
        assert app.page.window.width is None
