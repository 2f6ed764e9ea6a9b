"""The flows of the mistake book in the browser: from a wrong answer to its review, and what one does with many.

Each step leaves a picture in the test's folder.
"""

import re
from itertools import count
from pathlib import Path

import pytest

from client.mistakes.listing import code_of
from tests.fakes.browser import DESKTOP, PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.running import running_app
from tests.gallery.life import live_now

pytestmark = pytest.mark.browser

MODULE = "math.quadratic-equation"
POINT = "math.quadratic-equation.formula-method"  # three mistakes of a lived week are of it
QUESTION = "下面哪一个是关于"  # the first question of the course's first lesson; its first option is wrong
PRACTISED = 3


class Album:
    """Numbered pictures of a walk."""

    def __init__(self, app: AppPage, folder: Path) -> None:
        self._app, self._folder, self._numbers = app, folder, count(1)

    def keep(self, name: str) -> None:
        self._app.picture(self._folder / f"{next(self._numbers):02}-{name}.png")


def test_a_wrong_answer_comes_by_itself_is_practised_and_reviewed(tmp_path: Path) -> None:
    need_browser()
    with running_app(tmp_path / "data") as running, chromium() as browser:
        app = new_page(browser, PHONE)
        album = Album(app, tmp_path / "pictures")
        app.open(running.url)
        app.press("welcome-skip")
        a_quiz_fills_the_book(app, album)
        three_like_it_are_practised(app, album)
        today_is_reviewed(app, album)
        assert app.faults == []


def a_quiz_fills_the_book(app: AppPage, album: Album) -> None:
    """Not one tap between the wrong answer and its place in the book."""
    app.visit("课程", "/courses")
    for name in ("course-math-quadratic-equations", "continue-lesson", "start-quiz", "option-0", "submit-answer"):
        app.press(name)
    app.see("已经放进错题本")
    go(app, "/mistakes")
    app.see(QUESTION)
    app.see("一元二次方程的概念")
    album.keep("in-the-book")


def three_like_it_are_practised(app: AppPage, album: Album) -> None:
    app.page.locator('[flt-semantics-identifier^="mistake-"]').first.click()
    app.press("practise")
    for number in range(1, PRACTISED + 1):
        app.see(f"第 {number} 题，共 {PRACTISED} 题")
        app.ident("practice-next").wait_for(state="attached")
        answer(app)
        album.keep(f"practice-{number}")
        app.press("practice-next")
        app.see("看看结果" if number == PRACTISED else "下一题")
        app.press("practice-next")
    app.see("练完了")
    album.keep("practised")
    app.press("practice-done")
    app.see("练三道相似的")


def go(app: AppPage, path: str) -> None:
    """Go to a path of the running session, as the address bar would."""
    origin = re.match(r"https?://[^/]+", app.page.url)
    assert origin
    app.open(origin[0] + path)


def answer(app: AppPage) -> None:
    """Whatever kind it is, the first thing that there is to say."""
    option, field = app.ident("option-0"), app.page.locator("input, textarea").first
    option.or_(field).first.wait_for(state="attached")
    if option.count():
        app.press("option-0")
    else:
        app.type(field, "1")


def today_is_reviewed(app: AppPage, album: Album) -> None:
    go(app, "/mistakes")
    app.press("start-review")
    app.see("第 1 题")
    album.keep("review-asks")
    app.press("show-answer")
    app.see("对照一下答案")
    album.keep("review-answers")
    app.press("grade-3")
    app.press("undo-review")
    app.see("第 1 题")
    for _question in range(1 + PRACTISED):
        app.ident("show-answer").or_(app.ident("review-done")).first.wait_for(state="attached")
        if app.ident("review-done").count():
            break
        app.press("show-answer")
        app.press("grade-3")
        app.gone("刚才想起来多少？")
    app.ident("review-done").wait_for(state="attached")
    album.keep("reviewed")


def test_many_are_found_changed_mapped_and_printed(tmp_path: Path) -> None:
    need_browser()
    live_now(tmp_path / "data")
    with running_app(tmp_path / "data") as running, chromium() as browser:
        app = new_page(browser, DESKTOP, accept_downloads=True)
        album = Album(app, tmp_path / "pictures")
        app.open(running.url + "/mistakes")
        app.see("全部 ")
        words_and_filters_narrow_the_list(app, album)
        several_are_changed_and_put_back(app, album)
        the_trash_gives_back(app, album)
        the_map_leads_to_a_points_mistakes(app, album)
        a_sheet_is_printed_and_its_code_finds_the_mistake(app, album, tmp_path)
        assert app.faults == []


