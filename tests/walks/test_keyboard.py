"""The app by keyboard alone, in a browser: the palette, lists, a quiz, and that plain keys rest while one types."""

import asyncio
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.fakes.browser import PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.opened import open_device
from tests.fakes.running import running_app

pytestmark = pytest.mark.browser

NOTES = 15
HEARD = "addEventListener('keydown', e => { window.__left = e.defaultPrevented; });"


async def write_notes(folder: Path) -> list[str]:
    """Notes as a person has them; their ids, the latest first."""
    async with open_device(folder) as client:
        for number in range(NOTES):
            await client.notes.save(None, title=f"第 {number} 篇", body="勾股定理 " * 20)
        return [card.id for card in await client.notes.list()]


def test_everything_is_reached_without_a_mouse(tmp_path: Path) -> None:
    need_browser()
    latest = asyncio.run(write_notes(tmp_path))
    with running_app(tmp_path) as running, chromium() as browser:
        app = new_page(browser)
        app.open(running.url + "/notes")
        app.see(f"第 {NOTES - 1} 篇")
        the_palette_finds_and_opens(app)
        plain_keys_rest_while_one_types(app)
        a_list_follows_the_arrows(app, latest)
        a_quiz_follows_the_keys(app)
        assert app.faults == []


def test_a_list_is_where_it_was_when_one_comes_back(tmp_path: Path) -> None:
    need_browser()
    asyncio.run(write_notes(tmp_path))
    with running_app(tmp_path) as running, chromium() as browser:
        app = new_page(browser, PHONE)
        app.open(running.url + "/notes")
        app.see(f"第 {NOTES - 1} 篇")
        app.scroll(400)
        app.page.wait_for_timeout(800)  # the place is told when the list rests
        before = scrolled(app)
        assert before > 300
        app.page.evaluate("history.pushState({}, '', '/me'); dispatchEvent(new PopStateEvent('popstate'))")
        app.see("外观与语言")
        app.page.go_back()
        app.see(f"第 {NOTES - 1} 篇")
        app.page.wait_for_timeout(1500)
        assert abs(scrolled(app) - before) < 60


def scrolled(app: AppPage) -> float:
    area = app.page.locator('flt-semantics[style*="overflow-y: scroll"]').first
    return area.evaluate("e => e.scrollTop")


def the_palette_finds_and_opens(app: AppPage) -> None:
    keyboard = app.page.keyboard
    app.page.evaluate(HEARD)
    keyboard.press("Control+k")
    field = app.ident("palette-field").locator("input").first
    expect(field).to_be_focused(timeout=10_000)
    assert app.page.evaluate("window.__left"), "the browser has Ctrl+K too"
    keyboard.type("yyecfc", delay=40)
    app.see("知识点 · 一元二次方程")
    expect(field).to_have_value("yyecfc")
    keyboard.press("Control+a")
    keyboard.type("kecheng courses", delay=40)
    app.see("没有找到")
    keyboard.press("Control+a")
    keyboard.type("courses", delay=40)
    app.ident("palette-page/courses").wait_for(state="attached")
    keyboard.press("Enter")
    app.page.wait_for_url("**/courses", wait_until="commit")
    app.ident("palette-field").wait_for(state="detached")
    keyboard.press("Alt+4")
    app.page.wait_for_url("**/notes", wait_until="commit")


def plain_keys_rest_while_one_types(app: AppPage) -> None:
    keyboard = app.page.keyboard
    app.write("note-search", "3?")
    app.see("没有找到含有")
    assert "快捷键" not in app.words()
    app.write("note-search", "")
    app.see(f"第 {NOTES - 1} 篇")
    app.page.mouse.click(900, 700)  # beside the list: the field loses the focus
    keyboard.press("Shift+?")
    app.see("快捷键")
    app.see("上一项、下一项")
    keyboard.press("Escape")
    app.page.wait_for_function("!document.body.innerText.includes('快捷键')")
    app.page.wait_for_timeout(600)  # the sheet has the keyboard until it has faded


def a_list_follows_the_arrows(app: AppPage, latest: list[str]) -> None:
    keyboard = app.page.keyboard
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    app.page.wait_for_url(f"**/notes/{latest[1]}", wait_until="commit")
    app.ident("note-body").wait_for(state="attached")
    keyboard.press("Escape")
    app.page.wait_for_url("**/notes", wait_until="commit")


def a_quiz_follows_the_keys(app: AppPage) -> None:
    keyboard = app.page.keyboard
    keyboard.press("Control+k")
    expect(app.ident("palette-field").locator("input").first).to_be_focused(timeout=10_000)
    keyboard.type("rsyyecfc", delay=40)
    app.see("课 · 一元二次方程")
    keyboard.press("Enter")
    app.page.wait_for_url("**/courses/math-quadratic-equations/lessons/*", wait_until="commit")
    app.press("start-quiz")
    app.see("第 1 题")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    app.page.wait_for_timeout(600)  # Enter at once is an echo of what opened the quiz
    keyboard.press("Enter")
    app.ident("next").wait_for(state="attached")
    app.page.wait_for_timeout(600)  # a second Enter at once is an echo of the first
    keyboard.press("Enter")
    app.see("第 2 题")
    keyboard.press("Escape")
    app.page.wait_for_url("**/courses/math-quadratic-equations", wait_until="commit")
