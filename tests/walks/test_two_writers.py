"""Two people type in the same note, each in a browser: cursors stay at their words, and both see all of it."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from client.notes import Notes
from client.schema import full_schema
from client.store import Store
from tests.fakes.browser import AppPage, chromium, need_browser, new_page
from tests.fakes.running import running_app

pytestmark = pytest.mark.browser

PATIENCE_MS = 20_000
KEYS = 30
KEY_MS = 60
"""A quick typist's."""


def test_two_windows_type_in_one_note_at_once(tmp_path: Path) -> None:
    need_browser()
    expect.set_options(timeout=PATIENCE_MS)
    note_id = asyncio.run(a_note(tmp_path, "abcdef"))
    with running_app(tmp_path) as running, chromium() as browser:
        first, second = new_page(browser), new_page(browser)
        for app in (first, second):
            app.open(f"{running.url}/notes/{note_id}")
        here, there = body(first), body(second)
        press(first, here, "Home", "ArrowRight", "ArrowRight", "ArrowRight")
        press(second, there, "Control+Home", "X", "Y", "Control+End", "Z")
        expect(here).to_have_value("XYabcdefZ")
        cursor_is(here, 5, 5)
        first.page.keyboard.press("1")
        expect(there).to_have_value("XYabc1defZ")
        first.page.keyboard.press("Shift+ArrowLeft")
        press(second, there, "Control+Home", "W")
        expect(here).to_have_value("WXYabc1defZ")
        cursor_is(here, 6, 7)
        first.page.keyboard.press("ArrowRight")
        # In turns: on a machine too busy to draw, the client may overwrite a key that is on its way to us.
        for app, field, key in ((first, here, "h"), (second, there, "t")):
            press(app, field, *key * KEYS)
            expect(here).to_have_value(re.compile(key * KEYS))
            expect(there).to_have_value(re.compile(key * KEYS))
        both = f"W{'t' * KEYS}XYabc1{'h' * KEYS}defZ"
        for field in (here, there):
            expect(field).to_have_value(both)
        assert first.faults == second.faults == []


async def a_note(folder: Path, text: str) -> str:
    store = await Store.open(folder / "xueban.db", full_schema())
    try:
        return await Notes(store).save(None, title="题", body=text)
    finally:
        await store.close()


def body(app: AppPage) -> Locator:
    field = app.ident("note-body").locator("textarea, input").first
    field.click()
    expect(field).to_be_focused()
    return field


def press(app: AppPage, field: Locator, *keys: str) -> None:
    expect(field).to_be_focused()
    for key in keys:
        app.page.keyboard.press(key)
        app.page.wait_for_timeout(KEY_MS)  # a person's pace, not a wait for something


def cursor_is(field: Locator, start: int, end: int) -> None:
    expect(field).to_have_js_property("selectionStart", start)
    expect(field).to_have_js_property("selectionEnd", end)
