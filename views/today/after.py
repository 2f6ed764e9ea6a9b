"""What else there is to do today, besides the one next step."""

from __future__ import annotations

import flet as ft

from client.courses.offer import NextLesson
from client.plan import Today
from client.texts import _
from views.context import App
from views.theme import Icons, Role
from views.widgets import Emblem, ListRow, Section, ident


def After(app: App, today: Today) -> ft.Control | None:
    """The reviews and the lesson, unless one of them is the step; None when nothing else is left."""
    kind, rows = today.next_step.kind, list[ft.Control]()
    if today.due_count and kind != "review":
        rows.append(ident("after-review", _due(app, today.due_count), button=True))
    if today.next_lesson and kind not in ("continue", "start"):
        rows.append(ident("after-lesson", _lesson(app, today.next_lesson), button=True))
    if not rows:
        return None
    return Section(_("还想学的话") if kind == "rest" else _("接下来"), *rows)


def _due(app: App, count: int) -> ft.Control:
    return ListRow(
        _("{n} 道题该复习了").format(n=count),
        _("趁还没忘"),
        Emblem(Icons.AGAIN, Role.ON_WARM_SOFT, Role.WARM_SOFT),
        on_click=lambda: app.go("/mistakes/review"),
    )


def _lesson(app: App, lesson: NextLesson) -> ft.Control:
    about = _("接着学 · {course}") if lesson.started else _("第一课 · {course}")
    return ListRow(
        lesson.lesson_title,
        about.format(course=lesson.course_title),
        Icons.COURSE,
        on_click=lambda: app.go(f"/courses/{lesson.course_id}/lessons/{lesson.lesson_id}"),
    )
