"""One note: header, editor, preview; delete with undo."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.drafts import Draft
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.desk import MISSING, use_draft, use_news
from views.notes.editor import Editor
from views.notes.lost import use_lost
from views.notes.preview import Preview, SavedMark
from views.query import use_query
from views.theme import CARD_RADIUS, Icons, M, Role, S
from views.widgets import Chip, EmptyState, IconAction, Page, SecondaryButton, Skeleton, ident

SIDE_BY_SIDE = 1000
"""From this window width on, editor and preview stand side by side."""


@component
def NoteScreen(note_id: str) -> Any:
    """The note `note_id`, or with "new" a blank one."""
    app = use_app()
    draft = use_draft(note_id)
    if draft is None:
        return Page(_("笔记"), Skeleton(), back="/notes")
    if draft == MISSING:
        return Page(
            _("笔记"),
            EmptyState(
                "path",
                _("没有这篇笔记"),
                _("它可能还没有同步到这台设备。"),
                _("看看别的笔记"),
                lambda: app.go("/notes"),
            ),
            back="/notes",
        )
    return _Open(draft)


@component
def _Open(draft: Draft) -> Any:
    app = use_app()
    reading, set_reading = ft.use_state(False)
    news = use_news(draft, "deleted", "saved", "adopted")
    lost = use_lost(draft)
    both = app.width >= SIDE_BY_SIDE

    async def delete() -> None:
        await draft.flush()
        written = await app.client.notes.get(draft.id)
        await app.client.notes.delete(draft.id) if written else None
        app.go("/notes")
        if written:
            app.toast(_("笔记已移到回收站"), undo=lambda: app.client.notes.restore(draft.id))

    async def restore() -> None:
        await app.client.notes.restore(draft.id)

    toggle = IconAction(
        Icons.EDIT if reading else Icons.SHOW,
        _("继续写") if reading else _("预览"),
        lambda: set_reading(not reading),
    )
    bin_button = IconAction(Icons.DELETE, _("删除笔记"), delete)
    sheets = [_sheet(Editor(draft))] if both or not reading else []
    if both or reading:
        sheets.append(_sheet(Preview(draft)))
    return Page(
        _("笔记"),
        *([_Deleted(restore)] if news == "deleted" else []),
        _About(draft),
        ft.Row(sheets, spacing=M, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        back="/notes",
        scroll=False,
        actions=[
            ident("note-saved", SavedMark(draft)),
            *([lost] if lost else []),
            *([] if both else [ident("note-preview", toggle)]),
            ident("note-delete", bin_button),
        ],
    )


def _sheet(content: ft.Control) -> ft.Control:
    return ft.Container(
        content,
        bgcolor=Role.CARD,
        border=ft.Border.all(1, Role.LINE),
        border_radius=CARD_RADIUS,
        expand=True,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        margin=ft.Margin.only(bottom=M),
    )


def _Deleted(restore: Any) -> ft.Control:
    words = ft.Text(_("这篇笔记已被删除。接着写就会恢复它。"), color=Role.ON_WARM_SOFT, expand=True)
    return ft.Container(
        ft.Row([words, SecondaryButton(_("恢复"), restore)], spacing=S),
        bgcolor=Role.WARM_SOFT,
        border_radius=M,
        padding=M,
    )


@component
def _About(draft: Draft) -> Any:
    """The way to the lesson that the note is about."""
    app = use_app()

    async def read() -> tuple[str, str] | None:
        if not draft.course_id:
            return None
        course = await app.client.courses.course(draft.course_id)
        if course is None:
            return None
        lesson = next((lesson for lesson in course.lessons if lesson.id == draft.lesson_id), None)
        return course.title, lesson.title if lesson else ""

    about = use_query(read, {"course"})
    if not about.value:
        return ft.Container(visible=False)
    course, lesson = about.value
    route = f"/courses/{draft.course_id}" + (f"/lessons/{draft.lesson_id}" if lesson else "")
    words = f"{course} · {lesson}" if lesson else course
    chip = Chip(words, on_click=lambda: app.go(route), icon=Icons.COURSE)
    return ft.Row([ident("note-lesson", chip)], wrap=True)
