"""Grade, subjects and goal, changed whenever one likes; and the courses that came with the app."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.courses.offer import CourseCard
from client.profile.grades import said_grade
from client.profile.person import ProfileData
from client.profile.telling import Telling
from client.subjects import subject_name
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.profile.choices import LearningChoices, RoleChoice
from views.query import use_query
from views.theme import CAPTION, GAP, Icons, Role
from views.widgets import ErrorNote, IconAction, ListRow, Page, Section, Skeleton, ident


@component
def ProfileScreen() -> Any:
    """What was told in the welcome; each press is kept at once."""
    app = use_app()
    known = use_query(app.client.profile.get, {"profile"})
    state: Any = ft.use_state(None)  # what was pressed, before it is kept
    told, set_told = state

    wanted: Any = ft.use_ref(None)

    async def keep() -> None:
        kept = None
        while (now := wanted.current) != kept:  # what is pressed while one is being kept is kept after it
            await app.client.profile.save(role=now.role, grade=now.grade, subjects=now.subjects, goal_min=now.goal_min)
            kept = now

    keeping = use_command(keep)

    def change(now: Telling) -> None:
        wanted.current = now
        set_told(now)
        app.page.run_task(keeping.run)

    if known.loading and known.value is None:
        return Page(_("我的学习"), Skeleton(), back="/me")
    now: Telling = told or Telling.of(known.value or ProfileData())
    notes: list[ft.Control] = [ErrorNote(fault) for fault in (known.error, keeping.error) if fault]
    return Page(
        _("我的学习"),
        *notes,
        RoleChoice(now, change),
        *(LearningChoices(app.width, now, change) if now.role == "student" else []),
        Section(_("自带的课程"), Starters()),
        back="/me",
    )


@component
def Starters() -> Any:
    """The courses that came with the app: each can be taken off this device and put back."""
    app = use_app()

    async def read() -> tuple[list[CourseCard], list[CourseCard]]:
        shown, removed = await asyncio.gather(app.client.courses.list(), app.client.courses.removed())
        return [card for card in shown if card.origin == "starter"], removed

    cards = use_query(read, {"course", "finish", "place", "answer"})
    if cards.value is None:
        return Skeleton(2)
    shown, removed = cards.value
    about = ft.Text(_("移除的只是这台设备上的课程，学习进度和错题都留着。"), style=CAPTION, color=Role.QUIET)
    rows = [_row(app, card, off=False) for card in shown] + [_row(app, card, off=True) for card in removed]
    return ft.Column([about, *rows], spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _row(app: App, card: CourseCard, *, off: bool) -> ft.Control:
    courses = app.client.courses

    async def toggle() -> None:
        if off:
            await courses.restore(card.id)
        elif await courses.remove(card.id):
            app.toast(
                _("已移除《{title}》，学习进度还留着").format(title=card.title),
                undo=lambda: courses.restore(card.id),
            )

    word, icon = (_("放回"), Icons.RESTORE) if off else (_("移除"), Icons.DELETE)
    state = _("已移除") if off else _("{done}/{n} 课").format(done=card.finished, n=card.lessons)
    about = " · ".join(part for part in (subject_name(card.subject), said_grade(card.grade), state) if part)
    trailing = ident(f"starter-{card.id}", IconAction(icon, word, toggle))
    return ListRow(card.title, about, Icons.COURSE, trailing, key=f"row-{card.id}")
