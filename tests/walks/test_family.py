"""A parent's browser and a child's, before a real server: limits, warnings, the lock, asking for more, a code."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.fakes.browser import DESKTOP, PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.running import Running, running_app, running_backend
from tests.walks import household
from tests.walks.household import Household, settle

pytestmark = pytest.mark.browser

LESSON = "/courses/math-quadratic-equations/lessons/meet"
LOCKED = "今天约定的时间用完了"
WRITTEN = "写到一半的一句话，"

REACHES_S = 10.0
"""From a parent's press until the child's screen says so, and the other way."""

COVERED_S = 5.0
"""From the limit until the child's screen is covered."""

KEY_MS = 400

SAID = """before => document.querySelector('[flt-semantics-identifier="note-body"] textarea')?.value ?? before"""
"""What the field says; as before once it is covered."""


def test_a_limit_is_changed_seen_warned_of_held_and_lifted(tmp_path: Path) -> None:
    need_browser()
    with running_backend(tmp_path / "server.db") as backend:
        house = settle(tmp_path, address(backend), 60)
        with both(house) as (child_app, parent_app), chromium() as seen:
            child, parent = shown(seen, child_app, "/", PHONE), shown(seen, parent_app, f"/me/family/{house.child}")
            a_change_reaches_the_child(child, parent, house)
            minutes = the_child_is_warned(child, house)
            typed = the_child_is_locked_while_it_types(child, house, minutes)
            the_child_asks_and_goes_on(child, parent, typed)


def test_a_code_gives_time_while_the_server_is_away(tmp_path: Path) -> None:
    need_browser()
    with running_backend(tmp_path / "server.db") as backend:
        house = settle(tmp_path, address(backend), 1)
        with both(house) as (child_app, parent_app), chromium() as seen:
            parent = shown(seen, parent_app, f"/me/family/{house.child}")
            parent.see("还剩 1 分钟")
            child = shown(seen, child_app, LESSON, PHONE)
            child.see("做小测")
            backend.stop()
            child.gone("做小测", 120_000)
            child.see(LOCKED)
            child.press("code-enter")
            number = said(child.ident("code-number-shown"))
            parent.press("code-open")
            parent.write("code-number", number)
            parent.press("code-15")
            parent.press("code-make")
            code = said(parent.ident("code-shown"))
            assert re.fullmatch(r"\d{3} \d{3}", code)
            child.write("code-field", "000000" if code != "000 000" else "111111")
            child.press("code-take")
            child.see("这个码不对")
            child.write("code-field", code)
            child.press("code-take")
            child.gone(LOCKED)
            child.see("做小测")
            backend.start()
            parent.see("用了一个离线码，多了 15 分钟")
            assert child.traps == parent.traps == []


def a_change_reaches_the_child(child: AppPage, parent: AppPage, house: Household) -> None:
    child.see("今天一共约定 60 分钟")
    parent.press("limits-edit")
    began = time.monotonic()
    parent.press(f"more-{house.weekday}")
    child.see("今天一共约定 70 分钟")
    took = time.monotonic() - began
    print(f"\nfrom the parent's press to the child's screen: {took:.1f} s")  # noqa: T201 - what was measured
    assert took <= REACHES_S


def the_child_is_warned(child: AppPage, house: Household) -> int:
    """Ten minutes before the end in a lesson, five in its quiz, one in the editor; what the limit is then."""
    began = time.monotonic()
    go(child, LESSON)
    child.see("做小测")
    house.agree(10)
    child.see("离今天的约定时间结束还有 10 分钟")
    child.press("start-quiz")
    child.press("option-1")
    house.agree(5)
    child.see("离今天的约定时间结束还有 5 分钟")
    go(child, "/notes")
    child.press("new-note")
    child.write("note-body", WRITTEN)
    minutes = int(time.monotonic() - began + 75) // 60 + 1
    house.agree(minutes)
    return minutes


def the_child_is_locked_while_it_types(child: AppPage, house: Household, minutes: int) -> str:
    """It types until the page is covered; what the field said last."""
    field = child.ident("note-body").locator("textarea, input").first
    child.attach(field)
    child.page.keyboard.press("Control+End")
    typed, warned = "", False
    while LOCKED not in (words := child.words()):
        warned = warned or "离今天的约定时间结束还有 1 分钟" in words
        assert len(typed) < 1000, "it is never locked"
        child.page.keyboard.press("abcdefghij"[len(typed) % 10])
        child.page.wait_for_timeout(KEY_MS)
        typed = child.page.evaluate(SAID, typed)
    took = time.time() - house.used_up_at(minutes)
    charged = sum(end - begin for begin, end in house.counted())
    print(f"from the limit to the covered screen: {took:.1f} s; charged {charged:.0f} s of {minutes * 60}")  # noqa: T201 - what was measured
    assert warned
    assert took <= COVERED_S
    assert minutes * 60 <= charged <= minutes * 60 + COVERED_S
    assert typed.startswith(WRITTEN)
    return typed


def the_child_asks_and_goes_on(child: AppPage, parent: AppPage, typed: str) -> None:
    child.press("ask-more")
    child.press("ask-15")
    child.write("ask-reason", "还有一段没写完")
    go(parent, "/")
    began = time.monotonic()
    child.press("ask-send")
    child.see("家长还没有回答")
    parent.see("还有一段没写完")
    asked = time.monotonic() - began
    began = time.monotonic()
    parent.press("answer-15")
    child.gone(LOCKED)
    answered = time.monotonic() - began
    print(f"asked, until the parent sees it: {asked:.1f} s; answered, until the child goes on: {answered:.1f} s")  # noqa: T201 - what was measured
    assert max(asked, answered) <= REACHES_S
    field = child.ident("note-body").locator("textarea, input").first
    child.attach(field)
    assert field.input_value().startswith(typed), "what was typed until the page was covered"


@contextmanager
def both(house: Household) -> Iterator[tuple[Running, Running]]:
    """The apps of the child's device and of the parent's, with their data as the household has left them."""
    with (
        running_app(house.folder / household.CHILD, house.server) as child,
        running_app(house.folder / household.PARENT, house.server) as parent,
    ):
        yield child, parent


def shown(browser: Browser, running: Running, path: str, look=DESKTOP) -> AppPage:
    app = new_page(browser, look)
    app.open(running.url + path)
    return app


def go(app: AppPage, path: str) -> None:
    origin = re.match(r"https?://[^/]+", app.page.url)
    assert origin
    app.open(origin[0] + path)


def said(named: Locator) -> str:
    """The words of a control."""
    expect(named.first).to_be_attached(timeout=30_000)
    return named.first.evaluate("e => (e.getAttribute('aria-label') || e.textContent).trim()")


def address(backend: Running) -> str:
    return backend.url.removesuffix("/v1/health")
