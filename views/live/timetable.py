"""Which live lessons there are: to come, on now, and over with their recordings."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import flet as ft

from client.live import LiveLesson, phase_of
from client.live.calendar import calendar_of
from client.profile.grades import said_grade
from client.subjects import subject_name
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.courses.subjects import subject_icon
from views.guard import component
from views.live.when import day_of, hours_of
from views.picker import use_picker
from views.query import use_query
from views.theme import CAPTION, Icons, Role, S
from views.widgets import (
    AsItWas,
    Chip,
    Emblem,
    EmptyState,
    ErrorNote,
    IconAction,
    ListRow,
    Page,
    Section,
    Skeleton,
    TextLink,
    ident,
)

OVER_SHOWN = 20


@component
def TimetableScreen() -> Any:
    """The timetable of live lessons."""
    app = use_app()
    live = app.client.live
    lessons = use_query(live.timetable, {"live"}, remember="live")
    reminded = use_query(live.reminded, {"live_reminder"})
    refreshing = use_command(live.refresh)
    picker = use_picker()
    ft.use_effect(refreshing.run, [])
    now = app.client.clock.now_utc()
    found: list[LiveLesson] = lessons.value or []
    coming = [one for one in found if phase_of(one, now) != "over"]
    over = [one for one in reversed(found) if phase_of(one, now) == "over" and not one.cancelled][:OVER_SHOWN]

    async def export() -> None:
        await picker().save_file(
            file_name="xueban-live.ics", src_bytes=calendar_of([one for one in coming if not one.cancelled], now)
        )

    exporting = use_command(export)
    actions = [ident("live-calendar", TextLink(_("加到日历"), exporting.run, Icons.CALENDAR))] if coming else []
    content: list[ft.Control] = []
    if refreshing.error and found:
        content.append(AsItWas(refreshing.error))
    elif error := lessons.error or refreshing.error:
        content.append(ErrorNote(error, refreshing.run))
    if exporting.error:
        content.append(ErrorNote(exporting.error))
    if lessons.value is None and not refreshing.error:
        content.append(Skeleton())
    elif not found:
        content.append(EmptyState("rest", _("还没有直播课"), _("老师排好课以后，这里会有课表，开课前可以提醒你。")))
    for day, group in groupby(coming, key=lambda one: day_of(one, now)):
        content.append(Section(day, *[_row(one, app, reminded.value or {}) for one in group]))
    if over:
        content.append(Section(_("上过的课"), *[_row(one, app, {}, over=True) for one in over]))
    return Page(_("直播课"), *content, back="/courses/catalogue", actions=actions, key="live")


def _row(lesson: LiveLesson, app: App, reminded: dict[str, int], *, over: bool = False) -> ft.Control:
    phase = phase_of(lesson, app.client.clock.now_utc())
    now = app.client.clock.now_utc()
    moment = day_of(lesson, now) if over else hours_of(lesson)  # of what is over the day is enough
    facts = [moment, lesson.teacher, subject_name(lesson.subject), said_grade(lesson.grade)]
    trailing: ft.Control | None = None
    if phase == "cancelled":
        trailing = Chip(_("已取消"), tone="bad")
    elif phase == "open":
        trailing = Chip(_("正在直播"), tone="good", icon=Icons.LIVE)
    elif over:
        trailing = Chip(_("有回放"), tone="good") if lesson.recording else None
    elif phase == "coming":
        trailing = _Bell(lesson, lesson.id in reminded, key=f"bell-{lesson.id}-{lesson.id in reminded}")
    row = ListRow(
        lesson.title,
        " · ".join(filter(None, facts)),
        leading=Emblem(subject_icon(lesson.subject)),
        trailing=trailing,
        on_click=lambda: app.go(f"/courses/live/{lesson.id}"),
    )
    return ident(f"live-{lesson.id}", row, key=lesson.id, button=True)


@component
def _Bell(lesson: LiveLesson, on: bool) -> Any:
    """Remind of this lesson, or do not."""
    app = use_app()
    live = app.client.live

    async def turn() -> None:
        if on:
            await live.forget(lesson.id)
        else:
            await live.remind(lesson)
            app.toast(_("开课前 10 分钟，打开着学伴就会提醒你"), undo=lambda: live.forget(lesson.id))

    turning = use_command(turn)
    icon, words = (Icons.BELL_ON, _("不再提醒")) if on else (Icons.BELL, _("开课前提醒我"))
    button = IconAction(icon, words, turning.run, color=Role.ACCENT if on else Role.QUIET)
    return ident(f"remind-{lesson.id}", button)


def about(lesson: LiveLesson) -> ft.Control:
    """A quiet line on the lesson."""
    facts = [lesson.teacher, subject_name(lesson.subject), said_grade(lesson.grade)]
    return ft.Row([ft.Text(" · ".join(filter(None, facts)), style=CAPTION, color=Role.QUIET)], spacing=S, wrap=True)
