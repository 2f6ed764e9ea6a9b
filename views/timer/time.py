"""我的时间: where every minute of today went, what is agreed on, one's own goal, asking for more, reminders."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

import flet as ft

from client.texts import _
from client.timer import Limits
from client.timer.explaining import DayTold, Stretch
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, Icons, Role
from views.timer.asking import AskMore
from views.timer.card import TimeRing, beside
from views.timer.reminders import ReminderForm
from views.timer.standing import use_standing
from views.timer.words import activity_words, agreed_lines, left_words, used_words
from views.widgets import Card, Chip, ListRow, Page, Section, Skeleton, ident

BRIEF_S = 15


@component
def TimeScreen() -> Any:
    """Fair and in full: what counted, what did not, and why."""
    app = use_app()
    standing = use_standing()
    told = use_query(app.client.timer.told, {"timer", "study"})
    title = _("今天的时间")
    if told.value is None:
        return Page(title, Skeleton(3), back="/me")
    day: DayTold = told.value
    zone = app.client.timer.zone
    parts: list[ft.Control] = []
    if standing.is_guarded:
        words = ft.Column(
            [
                ft.Text(left_words(standing), style=BODY, color=Role.TEXT),
                ft.Text(used_words(standing), style=CAPTION, color=Role.QUIET),
            ],
            tight=True,
        )
        parts.append(Card(*beside(TimeRing(standing), words, wide=app.wide), AskMore(key="ask")))
    rows = [_row(one, n, zone) for n, one in enumerate(reversed(day.stretches)) if one.seconds >= BRIEF_S]
    rows += _brief(day) + _also(day)
    if not rows:
        rows = [ft.Text(_("今天还没有学习。打开一课，时间就从那里开始算。"), style=BODY, color=Role.QUIET)]
    parts.append(Section(_("每一分钟去哪了"), *rows))
    parts.append(
        Section(_("时间是这样算的"), Card(*(ft.Text(line, style=LABEL, color=Role.TEXT) for line in _rules())))
    )
    limits = app.client.timer.limits
    if limits is not None:
        parts.append(Section(_("我们的约定"), Card(*_agreed(limits))))
    goal = ListRow(_("自己的目标"), _("每天想学多久，自己定"), Icons.GOAL, on_click=lambda: app.go("/me/profile"))
    parts.append(ident("goal-open", goal, button=True))
    parts.append(Section(_("提醒"), ReminderForm(key="reminders")))
    return Page(title, *parts, back="/me")


def _row(one: Stretch, number: int, zone: tzinfo | None) -> ft.Control:
    begin, end = (datetime.fromtimestamp(at, UTC).astimezone(zone) for at in (one.begin, one.end))
    about = f"{begin:%H:%M}–{end:%H:%M}"
    if not one.own:
        about += _(" · 另一台设备")
    long = _long(one.seconds)
    chip = Chip(_("{long} · 不占时间").format(long=long), tone="good") if one.how == "free" else Chip(long)
    return ListRow(activity_words(one.activity), about, Icons.TIME, chip, key=f"stretch-{number}-{one.begin}")


def _brief(day: DayTold) -> list[ft.Control]:
    """What one looked into in passing, together: a row for each would hide the others."""
    seconds = [one.seconds for one in day.stretches if one.seconds < BRIEF_S]
    if not seconds:
        return []
    about = _("{n} 次，每次不到 {s} 秒").format(n=len(seconds), s=BRIEF_S)
    return [ListRow(_("零碎的"), about, Icons.TIME, Chip(_long(sum(seconds))), key="brief")]


def _long(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return _("{n} 分").format(n=minutes) if minutes else _("{n} 秒").format(n=rest)


def _also(day: DayTold) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if day.carried_s >= 60:
        words = _("记录丢过，按先前记下的补上 {n} 分钟").format(n=round(day.carried_s / 60))
        rows.append(ListRow(words, "", Icons.INFO, key="carried"))
    rows += [
        ListRow(
            _("今天不再限时") if seconds >= 86_400 else _("家长多给了 {n} 分钟").format(n=seconds // 60),
            _("离线码") if grant_id.startswith("code:") else "",
            Icons.RIGHT,
            key=f"grant-{grant_id}",
        )
        for grant_id, seconds in day.grants.items()
    ]
    return rows


def _rules() -> list[str]:
    return [
        _("打开课程、小测、复习或笔记，并且在看、在写，才算时间。"),
        _("两分钟没有动静，时间自己停下；点“接着学”再开始。"),
        _("切到别的应用、锁屏、电脑睡着，都不算。"),
        _("两台设备同时学，同一分钟只算一次。"),
        _("应用没关好，最多多算 15 秒；改设备的时钟没有用。"),
        _("到时间前 10 分钟、5 分钟、1 分钟会提醒，写的都留着。"),
    ]


def _agreed(limits: Limits) -> list[ft.Control]:
    lines = agreed_lines(limits)
    if limits.family:
        lines.append(_("约定由家长在自己的设备上改，改了马上生效。"))
    return [ft.Text(line, style=LABEL, color=Role.TEXT) for line in lines]