def rows(app: AppPage) -> list[str]:
    """The ids of the mistakes that the list shows."""
    found = app.page.locator('[flt-semantics-identifier^="mistake-"]')
    return [name.removeprefix("mistake-") for name in found.evaluate_all(_NAMES)]


_RESTORE = '[flt-semantics-identifier^="restore-"]'
_NAMES = "nodes => nodes.map(node => node.getAttribute('flt-semantics-identifier'))"


def words_and_filters_narrow_the_list(app: AppPage, album: Album) -> None:
    everything = rows(app)
    app.write("search-mistakes", "没有这样的题")
    app.see("没有找到")
    album.keep("nothing-found")
    app.button("去掉筛选").click()
    app.gone("没有找到")
    app.press("filters")
    app.button("已掌握").click()
    app.see("没有找到")
    album.keep("none-is-mastered")
    app.button("该复习").click()
    app.gone("没有找到")
    assert 0 < len(rows(app)) <= len(everything)
    album.keep("filters")
    app.press("filters")
    app.press("unset-state")
    app.page.wait_for_function(f"({_NAMES})({_ROWS}).length == {len(everything)}")


_ROWS = """[...document.querySelectorAll('[flt-semantics-identifier^="mistake-"]')]"""


def several_are_changed_and_put_back(app: AppPage, album: Album) -> None:
    chosen = rows(app)[:2]
    choose(app, chosen)
    album.keep("chosen")
    app.press("bulk-cause")
    app.press("bulk-cause-careless")
    app.see("2 道改好了错因")
    album.keep("cause-of-two")
    app.button("撤销").click()
    app.gone("2 道改好了错因")
    choose(app, chosen)
    app.press("bulk-move")
    app.write("point-field", "判别式")
    app.page.locator('[flt-semantics-identifier^="found-"]').first.click()
    app.see("2 道移到了")
    app.button("撤销").click()
    app.gone("2 道移到了")
    choose(app, chosen)
    app.press("bulk-delete")
    app.see("2 道移到了回收站")
    for mistake_id in chosen:
        app.ident(f"mistake-{mistake_id}").wait_for(state="detached")


def choose(app: AppPage, chosen: list[str]) -> None:
    app.press("select")
    for mistake_id in chosen:
        app.press(f"mistake-{mistake_id}")
    app.see(f"选了 {len(chosen)} 道")


def the_trash_gives_back(app: AppPage, album: Album) -> None:
    app.press("trash")
    app.see("拿回来")
    album.keep("trash")
    for left in (1, 0):
        app.page.locator(_RESTORE).first.click()
        app.page.wait_for_function(f"document.querySelectorAll('{_RESTORE}').length == {left}")
    app.see("回收站是空的")


def the_map_leads_to_a_points_mistakes(app: AppPage, album: Album) -> None:
    app.visit("错题本", "/mistakes")
    app.press("open-progress")
    app.see("未来 30 天的复习")
    album.keep("progress")
    app.press("open-map")
    app.see("放大")  # it opens at the subject with most answers, which one that is goes by the day
    app.button("数学").click()
    app.press(f"node-{MODULE}")
    app.ident(f"node-{POINT}").first.wait_for(state="attached")
    album.keep("module")
    app.press(f"node-{POINT}")
    app.see("做错 3 次")
    album.keep("point")
    app.press("point-mistakes")
    app.page.wait_for_url(f"**/mistakes?in={POINT}")
    app.page.wait_for_function(f"{_ROWS}.length == 3")


def a_sheet_is_printed_and_its_code_finds_the_mistake(app: AppPage, album: Album, folder: Path) -> None:
    go(app, "/mistakes")
    app.press("print")
    app.see("会印 ")
    album.keep("print")
    with app.page.expect_download() as download:
        app.press("print-make")
    download.value.save_as(folder / "sheet.pdf")
    app.see("做好了：")
    album.keep("printed")
    assert (folder / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    go(app, "/mistakes")
    app.see("全部 ")
    wanted = rows(app)[-1]
    app.write("search-mistakes", code_of(wanted))
    app.page.wait_for_function(f"({_NAMES})({_ROWS}).join() == 'mistake-{wanted}'")
    album.keep("by-code")
