"""The contents of a course: its lessons by section, those around the next one first, and a search among many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from client.courses.library import CourseOutline
from client.courses.packs import LessonEntry
from client.texts import _
from views.context import App, use_app
from views.courses.courses import lesson_route
from views.guard import component
from views.soon import use_soon
from views.theme import LABEL, Icons, Role
from views.widgets import Chip, Field, ListRow, Section, Sign, TextLink, ident

ROWS = 60  # lessons that one tap more shows; every row costs the screen time
FIRST: tuple[int, int] = (1, 4)
"""Lessons before and after the next one that come with the page: what can be seen of it at once."""
SOON: tuple[int, int] = (20, 40)
"""Those that are there a moment later, before anybody has scrolled to them."""
SEARCH_FROM = 30
FOUND = 40


@component
def Contents(course: CourseOutline) -> Any:
    """The lessons of `course`."""
    app = use_app()
    asked, ask = ft.use_state(cast("tuple[int, int] | None", None))
    search, set_search = ft.use_state("")
    is_soon = use_soon()
    reach = asked or (SOON if is_soon else FIRST)
    field: list[ft.Control] = []
    if len(course.manifest.lessons) >= SEARCH_FROM:
        field = [ident("lesson-search", Field(_("在目录里找"), search, set_search))]
    if words := search.casefold().split():
        return Section(_("目录"), *field, *_found(course, app, words))
    return Section(_("目录"), *field, *_around(course, app, reach, ask))


def _found(course: CourseOutline, app: App, words: list[str]) -> list[ft.Control]:
    entries = list(enumerate(course.manifest.lessons, 1))
    found = [(number, entry) for number, entry in entries if all(word in _said(entry) for word in words)]
    if not found:
        return [ft.Text(_("没有找到，换个说法试试。"), style=LABEL, color=Role.QUIET)]
    rows = [_row(course, app, number, entry) for number, entry in found[:FOUND]]
    if len(found) > FOUND:
        more = _("还有 {n} 课，再写几个字会更准。").format(n=len(found) - FOUND)
        rows.append(ft.Text(more, style=LABEL, color=Role.QUIET))
    return rows


def _said(entry: LessonEntry) -> str:
    return f"{entry.title}\n{entry.summary}\n{entry.section}".casefold()


def _around(
    course: CourseOutline, app: App, reach: tuple[int, int], set_reach: Callable[[tuple[int, int]], None]
) -> list[ft.Control]:
    """The lessons around the one to go on with; `reach` is how many before and after it are shown."""
    entries, (before, after) = course.manifest.lessons, reach
    here = next((i for i, entry in enumerate(entries) if entry is course.next_lesson), 0)
    first, end = max(0, here - before), min(len(entries), here + after)
    rows: list[ft.Control] = []
    if first:
        earlier = _("显示前面的 {n} 课").format(n=min(first, ROWS))
        link = TextLink(earlier, lambda: set_reach((before + ROWS, after)), Icons.LESS)
        rows.append(ident("earlier-lessons", link))
    section = ""
    for index in range(first, end):
        entry = entries[index]
        if entry.section and entry.section != section:
            rows.append(_heading(course, entry.section, index))
        section = entry.section
        rows.append(_row(course, app, index + 1, entry))
    if end < len(entries):
        later = _("显示后面的 {n} 课").format(n=min(len(entries) - end, ROWS))
        link = TextLink(later, lambda: set_reach((before, after + ROWS)), Icons.MORE)
        rows.append(ident("later-lessons", link))
    return rows


def _heading(course: CourseOutline, section: str, index: int) -> ft.Control:
    """The name of a section, and how many of its lessons are finished."""
    entries = course.manifest.lessons
    last = next((i for i in range(index, len(entries)) if entries[i].section != section), len(entries))
    start = next((i for i in range(index, -1, -1) if entries[i].section != section), -1) + 1
    done = sum(entry.id in course.status.finished for entry in entries[start:last])
    title = ft.Text(section, style=LABEL, color=Role.TEXT, weight=ft.FontWeight.W_600, expand=True)
    count = ft.Text(_("{done}/{n} 课").format(done=done, n=last - start), style=LABEL, color=Role.QUIET)
    return ft.Container(
        ft.Semantics(content=ft.Row([title, count]), header=True),
        padding=ft.Padding.only(top=12, left=4, right=4),
        key=f"section-{start}",
    )


def _row(course: CourseOutline, app: App, position: int, entry: LessonEntry) -> ft.Control:
    finished = entry.id in course.status.finished
    current = course.next_lesson is not None and entry.id == course.next_lesson.id
    about = " · ".join(filter(None, (_("{n} 分钟").format(n=entry.minutes), entry.summary)))
    return ident(
        f"lesson-{entry.id}",
        ListRow(
            entry.title,
            about,
            leading=_step(position, finished=finished, current=current),
            trailing=Chip(_("接着学"), tone="good") if current and course.status.started else None,
            on_click=lambda: app.go(lesson_route(course.manifest.id, entry.id)),
        ),
        key=f"lesson-{entry.id}",
        label=_("已学完") if finished else None,
        button=True,
    )


def _step(position: int, *, finished: bool, current: bool) -> ft.Control:
    """Where a lesson stands: ✓ finished, ▶ the one to go on with, its number otherwise."""
    face: ft.Control
    if finished:
        ground, face = Role.ACCENT, Sign(Icons.YES, size=20, color=Role.ON_ACCENT)
    elif current:
        ground, face = Role.SOFT, Sign(Icons.PLAY, size=22, color=Role.ON_SOFT)
    else:
        ground, face = Role.FIELD, ft.Text(str(position), style=LABEL, color=Role.QUIET)
    return ft.Container(face, width=40, height=40, border_radius=20, bgcolor=ground, alignment=ft.Alignment.CENTER)
