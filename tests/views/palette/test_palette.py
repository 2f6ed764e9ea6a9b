"""The command palette and what works from every screen."""

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.search import Found
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.keyboard import press
from tests.fakes.opened import open_device, open_window
from views.context import App
from views.palette.entries import entries, matching
from views.palette.routes import route_of
from views.routes import find_screen


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


async def opened(app: MemoryApp) -> ft.TextField:
    await press(app, "K", ctrl=True)
    await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="palette-field"))
    return app.find(ft.TextField, within=app.ident("palette-field"))


def lines(app: MemoryApp) -> list[str]:
    names = [s.identifier or "" for s in app.find_all(ft.Semantics)]
    return [name.removeprefix("palette-") for name in names if name.startswith("palette-") and name != "palette-field"]


def chosen(app: MemoryApp) -> str:
    found = [s for s in app.find_all(ft.Semantics) if (s.identifier or "").startswith("palette-") and s.selected]
    return (found[0].identifier or "").removeprefix("palette-")


async def test_it_opens_over_any_screen_and_esc_closes_it(client: Client):
    async with open_window(client, "/notes", DESKTOP) as app:
        await opened(app)
        assert "page/courses" in lines(app)
        await press(app, "Escape")
        await app.wait_for(lambda: not app.find_all(ft.AlertDialog))
        assert app.page.route == "/notes"


async def test_arrows_choose_and_enter_opens(client: Client):
    async with open_window(client, "/", DESKTOP) as app:
        field = await opened(app)
        await app.type(field, "courses")
        await app.wait_for(lambda: chosen(app) == "page/courses")
        await app.type(field, "")
        first = chosen(app)
        await press(app, "Arrow Down")
        assert chosen(app) == lines(app)[1] != first
        await press(app, "Arrow Up")
        await press(app, "Arrow Up")
        assert chosen(app) == lines(app)[-1]
        await app.type(field, "courses")
        await app.wait_for(lambda: chosen(app) == "page/courses")
        await app.fire(app.find(ft.TextField, within=app.ident("palette-field")), "submit")
        await app.wait_for(lambda: app.page.route == "/courses")
        await app.wait_for(lambda: not app.find_all(ft.AlertDialog))


async def test_it_opens_again_while_the_last_one_fades(client: Client):
    async with open_window(client, "/notes", DESKTOP) as app:
        for _time in range(3):  # the client says that a dialog has gone only when it has faded
            await opened(app)
            await press(app, "Escape")
            await app.wait_for(lambda: not app.find_all(ft.AlertDialog))
        await press(app, "3", alt=True)
        await app.wait_for(lambda: app.page.route == "/mistakes")


async def test_notes_and_lessons_are_found_and_opened(client: Client):
    note_id = await client.notes.save(None, title="勾股定理的三种证法", body="")
    async with open_window(client, "/", DESKTOP) as app:
        field = await opened(app)
        await app.type(field, "ggdl")
        await app.wait_for(lambda: any(line.startswith("point-") for line in lines(app)))
        await app.type(field, "三种证法")
        await app.wait_for(lambda: f"note--{note_id}" in lines(app))
        row = app.ident(f"palette-note--{note_id}")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == f"/notes/{note_id}")


async def test_what_is_not_there_is_said(client: Client):
    async with open_window(client, "/", DESKTOP) as app:
        await app.type(await opened(app), "qqqzzz")
        await app.wait_for(lambda: "没有找到“qqqzzz”" in app.texts())
        assert lines(app) == []


async def test_a_command_is_done_at_once(client: Client):
    async with open_window(client, "/", DESKTOP) as app:
        await app.type(await opened(app), "dark")
        await app.wait_for(lambda: chosen(app) == "dark")
        await app.fire(app.find(ft.TextField, within=app.ident("palette-field")), "submit")
        await app.wait_for(lambda: app.page.theme_mode == ft.ThemeMode.DARK)


async def test_the_sheet_lists_what_this_screen_listens_to(client: Client):
    async with open_window(client, "/", DESKTOP) as app:
        await press(app, "?", shift=True)
        await app.wait_for(lambda: "快捷键" in app.texts())
        assert "Ctrl K" in app.texts()
        assert "换一个选项" not in app.texts()


async def test_alt_and_a_digit_go_to_a_destination_and_esc_up_again(client: Client):
    async with open_window(client, "/", DESKTOP) as app:
        await press(app, "4", alt=True)
        await app.wait_for(lambda: app.page.route == "/notes")
        await app.go("/me/account")
        await press(app, "Escape")
        await app.wait_for(lambda: app.page.route == "/me")
        await press(app, "Escape")
        assert app.page.route == "/me"


async def test_every_page_of_the_palette_is_a_screen(client: Client):
    async with open_window(client, "/", PHONE) as app:
        for entry in entries(App(client, app.page)):
            if entry.id.startswith("page"):
                assert find_screen(entry.id.removeprefix("page")), entry.id


async def test_an_entry_is_found_by_its_other_words_and_its_first_letters(client: Client):
    async with open_window(client, "/", PHONE) as app:
        known = entries(App(client, app.page))
        assert matching(known, "xxbj", 3)[0].id == "new-note"
        assert matching(known, "review", 3)[0].id == "review"
        assert matching(known, "错题本", 3)[0].id == "page/mistakes"
        assert len(matching(known, "", 5)) == 5
        assert matching(known, "fc", 5) == []


def test_everything_that_is_found_has_a_screen():
    for kind in ("course", "lesson", "note", "mistake", "point"):
        path = route_of(Found(kind, "a/b", "", parent="c d")).partition("?")[0]
        assert find_screen(path), kind
