"""Drawing in a note: strokes are kept, erased, taken back; others' stay; the preview shows them."""

from pathlib import Path
from typing import Any

import flet as ft
import flet.canvas as cv
import pytest

from client.bootstrap import Client
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device, open_window
from tests.views.notes.test_note import field


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


def at(x: float, y: float) -> dict[str, Any]:
    return {"l": {"x": x, "y": y}, "g": {"x": x, "y": y}}


async def surface(app: MemoryApp) -> ft.GestureDetector:
    await app.wait_for(lambda: app.sees("paper"))
    sheet = next(c for c in app.find_all(ft.Container, within=app.ident("paper")) if c.on_size_change)
    await app.fire(sheet, "size_change", {"w": 500.0, "h": 400.0})
    await app.wait_for(lambda: app.find_all(ft.GestureDetector, within=app.ident("paper")))
    return app.find(ft.GestureDetector, within=app.ident("paper"))


async def draw(app: MemoryApp, *places: tuple[float, float]) -> None:
    hand = await surface(app)
    await app.fire(hand, "pan_down", at(*places[0]))
    for place in places[1:]:
        await app.fire(hand, "pan_update", at(*place))
    await app.fire(hand, "pan_end", {**at(*places[-1]), "v": {"x": 0, "y": 0}})


async def strokes(client: Client, note_id: str) -> list[tuple[str, int, int]]:
    drawn = (await client.drawings.of(note_id)).values()
    return [(s.colour, s.width, len(s.points)) for drawing in drawn for s in drawing.strokes]


async def test_strokes_are_kept_and_undo_takes_back_ones_own(client: Client) -> None:
    note_id = await client.notes.save(None, title="图", body="![手写](pen-1.svg)")
    theirs = client.drawings.stroke("green", 3, [(900, 900)])
    await client.drawings.add(note_id, "pen-1.svg", [theirs])
    async with open_window(client, f"/notes/{note_id}/draw?name=pen-1.svg") as app:
        await draw(app, (10, 10), (60, 40), (100, 10))
        await app.press("pen-red")
        await app.press("pen-width-12")
        await draw(app, (200, 200))
        await app.wait_for(lambda: app.ident("paper").label == "画纸，3 笔")
        assert await strokes(client, note_id) == [("green", 3, 1), ("ink", 6, 3), ("red", 12, 1)]
        drawing = (await client.drawings.of(note_id))["pen-1.svg"]
        assert drawing.strokes[1].points[0] == (20, 20)  # in units: the paper is 1,000 wide, the sheet 500
        for _time in range(2):
            await app.press("draw-undo")
        await app.wait_for(lambda: app.ident("paper").label == "画纸，1 笔")
        assert await strokes(client, note_id) == [("green", 3, 1)]
        await app.press("draw-redo")
        await app.wait_for(lambda: app.ident("paper").label == "画纸，2 笔")


async def test_the_eraser_takes_what_it_touches_and_that_comes_back_too(client: Client) -> None:
    note_id = await client.notes.save(None, title="图", body="![手写](pen-1.svg)")
    async with open_window(client, f"/notes/{note_id}/draw?name=pen-1.svg") as app:
        await draw(app, (10, 10), (100, 10))
        await draw(app, (10, 200), (100, 200))
        await app.press("pen-eraser")
        await draw(app, (50, 5), (50, 12))
        await app.wait_for(lambda: app.ident("paper").label == "画纸，1 笔")
        assert len(await strokes(client, note_id)) == 1
        await app.press("draw-undo")
        await app.wait_for(lambda: app.ident("paper").label == "画纸，2 笔")
        assert len(await strokes(client, note_id)) == 2


async def test_the_tool_puts_a_drawing_into_the_text_and_the_preview_draws_it(client: Client) -> None:
    note_id = await client.notes.save(None, title="图", body="看图：")
    async with open_window(client, f"/notes/{note_id}", size=(1300, 800)) as app:
        await field(app, "note-body")
        await app.press("tool-draw")
        await app.wait_for(lambda: "/draw?name=pen-" in app.page.route)
        await draw(app, (10, 10), (100, 10))
        note = await client.notes.get(note_id)
        assert note is not None
        [name] = await client.drawings.of(note_id)
        assert f"![手写]({name})\n" in note.body
        await app.go(f"/notes/{note_id}")
        await app.press("note-preview")
        await app.wait_for(lambda: app.sees(f"drawing-{name}"))
        paper = next(c for c in app.find_all(ft.Container, within=app.ident(f"drawing-{name}")) if c.on_size_change)
        await app.fire(paper, "size_change", {"w": 500.0, "h": 100.0})
        await app.wait_for(lambda: app.find(cv.Canvas, within=app.ident(f"drawing-{name}")).shapes)
        assert app.ident(f"drawing-{name}").label == "手写，1 笔"
