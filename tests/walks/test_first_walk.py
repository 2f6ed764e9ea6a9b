"""From a lesson to the mistake book to another device: the steps that the README promises, in two browsers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fakes.browser import PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.running import Running, running_app, running_backend

pytestmark = pytest.mark.browser

COURSE = "/courses/math-quadratic-equations"
QUESTION = "下面哪一个是关于"  # the first question of the course's first lesson; its first option is wrong
NAME, PASSWORD = "xiaoming", "correct horse"


def test_a_lesson_leads_to_the_mistake_book_and_on_to_another_device(tmp_path: Path) -> None:
    need_browser()
    with (
        running_backend(tmp_path / "server.db") as backend,
        running_app(tmp_path / "laptop", backend.url.removesuffix("/v1/health")) as laptop_app,
        running_app(tmp_path / "phone", backend.url.removesuffix("/v1/health")) as phone_app,
        chromium() as browser,
    ):
        laptop = new_page(browser)
        see_today(laptop, laptop_app)
        read_and_answer(laptop)
        see_the_mistake(laptop)
        review(laptop)
        write_a_note(laptop)
        enter(laptop, "注册")
        phone = on_the_phone(browser, phone_app)
        edits_show_without_a_touch(laptop, phone)
        both_go_on_without_the_server(laptop, phone, backend)
        assert laptop.faults == []
        assert phone.faults == []


def see_today(app: AppPage, running: Running) -> None:
    app.open(running.url)
    app.press("welcome-skip")
    app.see("现在最值得做")
    app.see("开始《认识学伴》")
    for name in ("今天", "课程", "错题本", "笔记", "组队", "我的"):
        app.nav(name).wait_for(state="attached")


def read_and_answer(app: AppPage) -> None:
    app.visit("课程", "/courses")
    app.press("course-math-quadratic-equations")
    app.press("continue-lesson")
    app.press("start-quiz")
    app.see(QUESTION)
    app.press("option-0")
    app.press("submit-answer")
    app.see("已经放进错题本")
    app.press("next")
    app.see("第 2 题")


def see_the_mistake(app: AppPage) -> None:
    go(app, "/mistakes")
    app.see(QUESTION)
    app.see("一元二次方程的概念")
    app.page.locator('[flt-semantics-identifier^="mistake-"]').first.click()
    for words in ("你的选择", "正确答案", "逐条对照三个特点", "初中数学 · 一元二次方程"):
        app.see(words)


def review(app: AppPage) -> None:
    go(app, "/mistakes")
    app.press("start-review")
    app.press("show-answer")
    app.see("对照一下答案")
    app.press("grade-3")
    app.ident("review-done").wait_for(state="attached")


def write_a_note(app: AppPage) -> None:
    go(app, f"{COURSE}/lessons/meet")
    app.press("take-note")
    app.write("note-title", "我的笔记")
    app.write("note-body", "先化成一般形式")
    app.see("已保存")


def enter(app: AppPage, how: str) -> None:
    """Register or sign in."""
    go(app, "/me/account")
    app.button(how).first.click() if how == "登录" else None
    app.write("account-name", NAME)
    app.write("account-password", PASSWORD)
    app.press("account-submit")
    app.see("已同步")


def on_the_phone(browser: Browser, running: Running) -> AppPage:
    """What was written before there was an account is on the second device."""
    phone = new_page(browser, PHONE)
    phone.open(running.url)
    enter(phone, "登录")
    go(phone, "/mistakes")
    phone.see(QUESTION)
    go(phone, "/notes")
    phone.see("我的笔记")
    go(phone, "/courses")
    phone.see("接着学")
    return phone


def edits_show_without_a_touch(laptop: AppPage, phone: AppPage) -> None:
    for app in (laptop, phone):
        open_note(app, "我的笔记")
    phone.press("note-preview")  # a field's text is in the page only while it has the focus
    phone.see("先化成一般形式")
    laptop.write("note-body", "先化成一般形式，再看系数")
    phone.see("再看系数")
    phone.press("note-preview")
    phone.write("note-body", "手机上接着写")
    laptop.see("手机上接着写")


def both_go_on_without_the_server(laptop: AppPage, phone: AppPage, backend: Running) -> None:
    backend.stop()
    laptop.write("note-body", "离线时写在电脑上")
    laptop.see("已保存")
    go(phone, "/notes")
    phone.press("new-note")
    phone.write("note-title", "离线时写在手机上")
    phone.see("已保存")
    backend.start()
    go(laptop, "/notes")
    laptop.see("离线时写在手机上")
    go(phone, "/notes")
    phone.see("离线时写在电脑上")


def go(app: AppPage, path: str) -> None:
    """Go to a path of the running session, as the address bar would."""
    origin = re.match(r"https?://[^/]+", app.page.url)
    assert origin
    app.open(origin[0] + path)


def open_note(app: AppPage, title: str) -> None:
    go(app, "/notes")
    app.see(title)
    app.page.locator('[flt-semantics-identifier^="note-0"]').first.click()
    app.ident("note-body").wait_for(state="attached")
