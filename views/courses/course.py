"""A course: what it is, how far one is, what it teaches and needs, and the one lesson to go on with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.courses.library import CourseOutline
from client.courses.progress import minutes_left
from client.mistakes.graphfile import Point
from client.profile.grades import said_grade
from client.subjects import subject_name
from client.texts import _
from views.context import App, use_app
from views.courses.along import Along, Elsewhere
from views.courses.contents import Contents
from views.courses.courses import CHANGES, lesson_route
from views.courses.ladder import LadderRow
from views.courses.subjects import subject_icon
from views.courses.takeaway import TakeAway
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, Icons, M, Role, S
from views.widgets import (
    Card,
    Chip,
    EmptyState,
    ErrorNote,
    IconAction,
    ListRow,
    Page,
    PrimaryButton,
    Ring,
    SecondaryButton,
    Section,
    Skeleton,
    TextLink,
    ident,
)

POINTS = 8  # knowledge points that are named; of more it is said how many there are


@dataclass(frozen=True)
class About:
    """What other rooms know of a course: the points that it teaches and needs, and what of it is due for review."""

    teaches: tuple[Point, ...] = ()
    needs: tuple[Point, ...] = ()
    due: int = 0


@component
def CourseScreen(course_id: str) -> Any:
    """The page of one course."""
    app = use_app()
    courses = app.client.courses
    outline = use_query(lambda: courses.outline(course_id), CHANGES, [course_id], known=courses.listed(course_id))
    course: CourseOutline | None = outline.value
    version = course.manifest.version if course else None
    about = use_query(lambda: _read_about(app, course), ("mistake", "review"), [course_id, version], known=About())
    if outline.error:
        return Page(_("课程"), ErrorNote(outline.error, outline.reload), back="/courses")
    if outline.loading and course is None:
        return Page(_("课程"), Skeleton(), back="/courses")
    if course is None:
        return Page(_("课程"), Elsewhere(course_id, _missing(app)), back="/courses")
    known: About = about.value
    return Page(
        course.manifest.title,
        _head(course, app),
        *_due(known.due, app),
        *([LadderRow(course_id, key=f"ladder-{course_id}")] if app.leads is None else []),
        *_points(known),
        Contents(course, key=f"contents-{course_id}"),
        *([Along(course_id, key=f"along-{course_id}")] if course.origin == "imported" and app.leads is None else []),
        TakeAway(course_id, key=f"takeaway-{course_id}"),
        *_credits(course),
        back="/courses",
        actions=_keeping(course, app),
    )


async def _read_about(app: App, course: CourseOutline | None) -> About:
    if course is None:
        return About()
    graph, due = await asyncio.gather(app.client.mistakes.knowledge(), app.client.mistakes.due_in(course.manifest.id))

    def known(ids: tuple[str, ...]) -> tuple[Point, ...]:
        return tuple(point for each in ids if (point := graph.point(each)))

    return About(known(course.manifest.points), known(course.manifest.needs), due)


def _missing(app: App) -> ft.Control:
    return EmptyState(
        "path",
        _("这台设备上没有这门课"),
        _("它可能已经移除，或者只在另一台设备上。重新导入后，学习进度会接上。"),
        _("看看全部课程"),
        lambda: app.go("/courses"),
    )


def _head(course: CourseOutline, app: App) -> ft.Control:
    manifest, done = course.manifest, course.finished
    facts = [Chip(subject_name(manifest.subject), icon=subject_icon(manifest.subject))]
    if manifest.grade:
        facts.append(Chip(said_grade(manifest.grade)))
    if course.origin == "imported" and app.leads is None:
        facts.append(Chip(_("导入的"), icon=Icons.IMPORTED))
    rows: list[ft.Control] = [ft.Row(facts, spacing=S, wrap=True, run_spacing=S)]
    if manifest.summary:
        rows.append(ft.Text(manifest.summary, style=BODY, color=Role.TEXT))
    count = len(manifest.lessons)
    words = [_("学完 {done} 课，共 {n} 课，约 {m} 分钟").format(done=done, n=count, m=manifest.minutes)]
    if 0 < done < count:
        words.append(_("还要约 {n} 分钟").format(n=minutes_left(manifest, course.status)))
    rows.append(ft.Text(" · ".join(words), style=CAPTION, color=Role.QUIET))
    rows.append(_go_on(course, app))
    words_side = ft.Column(rows, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    if not done:
        return Card(words_side, padding=24)
    ring = Ring(done / count, f"{round(100 * done / count)}%", _("进度"), size=112)
    if app.width < 560:
        return Card(ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER), words_side, padding=24)
    words_side.expand = True
    return Card(ft.Row([words_side, ring], spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER), padding=24)


def _go_on(course: CourseOutline, app: App) -> ft.Control:
    entry = course.next_lesson
    if entry is None:
        first = course.manifest.lessons[0]
        again = SecondaryButton(_("从头再看一遍"), _opens(course, first.id, app), Icons.AGAIN)
        return ft.Row([Chip(_("这门课学完了"), tone="good", icon=Icons.YES), again], spacing=M, wrap=True)
    word = _("继续学习") if course.status.started else _("开始学习")
    button = PrimaryButton(word, _opens(course, entry.id, app), Icons.PLAY)
    return ft.Column(
        [
            ft.Row([ident("continue-lesson", button)]),
            ft.Text(_("下一步：{lesson}").format(lesson=entry.title), style=LABEL, color=Role.QUIET),
        ],
        spacing=S,
        tight=True,
    )


def _due(due: int, app: App) -> list[ft.Control]:
    """The reviews that this course has for today."""
    if not due:
        return []
    row = ListRow(
        _("这门课有 {n} 道错题今天该复习").format(n=due),
        _("趁还没忘，几分钟就够"),
        leading=Icons.MISTAKE,
        on_click=lambda: app.go("/mistakes/review"),
    )
    return [ident("course-reviews", row, button=True)]


def _points(about: About) -> list[ft.Control]:
    """What the course teaches, and what one should know before."""
    parts: list[ft.Control] = []
    for title, points in ((_("学完会什么"), about.teaches), (_("先要会什么"), about.needs)):
        if points:
            named = [Chip(point.name) for point in points[:POINTS]]
            if len(points) > POINTS:
                named.append(Chip(_("还有 {n} 个").format(n=len(points) - POINTS)))
            parts.append(Section(title, ft.Row(named, spacing=S, run_spacing=S, wrap=True)))
    return parts


def _credits(course: CourseOutline) -> list[ft.Control]:
    """Whose work it is, and under which licence."""
    made = course.manifest.attribution
    if made is None:
        return []
    words = " · ".join(filter(None, (made.title, " / ".join(made.authors), made.licence)))
    return [ft.Text(words, style=CAPTION, color=Role.QUIET)] if words else []


def _opens(course: CourseOutline, lesson_id: str, app: App) -> Any:
    return lambda: app.go(lesson_route(course.manifest.id, lesson_id))


def _keeping(course: CourseOutline, app: App) -> list[ft.Control]:
    """The way to let go of a course, or to have it back; one that is only tried out is nobody's yet."""
    if app.leads is not None:
        return []
    return [_put_back(course, app) if course.removed else _remove(course, app)]


def _remove(course: CourseOutline, app: App) -> ft.Control:
    identity = course.manifest.id

    async def remove() -> None:
        if await app.client.courses.remove(identity):
            app.go("/courses")
            app.toast(
                _("已移除《{title}》，学习进度还留着").format(title=course.manifest.title),
                undo=lambda: app.client.courses.restore(identity),
            )

    return ident("remove-course", IconAction(Icons.DELETE, _("移除这门课"), remove))


def _put_back(course: CourseOutline, app: App) -> ft.Control:
    async def restore() -> None:
        await app.client.courses.restore(course.manifest.id)

    return ident("restore-course", TextLink(_("放回"), restore, Icons.RESTORE))
