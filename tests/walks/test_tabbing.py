"""A whole review with Tab and Enter alone: the focus goes in reading order, and one sees where it is."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.fakes.browser import PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.running import running_app
from tests.gallery.life import live_now

pytestmark = pytest.mark.browser

MOST = 30  # presses until a control on the screen is reached
FOCUSED = """() => {
    const e = document.activeElement, r = e.getBoundingClientRect();
    const words = (e.getAttribute('aria-label') || '') + ' ' + (e.innerText || '');
    return [words, r.x, r.y + r.height / 2, e.matches('[role=button], [role=tab], input, textarea')];
}"""


def test_a_mistake_is_reviewed_by_tab_and_enter(tmp_path: Path) -> None:
    need_browser()
    live_now(tmp_path)
    with running_app(tmp_path) as running, chromium() as browser:
        app = new_page(browser, PHONE)
        app.open(running.url + "/mistakes")
        app.see("开始复习")
        tab_to(app, "开始复习")
        app.page.keyboard.press("Enter")
        app.see("显示答案")
        tab_to(app, "显示答案")
        app.page.keyboard.press("Enter")
        app.see("对照一下答案")
        tab_to(app, "记得")
        app.page.keyboard.press("Enter")
        app.see("第 2 题")
        assert app.faults == []


def tab_to(app: AppPage, words: str) -> None:
    """Press Tab until the focus is on the control that says `words`; one sees each move, and it goes on in order.

    Text that can be selected, and the listener of the shortcuts, take the focus too: nothing is to be pressed there.
    """
    places: list[tuple[float, float]] = []
    last = app.settled()
    for _press in range(MOST):
        app.page.keyboard.press("Tab")
        now = app.settled()
        said, x, y, is_control = app.page.evaluate(FOCUSED)
        if not is_control or places[-1:] == [(y, x)]:
            last = now
            continue
        places.append((y, x))
        assert now != last, f"one does not see that the focus has moved; it went through {places}"
        if words in said:
            in_order(places)
            return
        last = now
    raise AssertionError(f"{words!r} is not reached by Tab; the focus went through {places}")


def in_order(places: list[tuple[float, float]]) -> None:
    """From above to below, and in a row from left to right; at the screen's end it begins again."""
    turns = 0
    for (y, x), (next_y, next_x) in pairwise(places):
        turns += next_y < y - 24 or (abs(next_y - y) <= 24 and next_x < x)
    assert turns <= 1, f"the focus jumps about: {places}"
