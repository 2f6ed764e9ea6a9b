"""A course as a ladder of levels (闯关): how far one has climbed, and the next one."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.ladder import Level, next_level, to_pass
from client.texts import _
from views.context import is_cramped, use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, HEADING, LABEL, PILL, Icons, L, Role, grown
from views.widgets import Card, EmptyState, ErrorNote, ListRow, Page, Ring, Sign, Skeleton, ident

FED_BY = frozenset({"attempt", "answer", "course"})
STEP = 40


def level_route(course_id: str, lesson_id: str) -> str:
    """Where a level is played."""
    return f"/courses/{quote(course_id)}/ladder/{quote(lesson_id)}"


@component
def LadderScreen(course_id: str) -> Any:
    """`/courses/:course_id/ladder`."""
    app = use_app()
    back = f"/courses/{quote(course_id)}"
    read = use_query(lambda: app.client.courses.ladder.levels(course_id), FED_BY, [course_id])
    title = _("闯关")
    if read.value is None:
        return Page(title, ErrorNote(read.error, read.reload) if read.error else Skeleton(4), back=back)
    levels: list[Level] = read.value
    if not levels:
        none = EmptyState(
            "path", _("这门课没有能闯的关"), _("每一关用一课里的小测题，这门课还没有。"), _("回到课程"),
            lambda: app.go(back),
        )  # fmt: skip
        return Page(title, none, back=back)
    passed, following = sum(level.is_passed for level in levels), next_level(levels)

    def row(level: Level) -> ft.Control:
        here = level is following
        return ident(
            f"level-{level.lesson_id}",
            ListRow(
                level.title,
                _about(level),
                leading=_step(level, here=here),
                on_click=lambda: app.go(level_route(course_id, level.lesson_id)),
            ),
            key=f"level-{level.lesson_id}",
            button=True,
        )

    return Page(
        title,
        _head(passed, len(levels), sum(level.is_clean for level in levels)),
        *(row(level) for level in levels),
        back=back,
        under=_("答对四分之三就过关，没过也不扣什么"),
        key=f"ladder-{course_id}",
    )


def _head(passed: int, count: int, leaves: int) -> ft.Control:
    title = _("登顶了！") if passed == count else _("过了 {passed} / {n} 关").format(passed=passed, n=count)
    about = _("{n} 片叶子：一道没错的关").format(n=leaves) if leaves else _("一道没错的关会长出一片叶子")
    words = ft.Column(
        [ft.Text(title, style=HEADING, color=Role.ON_SOFT), ft.Text(about, style=BODY, color=Role.ON_SOFT)],
        spacing=2,
        tight=True,
        expand=True,
    )
    ring = Ring(passed / count, f"{passed}/{count}", _("过关"), size=104)
    if is_cramped():
        words.expand = False
        return Card(ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER), words, color=Role.SOFT, key="ladder-head")
    return Card(ft.Row([ring, words], spacing=L), color=Role.SOFT, key="ladder-head")


def _about(level: Level) -> str:
    words = _("{n} 题，答对 {m} 题过关").format(n=level.questions, m=to_pass(level.questions))
    if level.is_clean:
        return words + _(" · 一道没错")
    if level.best is not None:
        return words + _(" · 最好 {n}%").format(n=round(100 * level.best))
    return words


def _step(level: Level, *, here: bool) -> ft.Control:
    """Where a level stands: a leaf, ✓ passed, ▶ the next, its number otherwise."""
    size = grown(STEP)
    face: ft.Control
    if level.is_clean:
        ground, face = Role.ACCENT, Sign(Icons.LEAF, size=22, color=Role.ON_ACCENT)
    elif level.is_passed:
        ground, face = Role.ACCENT, Sign(Icons.YES, size=20, color=Role.ON_ACCENT)
    elif here:
        ground, face = Role.SOFT, Sign(Icons.PLAY, size=22, color=Role.ON_SOFT)
    else:
        ground, face = Role.FIELD, ft.Text(str(level.number), style=LABEL, color=Role.QUIET)
    return ft.Container(
        face, width=size, height=size, border_radius=PILL, bgcolor=ground, alignment=ft.Alignment.CENTER
    )


@component
def LadderRow(course_id: str) -> Any:
    """On a course's page: how far one has climbed, and the way there; nothing where there are no levels."""
    app = use_app()
    read = use_query(lambda: app.client.courses.ladder.levels(course_id), FED_BY, [course_id])
    levels: list[Level] = read.value or []
    if not levels:
        return ft.Container(visible=False)
    passed = sum(level.is_passed for level in levels)
    about = _("过了 {passed} / {n} 关").format(passed=passed, n=len(levels)) if passed else _("一课一关，没有网也能玩")
    row = ListRow(
        _("闯关"), about, leading=Icons.LADDER, on_click=lambda: app.go(f"/courses/{quote(course_id)}/ladder")
    )
    return ident("course-ladder", row, button=True)
