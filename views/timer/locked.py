"""What stands in the place of a screen that is closed, or that nobody has touched for long."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from client.timer import Standing
from views.context import use_app
from views.family.words import done_words
from views.guard import component
from views.query import use_query
from views.theme import BODY, TITLE, L, M, Role, S
from views.timer.asking import AskMore, EnterCode
from views.timer.words import lock_words, opens_words, used_words
from views.widgets import Picture, PrimaryButton, TextLink, ident

WIDTH = 440


@component
def Locked(standing: Standing) -> Any:
    """Why it is closed, what was done today, when it opens, and two ways on."""
    app = use_app()
    timer = app.client.timer
    today = use_query(app.client.family.today, {"answer", "review", "finish", "study"})
    title, text = lock_words(standing)
    centre = ft.TextAlign.CENTER
    rows: list[ft.Control] = [
        _disc("rest"),
        ft.Semantics(content=ft.Text(title, style=TITLE, color=Role.TEXT, text_align=centre), header=True),
        ft.Text(text, style=BODY, color=Role.QUIET, text_align=centre),
        ft.Text(used_words(standing), style=BODY, color=Role.TEXT, text_align=centre),
    ]
    if today.value and (done := done_words(today.value)):
        rows.append(ft.Text(done, style=BODY, color=Role.TEXT, text_align=centre))
    if opens := opens_words(standing, timer.zone):
        rows.append(ft.Text(opens, style=BODY, color=Role.TEXT, text_align=centre))
    if "review" in standing.exempt and not standing.locks("review"):
        go = PrimaryButton(_("去复习，不占时间"), lambda: app.go("/mistakes/review"))
        rows.append(ident("locked-review", go))
    if standing.lock == "limit":  # more time opens nothing else: not bedtime, not an activity's own minutes
        rows.append(AskMore(key="ask"))
    if standing.lock in ("limit", "offline"):
        rows.append(EnterCode(key="code"))
    if standing.lock not in ("disk", "second"):
        rows.append(ident("parent-unlock", TextLink(_("家长来解锁"), lambda: app.go("/me/parent"))))
    return _middle(rows)


@component
def Idle() -> Any:
    """Nobody has done anything for long: nothing counts, and the page is covered until somebody does."""
    timer = use_app().client.timer

    def on() -> None:
        timer.touch()

    return _middle(
        [
            _disc("book"),
            ft.Text(_("还在看吗？"), style=TITLE, color=Role.TEXT),
            ft.Text(_("两分钟没有动静，时间先停下了。"), style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER),
            ident("still-here", PrimaryButton(_("接着学"), on)),
        ]
    )


def _disc(picture: str) -> ft.Control:
    """A drawing on the soft ground that it was drawn for."""
    return ft.Container(
        Picture(picture, 112),
        width=136,
        height=136,
        border_radius=68,
        bgcolor=Role.SOFT,
        alignment=ft.Alignment.CENTER,
    )


def _middle(rows: list[ft.Control]) -> ft.Control:
    column = ft.Column(
        rows, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER, scroll=ft.ScrollMode.AUTO
    )
    return ft.Container(
        ft.Container(column, width=WIDTH),
        expand=True,
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(horizontal=L, vertical=L + S),
        bgcolor=Role.PAGE,
    )
