"""The map of the days."""

# ruff: noqa: N802 - components are functions named like classes

from datetime import date, timedelta

import flet as ft
import flet.canvas as cv
import pytest

from tests.fakes.app import MemoryApp
from views.guard import component
from views.widgets import HeatMap
from views.widgets.charts.heat import STEP, level

SUNDAY = date(2026, 11, 22)


@component
def Stand() -> ft.Control:
    return HeatMap([(SUNDAY - timedelta(days=n), 20.0) for n in range(0, 60, 2)], "学习的日子")


@pytest.mark.parametrize(("minutes", "shade"), [(0, 0), (0.5, 0), (1, 1), (15, 2), (30, 3), (60, 4), (600, 4)])
def test_more_minutes_are_greener(minutes: float, shade: int):
    assert level(minutes) == shade


@pytest.mark.parametrize(("room", "weeks"), [(3 * STEP, 3), (10 * STEP, 10), (STEP - 5, 0)])
async def test_it_shows_as_many_of_the_latest_weeks_as_there_is_room_for(room: float, weeks: int):
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Stand))
        await app.fire(app.find(cv.Canvas), "resize", {"w": room, "h": 150.0})
        squares = [cell for path in app.find_all(cv.Path) for cell in path.elements]
        assert len(squares) == weeks * 7


@component
def Month() -> ft.Control:
    return HeatMap([(SUNDAY - timedelta(days=n), 20.0) for n in range(28)], most=4)


@pytest.mark.parametrize(("room", "weeks"), [(3 * STEP, 3), (20 * STEP, 4)])
async def test_of_weeks_that_nobody_knows_of_none_is_drawn(room: float, weeks: int):
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Month))
        await app.fire(app.find(cv.Canvas), "resize", {"w": room, "h": 150.0})
        squares = [cell for path in app.find_all(cv.Path) for cell in path.elements]
        assert len(squares) == weeks * 7
        assert max(square.x + square.width for square in squares) <= room, "none is cut"


async def test_a_screen_reader_hears_the_sum():
    async with MemoryApp() as app:
        await app.start(lambda page: page.render(Stand))
        await app.fire(app.find(cv.Canvas), "resize", {"w": 2.0 * STEP, "h": 150.0})
        assert app.find(ft.Semantics).label == "学习的日子 14 天里有 7 天学习，共 140 分钟"
