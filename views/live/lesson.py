"""One live lesson: before it begins, while it is on, and afterwards."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import flet as ft

from client.live import LiveLesson, phase_of
from client.live.calendar import calendar_of
from client.live.lessons import course_of
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.courses.offer import OfferCard
from views.guard import component
from views.live.stage import Stage
from views.live.talk import AskCard, Talk
from views.live.timetable import about
from views.live.when import day_of, hours_of
from views.picker import use_picker
from views.query import use_query
from views.theme import BODY, LEAD, Icons, Role, S
from views.widgets import Card, EmptyState, ErrorNote, Page, PrimaryButton, SecondaryButton, Skeleton, TextLink, ident


@component
def LiveScreen(live_id: str) -> Any:
    """The lesson `live_id` of the timetable."""
    app = use_app()
    found = use_query(lambda: app.client.live.lesson(live_id), {"live", "live_reminder"})
    refreshing = use_command(app.client.live.refresh)
    ft.use_effect(refreshing.run, [])
    back = "/courses/live"
    if found.error:
        return Page(_("直播课"), ErrorNote(found.error, found.reload), back=back)
    if found.value is None and (found.loading or refreshing.running):
        return Page(_("直播课"), Skeleton(), back=back)
    if found.value is None:
        missing = EmptyState(
            "path",
            _("课表里没有这节课"),
            _("可能改了时间，或者还没有读到新的课表。"),
            _("看看课表"),
            lambda: app.go(back),
        )
        return Page(_("直播课"), missing, back=back)
    lesson: LiveLesson = found.value
    now = app.client.clock.now_utc()
    phase = phase_of(lesson, now)
    content: list[ft.Control] = [about(lesson)]
    if phase == "cancelled":
        content.append(ErrorNote(_("这节课取消了。")))
    elif phase == "coming":
        content.append(_Coming(lesson))
    elif phase == "open":
        content += [Stage(lesson), AskCard(lesson), Talk(lesson, True)]
    else:
        content += [_Over(lesson), Talk(lesson, False)]
    if lesson.summary and phase != "open":
        content.append(ft.Text(lesson.summary, style=BODY, color=Role.TEXT))
    return Page(lesson.title, *content, back=back, key=f"live-{live_id}-{phase}")


@component
def _Coming(lesson: LiveLesson) -> Any:
    """When it is, and how not to miss it."""
    app = use_app()
    live = app.client.live
    reminded = use_query(live.reminded, {"live_reminder"})
    picker = use_picker()
    now = app.client.clock.now_utc()
    on = lesson.id in (reminded.value or {})

    async def turn() -> None:
        await (live.forget(lesson.id) if on else live.remind(lesson))

    async def export() -> None:
        await picker().save_file(file_name=f"{lesson.id}.ics", src_bytes=calendar_of([lesson], now))

    turning, exporting = use_command(turn), use_command(export)
    word, icon = (_("不再提醒"), Icons.BELL_ON) if on else (_("开课前提醒我"), Icons.BELL)
    button = SecondaryButton if on else PrimaryButton
    error = turning.error or exporting.error
    return Card(
        ft.Text(f"{day_of(lesson, now)} {hours_of(lesson)}", style=LEAD, color=Role.TEXT),
        ft.Text(_("提醒在打开着学伴的设备上出现；怕错过就加到手机日历里。"), style=BODY, color=Role.QUIET),
        ft.Row(
            [
                ident("live-remind", button(word, turning.run, icon, busy=turning.running)),
                ident("live-calendar", TextLink(_("加到日历"), exporting.run, Icons.CALENDAR)),
            ],
            spacing=S,
            wrap=True,
        ),
        *([ErrorNote(error)] if error else []),
        padding=24,
    )


@component
def _Over(lesson: LiveLesson) -> Any:
    """The recording: open it, get it, or wait for it."""
    app = use_app()
    course_id = course_of(lesson)
    offers = use_query(app.client.catalogue.offers, {"catalogue", "course"})
    refreshing = use_command(app.client.catalogue.refresh)
    ft.use_effect(refreshing.run, [])
    found = next((one for one in offers.value or [] if one.card.id == course_id), None)
    if found is not None and lesson.recording:
        return OfferCard(found)
    if lesson.recording:
        words = ft.Text(_("回放在课程目录里。"), style=BODY, color=Role.TEXT)
        route = f"/courses/{quote(course_id)}"
        return Card(words, ft.Row([ident("live-course", SecondaryButton(_("打开"), lambda: app.go(route)))], wrap=True))
    return Card(ft.Text(_("直播已经结束。回放准备好以后，会出现在这里和课程目录里。"), style=BODY, color=Role.QUIET))
