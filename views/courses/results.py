"""After a quiz and after a lesson: how it went, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from client.courses.library import OpenLesson
from client.courses.sitting import Sitting
from client.courses.tour import TOUR
from client.texts import _
from views.context import use_app
from views.courses.courses import lesson_route
from views.guard import component
from views.theme import BODY, TITLE, Icons, L, M, Role
from views.widgets import Bar, Disc, Page, PrimaryButton, Ring, SecondaryButton, TextLink, ident


def QuizResult(
    opened: OpenLesson,
    sitting: Sitting,
    on_close: Callable[[], None],
    on_again: Callable[[], None],
    on_next: Callable[[], Any],
    *,
    is_last: bool,
) -> ft.Control:
    """How many were right; what was wrong or left out can be done once more, the lesson goes on."""
    count, wrong, again = len(sitting.questions), len(sitting.wrong), len(sitting.again)
    missed = again - wrong
    if not again:
        title, words = _("全部答对"), _("这一段你掌握了。")
    else:
        title = _("答对 {n} 题，共 {m} 题").format(n=sitting.right, m=count)
        words = _("错的 {n} 题已经在错题本里。现在再试一次，印象更深。").format(n=wrong) if wrong else ""
    if missed:
        words += _("还有 {n} 题没来得及答。").format(n=missed)
    if sitting.ending == "time":
        title = _("时间到了：{title}").format(title=title)
    doubtful = len(sitting.kept_right)
    if doubtful:
        words += _("没有把握的 {n} 题也放进了错题本。").format(n=doubtful)
    ring = Ring(sitting.right / count, f"{sitting.right}/{count}", _("答对"))
    onward = ident(
        "finish-lesson" if is_last else "next",
        PrimaryButton(
            _("完成这一课") if is_last else _("下一段"),
            on_next,
            Icons.YES if is_last else Icons.ON,
        ),
    )
    buttons: list[ft.Control] = [onward]
    if again:
        again_words = _("做没答的 {n} 题") if not wrong else _("重做错的 {n} 题") if not missed else _("重做这 {n} 题")
        retry = SecondaryButton(again_words.format(n=again), lambda: on_again(), Icons.AGAIN)
        buttons.insert(0, ident("retry-wrong", retry))
    return Page(
        opened.lesson.title,
        centred(ring, title, words),
        back=on_close,
        footer=Bar(*buttons),
        key="result",
    )


@component
def Finished(opened: OpenLesson, right: Mapping[str, bool], following: str, note: ft.Control, home: str) -> Any:
    """The lesson is finished: what was right in it, and the next one."""
    app = use_app()
    questions = opened.lesson.questions
    done = [question for question in questions if question.id in right]
    good = sum(right[question.id] for question in done)
    course = opened.manifest
    entry = course.entry(following) if following else None
    words = _("小测里做了 {n} 题，答对 {m} 题。").format(n=len(done), m=good) if done else _("又往前走了一步。")
    face: ft.Control = Ring(good / len(done), f"{good}/{len(done)}", _("答对")) if done else Disc("check")
    if entry is None:
        tour = course.id == TOUR
        words += _("以后每天从“今天”开始就好。") if tour else _("这是最后一课，歇一歇，过几天来复习错题。")
        word, way = (_("去“今天”看看"), "/") if tour else (_("回到课程"), home)
        button = PrimaryButton(word, lambda: app.go(way), Icons.YES)
    else:
        route = lesson_route(course.id, entry.id)
        button = PrimaryButton(_("下一课"), lambda: app.go(route), Icons.ON)
        words += _("下一课是《{title}》。").format(title=entry.title)
    buttons: list[ft.Control] = [ident("next-lesson", button)]
    if entry is not None:
        buttons.insert(0, TextLink(_("今天先到这里"), lambda: app.go("/")))
    return Page(
        opened.lesson.title,
        centred(face, _("这一课学完了"), words),
        back=home,
        actions=[note],
        footer=Bar(*buttons),
        key="finished",
    )


def centred(face: ft.Control, title: str, words: str) -> ft.Control:
    """How something went, in the middle of the screen."""
    return ft.Container(
        ft.Column(
            [
                face,
                ft.Text(title, style=TITLE, color=Role.TEXT, text_align=ft.TextAlign.CENTER),
                ft.Container(ft.Text(words, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER), width=420),
            ],
            spacing=M,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2),
    )
