"""Courses that a person writes: the list, and where to begin."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.authoring.manuscripts import ManuscriptCard
from client.courses.authoring.templates import beginning
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.shell.panes import use_chosen
from views.shortcuts.rows import use_rows
from views.theme import CAPTION, Icons, Role, S
from views.when import when
from views.widgets import EmptyState, ErrorNote, ListRow, Page, PrimaryButton, Skeleton, ident


@component
def WritingScreen() -> Any:
    """What is being written, the latest first."""
    app = use_app()
    manuscripts = app.client.authoring.manuscripts
    found = use_query(manuscripts.list, {"manuscript"}, remember="writing")

    async def begin() -> None:
        app.go(f"/courses/writing/{await manuscripts.create(beginning())}")

    beginning_command = use_command(begin)
    cards: list[ManuscriptCard] = found.value or []
    rows = use_rows(
        [card.id for card in cards],
        lambda identity: app.go(f"/courses/writing/{identity}"),
        use_chosen("/courses/writing"),
    )
    if found.error:
        return Page(_("我写的课程"), ErrorNote(found.error, found.reload), back="/courses")
    if found.value is None:
        return Page(_("我写的课程"), Skeleton(), back="/courses")
    if not cards:
        empty = EmptyState(
            "note",
            _("写一门自己的课"),
            _("用 Markdown 写课文，题目写在同一个文件里。写好先预览，再分享给家人或小组。"),
            _("开始写"),
            beginning_command.run,
            Icons.ADD,
        )
        return Page(_("我写的课程"), ident("write-course", empty), back="/courses")
    now = app.client.clock.now_utc()

    def row(card: ManuscriptCard) -> ft.Control:
        moment = ft.Text(when(card.updated, now) if card.updated else "", style=CAPTION, color=Role.QUIET)
        shown = ListRow(
            card.title or _("（没有标题）"),
            leading=Icons.COURSE,
            trailing=moment,
            on_click=lambda: app.go(f"/courses/writing/{card.id}"),
        )
        return ident(f"manuscript-{card.id}", rows.dress(shown, card.id), key=card.id, button=True)

    new = ident("write-course", PrimaryButton(_("新课程"), beginning_command.run, Icons.ADD))
    return Page(
        _("我写的课程"),
        ft.Column([row(card) for card in cards], spacing=S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        back="/courses",
        actions=[new],
    )
