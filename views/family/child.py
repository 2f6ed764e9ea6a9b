"""One child, as a parent sees it: today, what waits, more time, weeks, the agreement, what is to be known."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.family.family import FED_BY
from client.family.overview import ChildSeen
from client.profile.grades import grade_name
from client.texts import _
from client.timer import Limits
from client.timer.limits import TIERS, defaults_for
from views.context import App, use_app
from views.family.giving import Gifts, RequestCard
from views.family.nothing import NothingYet
from views.family.weeks import LearnedCard, MonthCard, TodayCard, WeekBars, WhereCard
from views.family.words import limits_words, noticed_words
from views.guard import component
from views.query import use_query
from views.theme import BODY, LABEL, Icons, L, Role, S
from views.timer.limits import Edit, FirstDevice, LimitsForm
from views.when import when
from views.widgets import (
    Card,
    ErrorNote,
    ListRow,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Segmented,
    Skeleton,
    ident,
)
from views.wish import use_wish

COLUMNS = 840


@component
def ChildScreen(child: str) -> Any:
    """`/me/family/:child`; `child` is an account."""
    app = use_app()
    read = use_query(app.client.family.children, FED_BY)
    if read.value is None:
        return Page(_("孩子"), ErrorNote(read.error, read.reload) if read.error else Skeleton(4), back="/me/family")
    found: ChildSeen | None = next((one for one in read.value if one.account == child), None)
    if found is None:
        return Page(_("孩子"), NothingYet(), back="/me/family")
    return Page(found.name, *_content(app, found), under=grade_name(found.grade), back="/me/family", key=child)


def _content(app: App, child: ChildSeen) -> list[ft.Control]:
    requests: list[ft.Control] = [RequestCard(child, asked, key=asked.id) for asked in child.open]
    today = [TodayCard(app, child), Section(_("今天多给一点"), Gifts(child, key="gifts"))]
    where = WhereCard(child.days[-7:], _("这周的时间"))
    week = ident("week-open", _week_row(app, child), button=True)
    about = [card for card in (where, LearnedCard(child)) if card is not None]
    agreement = Agreement(child, key="agreement")
    noticed = Section(_("要知道的事"), *_noticed(app, child))
    if app.width < COLUMNS:
        return [*requests, *today, WeekBars(app, child), *about, week, MonthCard(child), noticed, agreement]
    left = _column([*today, noticed, agreement])
    right = _column([WeekBars(app, child), *about, week, MonthCard(child)])
    return [*requests, ft.Row([left, right], spacing=L, vertical_alignment=ft.CrossAxisAlignment.START)]


@component
def Agreement(child: ChildSeen) -> Any:
    """What is agreed on; each press is kept at once, and is on the child's device seconds later."""
    app = use_app()
    deciding = app.client.family.deciding
    edits, set_edits = ft.use_state(False)
    tier, set_tier = ft.use_state("under16")

    async def keep(wanted: Limits | None) -> None:
        if wanted is not None:
            await deciding.set_limits(child.home, child.account, wanted)

    wish = use_wish(child.limits, keep)
    limits = wish.value

    def change(edit: Edit) -> None:
        wish.change(lambda last: edit(last or Limits()))

    rows: list[ft.Control] = [ErrorNote(wish.error)] if wish.error else []
    if limits is None or not limits.is_on:
        names = {"under8": _("8 岁以下"), "under16": _("8 到 15 岁"), "under18": _("16、17 岁")}
        minutes = (defaults_for(tier).seconds_on(child.today) or 0) // 60
        words = _("先按每天 {n} 分钟、晚上 10 点到早上 6 点休息来约定，每一项都可以改。").format(n=minutes)
        tiers = {name: names[name] for name in TIERS if name in names}
        rows += [
            Segmented(tiers, tier, set_tier, name="tier", label=_("孩子的年龄")),
            ft.Text(words, style=BODY, color=Role.TEXT),
            ident("agree", PrimaryButton(_("开始约定时间"), lambda: change(lambda _last: defaults_for(tier)))),
        ]
        return Section(_("约定"), Card(*rows))
    if not edits:
        rows += [
            ft.Text(limits_words(child), style=BODY, color=Role.TEXT),
            ident("limits-edit", SecondaryButton(_("改约定"), lambda: set_edits(True), icon=Icons.EDIT)),
        ]
        return Section(_("约定"), Card(*rows))
    rows += LimitsForm(limits, change)
    if len(child.clocks) > 1:
        rows.append(FirstDevice(limits, child.clocks, change))
    off = SecondaryButton(_("取消约定"), lambda: change(lambda last: Limits(zone=last.zone)))
    rows.append(
        ft.Row([ident("limits-off", off), PrimaryButton(_("改好了"), lambda: set_edits(False))], spacing=S, wrap=True)
    )
    return _column(rows)


def _week_row(app: App, child: ChildSeen) -> ft.Control:
    about = _("读一遍、印出来，或者给老师看")
    return ListRow(_("一周小结"), about, Icons.CALENDAR, on_click=lambda: app.go(f"/me/family/{child.account}/week"))


def _noticed(app: App, child: ChildSeen) -> list[ft.Control]:
    if not child.noticed:
        return [ft.Text(_("一切正常。"), style=LABEL, color=Role.QUIET)]
    now = app.client.clock.now_utc()
    return [
        ListRow(noticed_words(one), " · ".join(part for part in (when(one.at, now), one.device) if part), Icons.INFO,
                key=f"noticed-{n}", lines=4)
        for n, one in enumerate(child.noticed)
    ]  # fmt: skip


def _column(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=L, tight=True, expand=1, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
