from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import PHONE, MemoryApp
from views.guard import component
from views.widgets import RichText

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="SC">受力面</text></svg>'


@component
def Stand(folder: Path) -> ft.Control:  # noqa: N802 - a component
    return ft.Column([RichText("看图：\n\n![受力](drawings/push.svg)\n\n再看字。", folder)])


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[MemoryApp]:
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "push.svg").write_text(SVG, "utf-8")
    app = MemoryApp(PHONE)
    await app.start(lambda page: page.render(Stand, tmp_path))
    yield app
    await app.stop()


async def lays_out(app: MemoryApp, width: float) -> object:
    probe = next(text for text in app.unseen() if isinstance(text, ft.Text) and text.on_size_change)
    await app.fire(probe, "size_change", {"w": width, "h": 58.0})
    return app.find(ft.Image).src


async def test_a_drawing_is_drawn_again_when_the_font_arrives_after_it(app: MemoryApp):
    early = await lays_out(app, 96.4)
    late = await lays_out(app, 131.9)
    assert isinstance(late, str)
    assert late != early
    assert late.startswith(SVG)


async def test_a_drawing_that_came_after_the_font_is_drawn_once(app: MemoryApp):
    first = app.find(ft.Image).src
    assert await lays_out(app, 131.9) == first
    assert await lays_out(app, 131.9) == first
