"""One of a few."""

# ruff: noqa: N802 - components are functions named like classes

import flet as ft
import pytest

from tests.fakes.app import MemoryApp
from views.guard import component
from views.widgets import Segmented


@component
def Stand(is_slow: bool) -> ft.Control:
    value, choose = ft.use_state("light")

    async def choose_later(key: str) -> None:
        choose(key)

    return Segmented({"light": "浅色", "dark": "深色"}, value, choose_later if is_slow else choose, name="theme")


@pytest.mark.parametrize("is_slow", [False, True], ids=["a function", "an async function"])
async def test_the_segment_that_is_pressed_is_chosen(is_slow: bool):
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Stand, is_slow))
        assert app.ident("theme-light").selected
        await app.click(next(c for c in app.walk(app.ident("theme-dark")) if getattr(c, "on_click", None)))
        assert app.ident("theme-dark").selected
        assert not app.ident("theme-light").selected


async def test_the_chosen_one_has_a_sign_besides_its_colour():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Stand, False))
        assert app.find_all(ft.Icon, within=app.ident("theme-light"))
        assert not app.find_all(ft.Icon, within=app.ident("theme-dark"))
