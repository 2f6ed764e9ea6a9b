"""One level of a course's ladder: a short quiz from all of a lesson, and whether it was passed."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import quote

import flet as ft

from client.courses.ladder import LEVEL, PASS, Level, level_after, to_pass
from client.courses.library import OpenLesson
from client.courses.sitting import Sitting
from client.texts import _
from views.context import use_app
from views.courses.ladder import level_route
from views.courses.quiz import Quiz
from views.courses.results import centred
from views.guard import component
from views.query import use_query
from views.theme import Icons
from views.widgets import Bar, EmptyState, ErrorNote, Page, PrimaryButton, Ring, SecondaryButton, Skeleton, ident


class Opened(NamedTuple):
    """A level that can be played."""

    lesson: OpenLesson
    sitting: Sitting
    following: Level | None


@component
def LevelScreen(course_id: str, lesson_id: str) -> Any:
    """`/courses/:course_id/ladder/:lesson_id`; a run that was left open goes on."""
    app = use_app()
    back = f"/courses/{quote(course_id)}/ladder"
    turn, set_turn = ft.use_state(0)
    watch: Any = ft.use_ref(None)

    async def read() -> Opened | None:
        courses = app.client.courses
        opened = await courses.open_lesson(course_id, lesson_id)
        if opened is None:
            return None
        sitting = await courses.ladder.begin(course_id, opened.lesson)
        return Opened(opened, sitting, level_after(await courses.ladder.levels(course_id), lesson_id))

    def begin() -> None:
        watch.current = app.client.timer.begin("quiz", "")

    ft.use_effect(begin, [], lambda: watch.current and watch.current())
    found = use_query(read, deps=[course_id, lesson_id, turn], keep=False)
    if found.value is None and (found.error or found.loading):
        return Page(_("闯关"), ErrorNote(found.error, found.reload) if found.error else Skeleton(3), back=back)
    level: Opened | None = found.value
    if level is None or not level.sitting.questions:
        gone = EmptyState(
            Icons.SEARCH, _("没有找到这一关"), _("课程可能更新过，或者还没有导入到这台设备。"), _("回到闯关"),
            lambda: app.go(back),
        )  # fmt: skip
        return Page(_("闯关"), gone, back=back)

    def leave(_sitting: Sitting) -> None:
        app.go(back)

    def result(sitting: Sitting) -> ft.Control:
        above = level.following
        onward = (lambda: app.go(level_route(course_id, above.lesson_id))) if above else None
        return _result(level.lesson, sitting, lambda: app.go(back), lambda: set_turn(turn + 1), onward)

    return Quiz(
        level.lesson,
        LEVEL,
        level.sitting,
        lambda _question, _correct: None,
        leave,
        lambda: app.go(back),
        is_last=level.following is None,
        on_over=result,
        key=f"level-{level.sitting.attempt_id}",
    )


def _result(opened: OpenLesson, sitting: Sitting, back: Any, again: Any, onward: Any) -> ft.Control:
    """Passed or not yet; the next step first."""
    count, wrong = len(sitting.questions), len(sitting.wrong)
    is_passed = sitting.right / count >= PASS
    if sitting.right == count:
        title, words = _("一道没错，得到一片叶子"), _("这一课你拿下了。")
    elif is_passed:
        title, words = _("过关了"), _("错的 {n} 题在错题本里，过些天再来会会它们。").format(n=wrong)
    else:
        title = _("还差一点")
        words = _("答对 {m} 题就过关；错的在错题本里。再来一次会换几道题，没过也不扣什么。").format(m=to_pass(count))
    ring = Ring(sitting.right / count, f"{sitting.right}/{count}", _("答对"))
    retry_word = _("再来一次")
    buttons: list[ft.Control]
    if is_passed and onward is not None:
        buttons = [
            ident("level-back", SecondaryButton(_("看看全部关卡"), back)),
            ident("level-next", PrimaryButton(_("下一关"), onward, Icons.ON)),
        ]
    elif is_passed:
        buttons = [ident("level-back", PrimaryButton(_("看看全部关卡"), back, Icons.LADDER))]
    else:
        buttons = [
            ident("level-back", SecondaryButton(_("看看全部关卡"), back)),
            ident("level-again", PrimaryButton(retry_word, again, Icons.AGAIN)),
        ]
    return Page(opened.lesson.title, centred(ring, title, words), back=back, footer=Bar(*buttons), key="level-result")
