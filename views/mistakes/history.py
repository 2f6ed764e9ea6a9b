"""The past of a mistake, day by day, and when to look at it next."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from client.mistakes.days import date_text, when_text
from client.mistakes.entries import MistakeDetail
from client.mistakes.schedule import Grade
from client.texts import _
from views.context import App
from views.theme import BODY, CAPTION, LABEL, Icons, Role
from views.widgets import Card, Sign

SHOWN = 8
"""Entries of the past that are shown: the latest say enough."""


def grade_name(grade: Grade) -> str:
    """A grade in a word."""
    return {Grade.AGAIN: _("忘记"), Grade.HARD: _("困难"), Grade.GOOD: _("记得"), Grade.EASY: _("轻松")}[grade]


def History(app: App, mistake: MistakeDetail) -> ft.Control:
    """When it is due, how often it was wrong, and what happened when."""
    book = app.client.mistakes
    now, zone = book.now(), book.zone
    due = _("今天就该复习") if mistake.is_due else when_text(mistake.due_utc, now, zone)
    past = _past(mistake)
    rows: list[ft.Control] = [
        ft.Row(
            [
                Sign(Icons.TIME, color=Role.WARM if mistake.is_due else Role.ACCENT),
                ft.Text(_("下次复习"), style=BODY, color=Role.QUIET),
                ft.Text(due, style=LABEL, color=Role.WARM if mistake.is_due else Role.TEXT, expand=True),
                ft.Text(_("答错 {n} 次").format(n=mistake.times_wrong), style=CAPTION, color=Role.QUIET),
            ],
            spacing=10,
        ),
    ]
    if past:
        rows.append(ft.Divider())
    for moment, text, good in past[:SHOWN]:
        rows.append(
            ft.Row(
                [
                    ft.Container(width=8, height=8, border_radius=4, bgcolor=Role.ACCENT if good else Role.DANGER),
                    ft.Text(date_text(moment, now, zone), style=CAPTION, color=Role.QUIET, width=96),
                    ft.Text(text, style=LABEL, color=Role.TEXT),
                ],
                spacing=12,
            )
        )
    if len(past) > SHOWN:
        rows.append(ft.Text(_("还有 {n} 次更早的").format(n=len(past) - SHOWN), style=CAPTION, color=Role.QUIET))
    return Card(*rows)


def _past(mistake: MistakeDetail) -> list[tuple[datetime, str, bool]]:
    """What happened, the latest first: moment, words, whether it went well."""
    answers = [(when, _("测验答对") if right else _("测验答错"), right) for when, right in mistake.answers]
    reviews = [
        (when, _("复习：{grade}").format(grade=grade_name(grade)), grade != Grade.AGAIN)
        for when, grade in mistake.reviews
    ]
    return sorted([*answers, *reviews], key=lambda entry: entry[0], reverse=True)
