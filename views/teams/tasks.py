"""What a team does together today."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.teams.home import Task, TeamHome
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, CAPTION, Icons, M, Role
from views.widgets import Card, ErrorNote, Field, IconAction, Section, TextLink, ident


@component
def Tasks(team: str, home: TeamHome, members: int) -> Any:
    """The tasks of the day, ticked with one tap, and a line for another."""
    app = use_app()
    doing, me = app.client.teams.doing, app.client.store.standing.device.account_id
    adds, set_adds = ft.use_state(False)
    title, set_title = ft.use_state("")

    async def add() -> None:
        await doing.add_task(team, title)
        set_title("")
        set_adds(False)

    async def tick(task: str, done: bool) -> None:
        await doing.tick(task, done=done)

    async def drop(task: str) -> None:
        await doing.drop_task(task)
        app.toast(_("已删除"), lambda: doing.restore_task(task))

    adding, ticking, dropping = use_command(add), use_command(tick), use_command(drop)

    def row(task: Task) -> ft.Control:
        is_done = me in task.done
        about = _("{done} / {all} 人做完").format(done=len(task.done), all=max(members, len(task.done)))
        box = ft.Checkbox(
            value=is_done,
            on_change=lambda: app.page.run_task(ticking.run, task.id, not is_done),
            semantics_label=task.title,
        )
        words = ft.Column(
            [ft.Text(task.title, style=BODY, color=Role.TEXT), ft.Text(about, style=CAPTION, color=Role.QUIET)],
            spacing=0,
            tight=True,
            expand=True,
        )
        parts: list[ft.Control] = [ident(f"tick-{task.id}", box), words]
        if task.made_by == me:
            bin_ = IconAction(Icons.DELETE, _("删除"), lambda: app.page.run_task(dropping.run, task.id))
            parts.append(ident(f"drop-{task.id}", bin_))
        return ft.Row(parts, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER, key=task.id)

    rows: list[ft.Control] = [row(task) for task in home.tasks]
    if not rows:
        rows.append(ft.Text(_("还没有今天的任务。定一件小事，十分钟就够。"), style=BODY, color=Role.QUIET))
    errors = (adding.error, ticking.error, dropping.error)
    rows += [ErrorNote(error) for error in errors if error]
    if adds:
        field = Field(_("今天一起做什么"), title, set_title, autofocus=True, on_submit=adding.run)
        rows += [ident("task-title", field), ft.Row([ident("task-add", TextLink(_("加上"), adding.run, Icons.ADD))])]
    else:
        rows.append(ft.Row([ident("task-new", TextLink(_("加一个任务"), lambda: set_adds(True), Icons.ADD))]))
    return Section(_("今天的任务"), Card(*rows))
