"""Reminders: when to be reminded of reviews, lessons, rest and bedtime; and what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from client.plan.nudges import Nudge, Wishes
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import CAPTION, LABEL, Role, S
from views.widgets import Card, ErrorNote, Segmented
from views.wish import use_wish

REVIEW = ("", "18:00", "19:00", "20:00", "21:00")
LESSON = ("", "16:30", "18:00", "19:30")
BED = ("", "21:00", "21:30", "22:00", "22:30")
REST_MIN = (0, 30, 45, 60)


@component
def ReminderForm() -> Any:
    """Each press is kept at once, on this device."""
    app = use_app()
    nudges = app.client.nudges
    read = use_query(nudges.wishes, {"setting"})

    known: Wishes = read.value or Wishes()
    wish = use_wish(known, nudges.wish)
    wishes = wish.value

    def change(field: str) -> Callable[[str], Any]:
        return lambda value: wish.change(lambda last: replace(last, **{field: value}))

    def rest(value: str) -> None:
        wish.change(lambda last: replace(last, rest_min=int(value)))

    never = _("不提醒")
    rests = {str(n): _("{n} 分钟").format(n=n) if n else never for n in REST_MIN}
    rows = [
        _choice(_("到期的错题"), _times(REVIEW, never), wishes.review, change("review"), "nudge-review"),
        _choice(_("还没学的话，提醒上课"), _times(LESSON, never), wishes.lesson, change("lesson"), "nudge-lesson"),
        _choice(_("连着学多久休息"), rests, str(wishes.rest_min), rest, "nudge-rest"),
        _choice(_("该睡觉了"), _times(BED, never), wishes.bed, change("bed"), "nudge-bed"),
        ft.Text(_("学伴开着的时候提醒，每样一天一次。"), style=CAPTION, color=Role.QUIET),
    ]
    return Card(*([ErrorNote(wish.error)] if wish.error else []), *rows)


def nudge_words(nudge: Nudge) -> str:
    """What a reminder says."""
    return {
        "review": _("有 {n} 道题到期了，趁还没忘。").format(n=nudge.amount),
        "lesson": _("今天还没有学，挑一课开始吧。"),
        "rest": _("已经连着学了 {n} 分钟，起来走走，看看远处。").format(n=nudge.amount),
        "bed": _("快到睡觉的时间了，写的都留着，明天接着来。"),
    }[nudge.kind]


def nudge_route(nudge: Nudge) -> tuple[str, str]:
    """Where it leads, and the word on its button; "" for nowhere."""
    return {"review": ("/mistakes/review", _("去复习")), "lesson": ("/courses", _("去上课"))}.get(nudge.kind, ("", ""))


def _times(times: tuple[str, ...], never: str) -> dict[str, str]:
    return {time: time or never for time in times}


def _choice(label: str, options: dict[str, str], value: str, choose: Any, name: str) -> ft.Control:
    listed = options if value in options else {**options, value: value}
    picker = Segmented(listed, value, choose, name=name, label=label)
    return ft.Column([ft.Text(label, style=LABEL, color=Role.TEXT), picker], spacing=S, tight=True)
