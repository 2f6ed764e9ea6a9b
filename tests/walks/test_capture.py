"""Taps and keys from a mistake to its place in the book, counted: from a quiz none, by keyboard, from a picture."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import expect

from tests.fakes.browser import DESKTOP, PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.running import running_app
from tests.gallery.life import live_now

pytestmark = pytest.mark.browser

ACTIONS = 6
NOTHING_YET = "写下题目，这里就会提议知识点"
TAPS = 4


def test_by_keyboard_one_needs_three_actions_and_seven_field_by_field(tmp_path: Path) -> None:
    """Text that is written into a field is an action, too."""
    need_browser()
    live_now(tmp_path)
    with running_app(tmp_path) as running, chromium() as browser:
        app = new_page(browser, DESKTOP)
        app.open(running.url + "/mistakes")
        app.see("全部 ")
        actions = press(app, "n")
        app.ident("capture-text").first.wait_for(state="attached")
        actions += write_question(app, "第 0 题：解方程 $x^2-4x=0$，较大的根是多少？\n我的答案：0\n答案：4")
        actions += press(app, "Control+Enter")
        app.see("记好了")
        assert actions == 3 <= ACTIONS
        for number in (1, 2):
            app.see(NOTHING_YET)
            actions = write_question(app, f"第 {number} 题：解方程 $x^2-{number + 4}x=0$，较大的根是多少？")
            actions += press(app, "Tab") + write(app, "0") + press(app, "Tab") + write(app, str(number + 4))
            actions += press(app, "Control+Enter")
            app.see("记好了")
            assert actions == 6 <= ACTIONS
        app.open(running.url + "/mistakes")
        for number in range(3):
            app.see(f"第 {number} 题：解方程")
        assert app.faults == []


def test_from_a_picture_it_takes_at_most_four_taps(tmp_path: Path) -> None:
    need_browser()
    live_now(tmp_path / "data")
    file = tmp_path / "question.png"
    file.write_bytes(picture())
    with running_app(tmp_path / "data") as running, chromium() as browser:
        app = new_page(browser, PHONE)
        app.open(running.url + "/mistakes")
        app.see("全部 ")
        with app.page.expect_file_chooser() as chooser:
            app.press("new-from-picture")  # one; the system's chooser opens by itself
        chooser.value.set_files(file)  # two
        app.ident("picture-0").first.wait_for(state="attached")
        app.press("save")  # three
        app.see("记好了")
        app.see("图片里的题")
        taps = 3
        assert taps <= TAPS
        assert app.faults == []


def press(app: AppPage, key: str) -> int:
    app.page.keyboard.press(key)
    app.page.wait_for_timeout(300)
    return 1


def write_question(app: AppPage, words: str, tries: int = 4) -> int:
    """Type into the field that has the focus by itself, and look that the app has heard it.

    Where it has not (see `AppPage.attach`), the field is clicked, which no key is counted for.
    """
    field = app.ident("capture-text").locator("textarea").first
    field.wait_for(state="attached")
    for _try in range(tries):
        with suppress(AssertionError):
            expect(field).to_be_focused(timeout=3_000)
        app.page.wait_for_timeout(300)
        write(app, words)
        with suppress(NotInTime):
            app.gone(NOTHING_YET, 10_000)
            return 1
        with suppress(AssertionError, NotInTime):
            app.attach(field)
        app.page.keyboard.press("Control+a")
    raise AssertionError(f"the app does not hear what is typed:\n{app.words()}")


def write(app: AppPage, words: str) -> int:
    app.page.keyboard.type(words, delay=25)
    app.page.wait_for_timeout(200)
    return 1


def picture() -> bytes:
    drawn = Image.new("RGB", (800, 500), "white")
    ImageDraw.Draw(drawn).ellipse((100, 60, 500, 440), outline="black", width=5)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
