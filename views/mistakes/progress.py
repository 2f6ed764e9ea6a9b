"""How it goes: weak points, what is ready to be learned, the month to come, the year behind, causes over weeks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import flet as ft

from client.dates import day_text
from client.mistakes.causes import Cause, cause_name
from client.mistakes.graphfile import Point
from client.mistakes.mastery.overview import Overview, WeakPoint
from client.mistakes.mastery.standing import Standing
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.mistakes.gathering import Gathering
from views.mistakes.shades import percent
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, Role, S
from views.widgets import (
    Card,
    Columns,
    EmptyState,
    ErrorNote,
    HeatMap,
    IconAction,
    ListRow,
    Page,
    Section,
    Skeleton,
    ident,
)

FEEDS = {"mistake", "review", "unreview", "review_plan", "answer", "course", "profile"}

CAUSE_COLORS = {
    Cause.CONCEPT: Role.ACCENT,
    Cause.MISREAD: Role.WARM,
    Cause.CALCULATION: Role.DANGER,
    Cause.METHOD: Role.BAR,
    Cause.CARELESS: Role.EDGE,
    Cause.OTHER: Role.QUIET,
}


@dataclass(frozen=True)
class Seen:
    """What the screen shows at once."""

    forecast: list[tuple[date, int]]
    reviewed: list[tuple[date, int]]
    causes: list[tuple[date, dict[str, int]]]
    total: int


async def read_progress(app: App) -> Seen:
    """Read it."""
    book, mastery = app.client.mistakes, app.client.mastery
    forecast, reviewed, causes, queue = await asyncio.gather(
        book.forecast(), book.reviewed_days(), mastery.causes(), book.queue()
    )
    return Seen(forecast, reviewed, causes, queue.total)


@component
def ProgressScreen() -> Any:
    """`/mistakes/progress`."""
    app = use_app()
    seen = use_query(lambda: read_progress(app), FEEDS, remember="mistakes.progress")
    standing = use_query(app.client.mastery.overview, FEEDS, remember="mistakes.standing")  # may wait for the bank
    rhythm = ident("open-rhythm", IconAction(Icons.FILTER, _("复习安排"), lambda: app.go("/mistakes/rhythm")))
    see_map = ident("open-map", IconAction(Icons.MAP, _("知识地图"), lambda: app.go("/mistakes/map")))
    actions: list[ft.Control] = [see_map, rhythm]
    if seen.value is None:
        body = ErrorNote(seen.error, seen.reload) if seen.error else Skeleton(4)
        return Page(_("学得怎么样"), body, back="/mistakes", actions=actions)
    value: Seen = seen.value
    overview: Overview | None = standing.value
    if not value.total and not overview and not standing.error:
        return Page(_("学得怎么样"), Gathering(key="gathering"), back="/mistakes", actions=actions)
    if not value.total and overview and not overview.standing.points:
        return Page(_("学得怎么样"), _nothing(app), back="/mistakes", actions=actions)
    return Page(
        _("学得怎么样"),
        *([ErrorNote(standing.error, standing.reload)] if standing.error else []),
        *([*_weak(app, overview), *_ready(app, overview)] if overview else [Gathering(key="gathering")]),
        _forecast(value.forecast),
        _reviewed(value),
        *_causes(value.causes),
        back="/mistakes",
        actions=actions,
    )


def _weak(app: App, overview: Overview) -> list[ft.Control]:
    if not overview.weak:
        return []
    return [Section(_("先补这几个"), *[_weak_row(app, weak) for weak in overview.weak])]


def _weak_row(app: App, weak: WeakPoint) -> ft.Control:
    words = _("掌握 {share} · 做过 {n} 次").format(share=percent(weak.standing.mastery), n=weak.standing.answers)
    if weak.gaps:
        words += " · " + _("可能卡在：{names}").format(names=_("、").join(point.name for point in weak.gaps))
    route = f"/mistakes/map?at={quote(weak.point.id)}"
    return ident(
        f"weak-{weak.point.id}",
        ListRow(weak.point.name, words, Icons.HINT, on_click=lambda: app.go(route)),
        button=True,
    )


def _ready(app: App, overview: Overview) -> list[ft.Control]:
    if not overview.ready:
        return []
    return [Section(_("接下来可以学"), *[_ready_row(app, point, overview.standing) for point in overview.ready])]


def _ready_row(app: App, point: Point, standing: Standing) -> ft.Control:
    state = _("学到一半") if point.id in standing.points else _("前面的都会了，可以开始")
    route = f"/mistakes/map?at={quote(point.id)}"
    row = ListRow(point.name, f"{point.module.name} · {state}", Icons.START, on_click=lambda: app.go(route))
    return ident(f"ready-{point.id}", row, button=True)


def _forecast(days: list[tuple[date, int]]) -> ft.Control:
    today, total = days[0][1], sum(count for _day, count in days)
    words = _("今天 {n} 题").format(n=today) + _("，30 天里一共 {m} 题").format(m=total)
    columns = [(day_text(day, year=False), (float(count),)) for day, count in days]
    return Section(
        _("未来 30 天的复习"),
        Card(ft.Text(words, style=BODY, color=Role.TEXT), Columns(columns, label=_("每天要复习的题数"))),
    )


def _reviewed(value: Seen) -> ft.Control:
    today = value.forecast[0][0]
    days = {today: 0, **dict(value.reviewed)}
    shown = [(day, float(count)) for day, count in days.items() if day > today - timedelta(days=371)]
    return Section(
        _("复习过的日子"),
        Card(
            HeatMap(
                shown,
                _("复习过的日子"),
                lambda days, active, n: _("{days} 天里有 {active} 天复习，共 {n} 题").format(
                    days=days, active=active, n=n
                ),
            )
        ),
    )


def _causes(weeks: list[tuple[date, dict[str, int]]]) -> list[ft.Control]:
    """The causes that were said, week by week, and how the latest differ from those before."""
    present = [cause for cause in Cause if any(counted.get(cause) for _week, counted in weeks)]
    if not present:
        return []
    columns = [
        (day_text(week, year=False), [float(counted.get(cause, 0)) for cause in present]) for week, counted in weeks
    ]
    legend = ft.Row(
        [
            ft.Row(
                [
                    ft.Container(width=12, height=12, border_radius=3, bgcolor=CAUSE_COLORS[cause]),
                    ft.Text(
                        f"{cause_name(cause)} {sum(counted.get(cause, 0) for _week, counted in weeks)}",
                        style=CAPTION,
                        color=Role.QUIET,
                    ),
                ],
                spacing=6,
                tight=True,
            )
            for cause in present
        ],
        spacing=12,
        run_spacing=S,
        wrap=True,
    )
    chart = Columns(columns, [CAUSE_COLORS[cause] for cause in present], label=_("每周的错因"))
    return [Section(_("错因的变化"), Card(chart, legend))]


def _nothing(app: App) -> ft.Control:
    return EmptyState(
        "check",
        _("还没有可看的"),
        _("做几道题，错题和复习会在这里变成图：哪里弱、接下来学什么、每天要复习多少。"),
        _("去上课"),
        lambda: app.go("/courses"),
    )
