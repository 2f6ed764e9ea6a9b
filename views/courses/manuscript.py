"""One course being written: its text, what was not understood in it, and how it will look to who learns it."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import flet as ft

from client.courses.authoring.compile import Written
from client.courses.authoring.templates import templates
from client.notes.drafts import Draft, News
from client.texts import _
from views.account.picked import pick_picture
from views.command import use_command
from views.context import use_app
from views.courses.publish import PublishDialog
from views.courses.rehearsal import Rehearsal
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.notes.desk import MISSING, use_draft, use_news
from views.notes.editor import Editor
from views.notes.preview import SavedMark
from views.picker import use_picker
from views.theme import CAPTION, CARD_RADIUS, LABEL, Icons, M, Role, S
from views.widgets import (
    Chip,
    EmptyState,
    ErrorNote,
    IconAction,
    Page,
    PrimaryButton,
    Sign,
    Skeleton,
    TextLink,
    ident,
)

SIDE_BY_SIDE = 1000
"""From this width on, text and preview stand side by side."""
REST_S = 0.5
"""What was not understood is said when typing rests this long: half a question is always wrong."""
FAULTS_SHOWN = 3


@component
def ManuscriptScreen(manuscript_id: str) -> Any:
    """The manuscript, open to write in."""
    app = use_app()
    draft = use_draft(manuscript_id, app.client.authoring.manuscripts, "manuscript")
    back = "/courses/writing"
    if draft is None:
        return Page(_("写课程"), Skeleton(), back=back)
    if draft == MISSING:
        missing = EmptyState(
            "path", _("没有这份稿子"), _("它可能还没有同步到这台设备。"), _("看看别的"), lambda: app.go(back)
        )
        return Page(_("写课程"), missing, back=back)
    return _Open(draft)


@component
def _Open(draft: Draft) -> Any:
    app = use_app()
    authoring = app.client.authoring
    trying, set_trying = ft.use_state(False)
    publishing, set_publishing = ft.use_state(False)
    written = _use_written(draft)
    use_news(draft, "deleted", "adopted")
    picker = use_picker()
    both = app.width >= SIDE_BY_SIDE

    async def delete() -> None:
        await draft.flush()
        await authoring.manuscripts.delete(draft.id)
        app.go("/courses/writing")
        app.toast(_("稿子已移到回收站"), undo=lambda: authoring.manuscripts.restore(draft.id))

    async def export() -> None:
        await draft.flush()
        name, packed = await authoring.export(draft.id)
        await picker().save_file(file_name=name, src_bytes=packed)

    async def publish() -> None:
        await draft.flush()
        set_publishing(True)

    async def add_picture() -> None:
        for name, source in await pick_picture(picker(), app.page):
            _insert(draft, "\n" + await authoring.add_picture(draft.id, name, source) + "\n")

    exporting, picturing = use_command(export), use_command(add_picture)
    ft.use_dialog(PublishDialog(draft.id, exporting.run, lambda: set_publishing(False)) if publishing else None)
    title = (written.course.title if written and written.course else "") or _("写课程")
    error = exporting.error or picturing.error
    if trying and not both:
        return _tried(Rehearsal(draft.id, written, lambda: set_trying(False), key="rehearsal"), set_trying)
    sheets = [_sheet(Editor(draft, titled=False, hint=_("在这里写课文和题目")))]
    if both:
        sheets.append(_sheet(Rehearsal(draft.id, written, None, key="rehearsal")))
    preview = IconAction(Icons.SHOW, _("预览"), lambda: set_trying(True))
    sharing = (
        PrimaryButton(_("分享"), publish, Icons.TEAM)
        if app.wide
        else IconAction(Icons.TEAM, _("分享"), publish, color=Role.ACCENT)
    )
    return Page(
        title,
        *([ErrorNote(error)] if error else []),
        _Tools(draft, picturing.run),
        _faults(draft, written),
        ft.Row(sheets, spacing=M, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH),
        back="/courses/writing",
        scroll=False,
        under=ident("manuscript-saved", SavedMark(draft)),  # beside the title it would leave a phone's too little room
        actions=[
            *([] if both else [ident("manuscript-preview", preview)]),
            ident("manuscript-delete", IconAction(Icons.DELETE, _("删除稿子"), delete)),
            ident("manuscript-publish", sharing),
        ],
    )


def _tried(rehearsal: ft.Control, set_trying: Any) -> ft.Control:
    """The whole screen as who learns it has it, head and foot its own; a strip above says that it is none yet."""
    words = _("预览，答的题不会记下来")
    strip = ft.Row(
        [
            Sign(Icons.SHOW, size=20, color=Role.ON_MUTED),
            ft.Text(words, style=CAPTION, color=Role.ON_MUTED, expand=True),
            ident("manuscript-preview", TextLink(_("继续写"), lambda: set_trying(False), Icons.EDIT, Role.ON_MUTED)),
        ],
        spacing=S,
    )
    return ft.Column(
        [ft.Container(strip, bgcolor=Role.MUTED, padding=ft.Padding.only(left=M, right=S)), rehearsal],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _use_written(draft: Draft) -> Written | None:
    """What the text says, when typing rests; a hook."""
    app = use_app()
    written, show = ft.use_state(cast("Any", None))

    def follow() -> End:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None
        task: asyncio.Task[None] | None = None

        async def compile_now() -> None:
            show(await app.client.authoring.compile(draft.id, draft.body))

        def start() -> None:
            nonlocal task
            task = loop.create_task(compile_now())

        def told(news: News) -> None:
            nonlocal timer
            if news in ("typed", "adopted"):
                if timer is not None:
                    timer.cancel()
                timer = loop.call_later(REST_S, start)

        unwatch = draft.watch(told)
        start()

        def end() -> None:
            unwatch()
            for waiting in (timer, task):
                if waiting is not None:
                    waiting.cancel()

        return end

    use_meanwhile(follow)
    return written


@component
def _Tools(draft: Draft, add_picture: Any) -> Any:
    """What can be put in where the cursor is; it scrolls sideways on phones."""
    chips: list[ft.Control] = [
        ident(f"insert-{key}", Chip(name, on_click=_inserts(draft, text), icon=Icons.ADD))
        for key, (name, text) in templates().items()
    ]
    chips.append(ident("insert-picture", Chip(_("图片"), on_click=add_picture, icon=Icons.ADD)))
    return ft.Row(chips, spacing=S, scroll=ft.ScrollMode.AUTO)


def _inserts(draft: Draft, text: str) -> Any:
    return lambda: _insert(draft, text)


def _insert(draft: Draft, text: str) -> None:
    at = max(draft.selection)
    draft.take(body=draft.body[:at] + text + draft.body[at:])


def _faults(draft: Draft, written: Written | None) -> ft.Control:
    """What was not understood: a tap leads to its line. The rest of the course is not touched by it."""
    faults = written.faults if written else ()

    def jump(line: int) -> Any:
        def go() -> None:
            lines = draft.body.split("\n")
            at = sum(len(one) + 1 for one in lines[: line - 1])
            draft.select(at, at + len(lines[line - 1]) if line <= len(lines) else at)
            draft.take(body=draft.body)

        return go

    rows: list[ft.Control] = [
        ident(
            f"fault-{fault.line}",
            TextLink(
                _("第 {line} 行：{reason}").format(line=fault.line, reason=fault.reason),
                jump(fault.line),
                color=Role.ON_WARM_SOFT,
            ),
        )
        for fault in faults[:FAULTS_SHOWN]
    ]
    if len(faults) > FAULTS_SHOWN:
        more = _("还有 {n} 处没有读懂").format(n=len(faults) - FAULTS_SHOWN)
        rows.append(ft.Text(more, style=CAPTION, color=Role.ON_WARM_SOFT))
    return ft.Container(
        ft.Column(
            [ft.Text(_("这些地方没有读懂，其余照常"), style=LABEL, color=Role.ON_WARM_SOFT), *rows],
            spacing=0,
            tight=True,
        ),
        bgcolor=Role.WARM_SOFT,
        border_radius=M,
        padding=M,
        visible=bool(rows),
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
