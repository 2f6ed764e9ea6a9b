"""The week and the season at a glance."""

from __future__ import annotations

import flet as ft

from client.dates import weekday_sign
from client.plan import Today
from client.texts import _
from views.context import App
from views.theme import CAPTION, HEADING, Icons, Role
from views.widgets import Bars, Card, HeatMap, TextLink, ident


def WeekCard(app: App, today: Today, height: int) -> ft.Control:
    """The last seven days as bars, the highest of them `height` pixels; from there to what came of them."""
    bars = [(weekday_sign(day), float(minutes)) for day, minutes in today.week[:-1]]
    bars.append((_("今天"), float(today.minutes_today)))
    total = sum(minutes for _day, minutes in today.week)
    return Card(
        _head(_("最近七天"), _("共 {n} 分钟").format(n=total)),
        Bars(bars, _("分钟"), height, goal=today.goal_min, short=weekday_sign(today.week[-1][0])),
        *([_recap(app)] if total else []),
    )


def _recap(app: App) -> ft.Control:
    return ft.Row([ident("recap-open", TextLink(_("成果回顾"), lambda: app.go("/recap"), Icons.DONE))])


def SeasonCard(today: Today) -> ft.Control:
    """The weeks of the last half year, as many as there is room for: the more was learnt, the greener the day."""
    return Card(
        _head(_("学习日历"), _("一共学了 {n} 天").format(n=today.days_studied)),
        HeatMap([(day, float(minutes)) for day, minutes in today.season], _("学习日历")),
    )


def _head(title: str, fact: str) -> ft.Control:
    heading = ft.Semantics(content=ft.Text(title, style=HEADING, color=Role.TEXT), header=True, expand=True)
    return ft.Row([heading, ft.Text(fact, style=CAPTION, color=Role.QUIET)])
