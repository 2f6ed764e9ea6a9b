"""The command palette and what works from every screen."""

from pathlib import Path
from typing import get_args

import flet as ft
import pytest

from client.bootstrap import Client
from client.search.found import Found, Kind
from client.search.names import Typed
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.courses import FILES, a_course
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


def bold(app: MemoryApp, line: str) -> list[str]:
    texts = app.find_all(ft.Text, within=app.ident(f"palette-{line}"))
    return [span.text or "" for text in texts for span in text.spans or [] if span.style is not None]


async def test_a_question_is_found_by_its_words_and_opened_at_its_place(client: Client):
    await client.courses.add_pack(a_course(), FILES)
    async with open_window(client, "/", PHONE) as app:
        await app.click(app.find(ft.IconButton, within=app.ident("search")))
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="palette-field"))
        await app.type(app.find(ft.TextField, within=app.ident("palette-field")), "怎么判断根的个数")
        await app.wait_for(lambda: "question-math-9-essay" in lines(app))
        assert bold(app, "question-math-9-essay") == ["怎么判断根的个数"]
        row = app.ident("palette-question-math-9-essay")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == "/courses/math-9/lessons/l1?at=2")
        await app.wait_for(lambda: "练一练" in app.texts())


async def test_the_words_of_a_note_that_answer_are_shown_and_more_shows_all(client: Client):
    for number in range(9):
        await client.notes.save(None, title=f"第{number}篇", body="开头的话。" * 9 + "这里提到浮力计。")
    async with open_window(client, "/", DESKTOP) as app:
        await app.type(await opened(app), "浮力计")
        await app.wait_for(lambda: "more" in lines(app))
        notes = [line for line in lines(app) if line.startswith("note-")]
        assert len(notes) == 3
        assert bold(app, notes[0]) == ["浮力计"]
        more = app.ident("palette-more")
        await app.click(next(c for c in app.walk(more) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: len([line for line in lines(app) if line.startswith("note-")]) == 9)
        assert "more" not in lines(app)


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

        def best(text: str, limit: int = 3) -> list[str]:
            return [entry.id for _rank, entry in matching(known, Typed(text), limit)]

        assert best("xxbj")[0] == "new-note"
        assert best("review")[0] == "review"
        assert best("错题本")[0] == "page/mistakes"
        assert len(best("", 5)) == 5
        assert best("fc", 5) == []


def test_everything_that_is_found_has_a_screen():
    for kind in get_args(Kind):
        path = route_of(Found(kind, "a/b", "", parent="c d", lesson="e/f")).partition("?")[0]
        assert find_screen(path), kind
