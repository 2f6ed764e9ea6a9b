"""One note: header, toolbar, editor, preview; delete with undo."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import flet as ft

from client.notes.drafts import Draft, News
from client.notes.writing.marks import place
from client.texts import _
from views.account.picked import pick_picture
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.meanwhile import use_meanwhile
from views.notes.below import Below
from views.notes.contents import Contents
from views.notes.desk import MISSING, use_draft
from views.notes.editor import Editor
from views.notes.hand import Hand
from views.notes.linking import Linking
from views.notes.lost import Lost
from views.notes.onpaper import PaperChip
from views.notes.others import Others
from views.notes.preview import Preview, SavedMark
from views.notes.reading import drawing_route
from views.notes.shared import SharedChip, use_place
from views.notes.sorting import Sorting
from views.notes.tools import Tools
from views.picker import use_picker
from views.query import use_query
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import SCREEN, Shortcut
from views.theme import CARD_RADIUS, Icons, M, Role, S
from views.widgets import Chip, EmptyState, ErrorNote, IconAction, Page, SecondaryButton, Skeleton, ident

SIDE_BY_SIDE = 1000
"""From this window width on, editor and preview stand side by side."""


@component
def NoteScreen(note_id: str) -> Any:
    """The note `note_id`, or with "new" a blank one."""
    return _screen(note_id, calm=False)


@component
def CalmScreen(note_id: str) -> Any:
    """The note alone: no list, no tools, nothing but what is written."""
    return _screen(note_id, calm=True)


def _screen(note_id: str, *, calm: bool) -> Any:
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
    return _Calm(draft) if calm else _Open(draft)


@component
def _Open(draft: Draft) -> Any:
    app = use_app()
    reading, set_reading = ft.use_state(False)
    hand = cast("Hand", ft.use_ref(lambda: Hand(draft)).current)
    picker = use_picker()
    place_of_note = use_place(draft)
    readonly = place_of_note is not None and not place_of_note.writes
    both = app.width >= SIDE_BY_SIDE and not readonly

    async def delete() -> None:
        await draft.flush()
        written = await app.client.notes.get(draft.id)
        await app.client.notes.delete(draft.id) if written else None
        app.go("/notes")
        if written:
            app.toast(_("笔记已移到回收站"), undo=lambda: app.client.notes.restore(draft.id))

    async def add(name: str, data: bytes) -> None:
        written = await app.client.attachments.add(draft.id, name, data)
        await hand.do(place(written))

    async def add_picture() -> None:
        for name, source in await pick_picture(picker(), app.page):
            await add(name, await asyncio.to_thread(source.read_bytes) if isinstance(source, Path) else source)

    async def paste(files: list[ft.PastedFile]) -> None:
        for file in files:
            await add(file.name, file.bytes)

    async def draw() -> None:
        name = app.client.drawings.new_name()
        await hand.do(place(f"![{_('手写')}]({name})"))
        await draft.flush()
        app.go(drawing_route(draft.id, name))

    async def look(_key: str = "") -> None:
        set_reading(not reading)

    async def calm(_key: str = "") -> None:
        await draft.flush()
        app.go(f"/notes/{draft.id}/focus")

    picturing, pasting = use_command(add_picture), use_command(paste)

    async def pasted(event: ft.TextFieldPasteFilesEvent) -> None:
        await pasting.run(event.files)

    use_shortcuts(
        _("写笔记"),
        Shortcut(("Ctrl+Shift+P",), _("预览"), look, typing=True),
        Shortcut(("Ctrl+Shift+F",), _("专心写"), calm, typing=True),
        height=SCREEN,
    )
    toggle = IconAction(
        Icons.EDIT if reading else Icons.SHOW,
        _("继续写") if reading else _("预览"),
        look,
    )
    bin_button = IconAction(Icons.DELETE, _("删除笔记"), delete)
    sheets: list[ft.Control] = []
    if (both or not reading) and not readonly:
        written = ft.Column(
            [
                Tools(hand, picturing.run, draw),
                Linking(hand),
                ft.Container(Editor(draft, hand=hand, on_files=pasted), expand=True),
                Below(hand),
            ],
            spacing=0,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        sheets.append(_sheet(written))
    if both or reading or readonly:
        sheets.append(_sheet(Preview(draft)))
    error = picturing.error or pasting.error
    return Page(
        _("笔记"),
        *([ErrorNote(error)] if error else []),
        ft.Column(
            [
                Deleted(draft),
                ft.Row(
                    [
                        _About(draft),
                        # on a phone the row's end is out of sight, and who else sees it is to be seen
                        *([SharedChip(draft, key="shared")] if place_of_note is not None else []),
                        Sorting(draft, key="sorting"),
                        *([SharedChip(draft, key="own")] if place_of_note is None else []),
                        PaperChip(draft),
                        *([Others(draft)] if readonly else []),
                    ],
                    spacing=S,
                    scroll=ft.ScrollMode.HIDDEN,
                ),
            ],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        ft.Row(sheets, spacing=M, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        back="/notes",
        scroll=False,
        actions=[
            ident("note-saved", SavedMark(draft)),
            Lost(draft),
            *([] if both or readonly else [ident("note-preview", toggle)]),
            Contents(hand),
            *([ident("note-focus", IconAction(Icons.CALM, _("专心写"), calm))] if app.wide else []),
            *([] if readonly else [ident("note-delete", bin_button)]),
        ],
    )


@component
def _Calm(draft: Draft) -> Any:
    app = use_app()
    hand = cast("Hand", ft.use_ref(lambda: Hand(draft)).current)

    async def leave(_key: str = "") -> None:
        await draft.flush()
        app.go(f"/notes/{draft.id}")

    async def undo(_key: str) -> None:
        await hand.turn(back=True)

    async def redo(_key: str) -> None:
        await hand.turn(back=False)

    use_shortcuts(
        _("写笔记"),
        Shortcut(("Ctrl+Shift+F",), _("不再专心写"), leave, typing=True),
        Shortcut(("Ctrl+Z",), _("撤销自己的改动"), undo, typing=True),
        Shortcut(("Ctrl+Shift+Z", "Ctrl+Y"), _("重做"), redo, typing=True),
        height=SCREEN,
    )
    return Page(
        "",
        ft.Column(
            [ft.Container(Editor(draft, hand=hand), expand=True), Below(hand)],
            spacing=0,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        back=f"/notes/{draft.id}",
        scroll=False,
        actions=[ident("note-saved", SavedMark(draft))],
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


@component
def Deleted(draft: Draft) -> Any:
    """That the note is in the trash; nothing while it is not."""
    app = use_app()
    is_deleted, show = ft.use_state(draft.news == "deleted")

    def told(news: News) -> None:
        if news in ("deleted", "saved", "adopted"):
            show(news == "deleted")

    use_meanwhile(lambda: draft.watch(told))

    async def restore() -> None:
        await app.client.notes.restore(draft.id)

    if not is_deleted:
        return ft.Container(visible=False)
    words = ft.Text(_("这篇笔记已被删除。接着写就会恢复它。"), color=Role.ON_WARM_SOFT, expand=True)
    return ft.Container(
        ft.Row([words, SecondaryButton(_("恢复"), restore)], spacing=S),
        bgcolor=Role.WARM_SOFT,
        border_radius=M,
        padding=M,
        margin=ft.Margin.only(bottom=M),
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
    return ident("note-lesson", Chip(words, on_click=lambda: app.go(route), icon=Icons.COURSE))
