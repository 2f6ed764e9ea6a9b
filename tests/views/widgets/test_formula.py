"""A formula on a line of its own: whole when it fits, smaller when it nearly does, scrolling when it does not."""

# ruff: noqa: N802 - components are functions named like classes

import flet as ft
import pytest

from tests.fakes.app import PHONE, MemoryApp
from views.guard import component
from views.widgets import Formula, RichText


@component
def Stand() -> ft.Control:
    return ft.Column([Formula(r"\frac{1}{2}")])


async def lay_out(app: MemoryApp, natural: float, room: float) -> None:
    outer = next(c for c in app.find_all(ft.Container) if c.on_size_change)
    await app.fire(outer, "size_change", {"w": room, "h": 40.0})
    await app.fire(app.find(ft.Markdown), "size_change", {"w": natural, "h": 40.0})


@pytest.mark.parametrize(("natural", "size", "fades"), [(200, 18, False), (375, 14.4, False), (900, 18, True)])
async def test_it_shrinks_a_little_to_fit_or_keeps_its_size_and_fades(natural: float, size: float, fades: bool):
    async with MemoryApp(PHONE) as app:
        await app.start(lambda page: page.render(Stand))
        await lay_out(app, natural, 300)
        style = app.find(ft.Markdown).latex_style
        assert style
        assert style.size == pytest.approx(size)
        assert bool(app.find_all(ft.ShaderMask)) == fades


async def test_a_screen_reader_hears_words_and_how_to_see_the_rest():
    async with MemoryApp(PHONE) as app:
        await app.start(lambda page: page.render(Stand))
        assert app.find(ft.Semantics).label == "2 分之 1"
        await lay_out(app, 900, 300)
        assert app.find(ft.Semantics).label == "2 分之 1（可以左右滑动）"


@component
def Text() -> ft.Control:
    return ft.Column([RichText("先看\n\n$$x^2=4$$\n\n`$$y$$` 里的不算，$\\sqrt{5}$ 在行里。\n\n```\n$$z$$\n```")])


async def test_only_formulas_on_lines_of_their_own_are_taken_out_of_the_text():
    async with MemoryApp(PHONE) as app:
        await app.start(lambda page: page.render(Text))
        shown = [markdown.value for markdown in app.find_all(ft.Markdown)]
        assert [value.strip() for value in shown][:2] == ["先看", "$$\nx^2=4\n$$"]
        assert "$$z$$" in shown[2]
