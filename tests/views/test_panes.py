"""Two panes on a desktop, one elsewhere; what is half typed outlives the screen."""

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window
from views.app import open_session
from views.theme import Role

TABLET = (820.0, 1180.0)


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        for name in ("甲", "乙"):
            await client.notes.save(None, title=f"笔记{name}", body=f"内容{name}")
        yield client


def rows(app: MemoryApp) -> dict[str, ft.Semantics]:
    named = [(s.identifier or "", s) for s in app.find_all(ft.Semantics)]
    return {name: s for name, s in named if name.startswith("note-") and len(name) > 20}


def ground(app: MemoryApp, row: ft.Semantics) -> object:
    return next(c.bgcolor for c in app.walk(row) if isinstance(c, ft.Container) and c.bgcolor is not None)


async def open_first(app: MemoryApp, of: int = 2) -> str:
    await app.wait_for(lambda: len(rows(app)) == of)
    identifier, row = next(iter(rows(app).items()))
    await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
    await app.wait_for(lambda: any(s.identifier == "note-body" for s in app.find_all(ft.Semantics)))
    return identifier


async def test_on_a_desktop_the_list_stays_beside_what_is_open(client: Client):
    async with open_window(client, "/notes", DESKTOP) as app:
        await app.wait_for(lambda: len(rows(app)) == 2)
        search = app.find(ft.TextField, within=app.ident("note-search"))
        await app.type(search, "笔记")
        await open_first(app)
        assert len(rows(app)) == 2
        assert app.find(ft.TextField, within=app.ident("note-search"))._i == search._i
        assert app.find(ft.TextField, within=app.ident("note-search")).value == "笔记"


async def test_the_open_row_is_marked_in_the_list(client: Client):
    async with open_window(client, "/notes", DESKTOP) as app:
        opened = await open_first(app)

        def marked() -> list[str]:
            return [name for name, row in rows(app).items() if ground(app, row) != Role.CARD]

        await app.wait_for(lambda: marked() == [opened])
        other = next(name for name in rows(app) if name != opened)
        await app.go(f"/notes/{other.removeprefix('note-')}")
        await app.wait_for(lambda: marked() == [other])


async def test_in_the_browser_the_arrows_mark_a_row_and_enter_opens_it(client: Client):
    async with MemoryApp(size=PHONE, route="/notes", web=True) as app:
        await app.start(lambda page: open_session(page, client))
        await app.wait_for(lambda: len(rows(app)) == 2)
        second = list(rows(app))[-1].removeprefix("note-")
        for key in ("Arrow Down", "Arrow Down", "Enter"):  # faster than the screen is drawn
            data = {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False}
            await app.session.dispatch_event(app.page._i, "keyboard_event", data)
        await app.wait_for(lambda: app.page.route == f"/notes/{second}")


async def test_a_search_is_still_there_when_one_comes_back_from_what_it_found(client: Client):
    async with open_window(client, "/notes", PHONE) as app:
        await app.wait_for(lambda: len(rows(app)) == 2)
        await app.type(app.find(ft.TextField, within=app.ident("note-search")), "甲")
        await app.wait_for(lambda: len(rows(app)) == 1)
        await open_first(app, 1)
        await app.go("/notes")
        await app.wait_for(lambda: len(rows(app)) == 1)
        assert app.find(ft.TextField, within=app.ident("note-search")).value == "甲"


@pytest.mark.parametrize("size", [PHONE, TABLET])
async def test_elsewhere_only_one_of_them_is_shown(client: Client, size: tuple[float, float]):
    async with open_window(client, "/notes", size) as app:
        await open_first(app)
        assert rows(app) == {}
        await app.go("/notes")
        await app.wait_for(lambda: len(rows(app)) == 2)


async def test_a_lesson_has_the_window_for_itself(client: Client):
    async with open_window(client, "/courses/math-quadratic-equations/lessons/01", DESKTOP) as app:
        await app.settle()
        assert not [c for c in app.find_all(ft.Container) if c.key == "list-pane"]


async def test_the_open_item_keeps_its_state_while_the_window_changes_its_shape(client: Client):
    async with open_window(client, "/me/import", DESKTOP) as app:
        await app.wait_for(lambda: app.find_all(ft.TextField))
        field = app.find_all(ft.TextField)[0]
        await app.type(field, "半句话")
        await app.resize(*TABLET)
        await app.resize(*PHONE)
        assert app.find_all(ft.TextField)[0].value == "半句话"
