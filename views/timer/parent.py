"""家长: on the child's own device, behind the PIN: how the day stands, the agreement, more time, what to know."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import flet as ft

from client.dates import weekday_sign
from client.texts import _
from client.timer import Limits
from client.timer.limits import defaults_for
from client.timer.tally import Alert
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, LABEL, Icons, Role, S
from views.timer.door import AskPin, ChoosePin, Recovery
from views.timer.limits import LimitsForm
from views.timer.standing import use_standing
from views.timer.words import alert_words, used_words
from views.when import when
from views.widgets import Bars, Card, Chip, ErrorNote, ListRow, Page, PrimaryButton, SecondaryButton, Section, ident

SHOWN = 10


@component
def ParentScreen() -> Any:
    """Locked again as soon as one leaves it."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    code, set_code = ft.use_state("")

    def done() -> None:
        set_code("")
        set_opened(True)

    title = _("家长")
    if code:
        return Page(title, Recovery(code, done), back="/me")
    if not app.client.pin.is_set:
        about = ft.Text(
            _("在这台设备上和孩子约定每天用多久。时间只算真正在学的，到时间会提前提醒，写的都留着。"),
            style=BODY,
            color=Role.QUIET,
        )
        return Page(title, about, ChoosePin(set_code), back="/me")
    if not opened:
        return Page(title, AskPin(lambda: set_opened(True)), back="/me")
    return Page(title, Opened(key="parent"), back="/me")


@component
def Opened() -> Any:
    """What a parent sees and does."""
    app = use_app()
    timer = app.client.timer
    standing = use_standing()
    limits, set_limits = ft.use_state(timer.limits)
    week = use_query(lambda: timer.minutes_by_day(14), {"study"})

    async def keep(wanted: Limits) -> None:
        set_limits(wanted)
        await timer.set_limits(wanted)

    keeping = use_command(keep)

    async def give(minutes: int) -> None:
        await timer.grant_now(minutes)
        words = _("今天不再限时") if minutes >= 24 * 60 else _("多给了 {n} 分钟").format(n=minutes)
        app.toast(words)

    giving = use_command(give)

    def change(wanted: Limits) -> None:
        app.page.run_task(keeping.run, wanted)

    notes: list[ft.Control] = [ErrorNote(fault) for fault in (keeping.error, giving.error) if fault]
    if limits is None or not limits.is_on:
        start = PrimaryButton(_("开始约定时间"), lambda: change(defaults_for("under16")), busy=keeping.running)
        words = _("还没有约定时间。会先按每天 60 分钟、晚上 10 点到早上 6 点休息来设，都可以改。")
        return _column([*notes, Card(ft.Text(words, style=BODY, color=Role.TEXT), ident("limits-on", start))])

    def off() -> None:
        change(Limits(zone=limits.zone))

    bars = [(weekday_sign(day), float(minutes)) for day, minutes in week.value or []]
    return _column(
        [
            *notes,
            Card(
                ft.Text(used_words(standing), style=BODY, color=Role.TEXT), *([Bars(bars, _("分钟"))] if bars else [])
            ),
            Section(_("今天多给一点"), _gifts(app, giving.run)),
            Section(_("要知道的事"), *_alerts(app)),
            *LimitsForm(limits, change),
            ident("limits-off", SecondaryButton(_("取消约定"), off)),
        ]
    )


def _gifts(app: App, give: Any) -> ft.Control:
    chips = [
        ident(f"give-{n}", Chip(words, on_click=_press(app, give, n)))
        for n, words in (
            (15, _("15 分钟")),
            (30, _("30 分钟")),
            (60, _("60 分钟")),
            (24 * 60, _("今天不限")),
        )
    ]
    return ft.Row(list[ft.Control](chips), spacing=S, wrap=True)


def _press(app: App, give: Any, minutes: int) -> Any:
    return lambda: app.page.run_task(give, minutes)


def _alerts(app: App) -> list[ft.Control]:
    alerts: list[Alert] = app.client.timer.alerts[-SHOWN:][::-1]
    if not alerts:
        return [ft.Text(_("一切正常。"), style=LABEL, color=Role.QUIET)]
    now = app.client.clock.now_utc()
    return [
        ListRow(
            alert_words(alert.what, alert.more),
            when(datetime.fromtimestamp(alert.at_s, UTC), now),
            Icons.DOUBT if alert.what == "asked" else Icons.INFO,
            key=f"alert-{alert.at_s}-{alert.what}",
        )
        for alert in alerts
    ]


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=24, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
