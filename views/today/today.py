"""The first screen: how the day stands, and the one thing to do next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import flet as ft

from client.dates import day_text, weekday_text
from client.plan import Today
from client.plan.steps import NIGHT_FROM, NIGHT_UNTIL
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.theme import L
from views.today.after import After
from views.today.day import DayCard
from views.today.mended import MendedCard
from views.today.step import StepCard
from views.today.week import SeasonCard, WeekCard
from views.widgets import ErrorNote, Page, Skeleton

SHOWN = {
    "answer", "checkin", "course", "day", "finish", "mistake", "place", "profile", "quest_done", "review",
    "setting", "space", "study",
}  # fmt: skip
CALENDAR_FROM = 3  # an empty calendar says nothing to somebody new
COLUMNS = 840  # from this width on the day stands beside the week


@component
def TodayScreen() -> Any:
    """Today: all of it from one read, read again when something of it changes; an empty device is welcomed first."""
    app = use_app()
    now = app.client.clock.now_utc().astimezone(app.client.plan.zone)
    answer = use_query(app.client.plan.today, SHOWN, remember="today")
    today: Today | None = answer.value
    is_first_run = today is not None and today.is_first_run

    def welcome() -> None:
        if is_first_run:
            app.session.seen.pop("today", None)  # who comes back from there has been welcomed
            app.go("/welcome")

    ft.use_effect(welcome, [is_first_run])
    title, date = (
        _greeting(now),
        _("{date} {weekday}").format(date=day_text(now, year=False), weekday=weekday_text(now)),
    )
    if answer.error and today is None:
        return Page(title, ErrorNote(answer.error, answer.reload), under=date)
    if today is None or is_first_run:
        return Page(title, Skeleton(4), under=date)
    told = [MendedCard(app, today.mended)] if today.mended else []
    return Page(title, *told, *_content(app, today), under=date, key="today")


def _content(app: App, today: Today) -> list[ft.Control]:
    if today.profile is not None and today.profile.role == "parent":
        from views.family.children import Children  # only parents need it

        return [Children(key="children")]
    step, day, after = StepCard(app, today.next_step), DayCard(app, today), After(app, today)
    rest = [after] if after else []
    if app.client.timer.limits is not None:
        from views.timer.card import TimeCard  # only families with an agreement need it

        rest = [TimeCard(key="time"), *rest]
    season = [SeasonCard(today)] if today.days_studied >= CALENDAR_FROM else []
    if app.width < COLUMNS:
        return [step, day, *rest, WeekCard(app, today, height=96), *season]
    left = ft.Column([day, *rest], spacing=L, expand=1, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    right = ft.Column(
        [WeekCard(app, today, height=120), *season],
        spacing=L,
        expand=1,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return [step, ft.Row([left, right], spacing=L, vertical_alignment=ft.CrossAxisAlignment.START)]


def _greeting(now: datetime) -> str:
    if now.hour < NIGHT_UNTIL or now.hour >= NIGHT_FROM:
        return _("夜深了")
    if now.hour < 11:
        return _("早上好")
    if now.hour < 13:
        return _("中午好")
    return _("下午好") if now.hour < 18 else _("晚上好")
