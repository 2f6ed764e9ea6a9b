"""Writing a mistake down, from the first key to the next one, without leaving the keyboard."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.mistakes.capture import Draft, Saved
from client.mistakes.capture.capture import EmptyDraftError
from client.mistakes.capture.pasting import written
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.beside import picture_of, several_in, ways_in
from views.mistakes.fields import Fields
from views.mistakes.marking import Marking
from views.mistakes.proposing import Proposing
from views.mistakes.taking import use_taking
from views.mistakes.telling import read_text, say
from views.mistakes.ways import has_camera
from views.mistakes.work import Work, use_work
from views.query import use_query
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import Icons, S
from views.widgets import ErrorNote, Page, PrimaryButton, SecondaryButton, Skeleton, ident

KEPT = "capture"
"""What is half written down outlives the screen under this name."""


@component
def CaptureScreen() -> Any:
    """`/mistakes/new`; `?from=picture` opens the file picker at once, `?from=clipboard` takes what was copied."""
    app = use_app()
    work = ft.use_memo(lambda: app.drafts.setdefault(KEPT, Work()), [])
    return Capturing(work, "/mistakes")


@component
def EditScreen(mistake_id: str) -> Any:
    """`/mistakes/item/:mistake_id/edit`: a mistake that was written down, written anew."""
    app = use_app()
    found = use_query(lambda: app.client.capture.draft(mistake_id), deps=[mistake_id])
    kept: Any = ft.use_ref(None)
    back = f"/mistakes/item/{mistake_id}"
    if found.value is None:
        words = found.error or (None if found.loading else _("这道错题已经不在错题本里了。"))
        return Page(_("改一改"), ErrorNote(words, found.reload) if words else Skeleton(3), back=back)
    if kept.current is None:
        kept.current = Work(found.value, mistake_id)
    return Capturing(kept.current, back)


@component
def Capturing(work: Work, back: str) -> Any:
    """The form, and above it what it was read from; while questions are marked on a picture, that instead."""
    app = use_app()
    use_work(work, "put")

    async def save_one() -> Saved | None:
        if work.mistake_id:
            await app.client.capture.change(work.mistake_id, work.draft)
            return None
        return await app.client.capture.save(_whole(work.draft))

    async def save_and_leave() -> None:
        saved = await save_one()
        if saved is not None:
            await say(app, saved)
        if work.waiting:
            work.go_on()
            app.page.run_task(read_text, app, work)
            return
        app.drafts.pop(KEPT, None)
        app.go(back)

    async def save_and_go_on() -> None:
        saved = await save_one()
        if saved is not None:
            await say(app, saved)
            work.go_on()
            app.page.run_task(read_text, app, work)

    leave, go_on = use_command(save_and_leave), use_command(save_and_go_on)
    taking = use_taking(work)
    busy = leave.running or go_on.running

    async def by_key(_key: str) -> None:
        await (leave if work.mistake_id else go_on).run()

    async def picture_by_key(_key: str) -> None:
        await taking.choose.run()

    use_shortcuts(
        _("记错题"),
        Shortcut(("Ctrl+Enter",), _("保存，接着记下一道"), by_key, typing=True),
        Shortcut(("Alt+P",), _("从图片记"), picture_by_key, typing=True),
    )

    if work.shooting:
        from views.mistakes.camera import Viewfinder  # only who takes a picture needs it

        return Viewfinder(
            lambda data: app.page.run_task(taking.shot.run, data),
            lambda: work.show(shooting=False),
            taking.shot.running,
            key="camera",
        )
    if work.page is not None:
        sha256, page = work.page
        return Marking(
            page,
            lambda boxes: app.page.run_task(taking.cut.run, sha256, page, boxes),
            lambda: work.show(page=None),
            taking.cut.running,
            key="marking",
        )
    errors = [error for error in (leave.error, go_on.error) if error] + taking.errors
    title = _("改一改") if work.mistake_id else _("记一道错题")
    under = _("第 {number} 道，共 {total} 道").format(number=work.number, total=work.total) if work.total > 1 else ""
    last = not work.waiting
    save = (
        ident("save", PrimaryButton(_("保存"), leave.run, Icons.YES, busy=busy))
        if last
        else ident("save", PrimaryButton(_("保存，看下一道"), leave.run, Icons.ON, busy=busy))
    )
    buttons: list[ft.Control] = [save]
    if last and not work.mistake_id:
        more = SecondaryButton(_("保存，再记一道"), go_on.run, Icons.ADD, disabled=busy)
        buttons.append(ident("save-next", more))
    footer = ft.Row(buttons, spacing=12, run_spacing=S, wrap=True)
    return Page(
        title,
        *[ErrorNote(error) for error in errors],
        ways_in(
            taking.choose.run,
            taking.paste.run,
            (lambda: work.show(shooting=True)) if has_camera(app.page) else None,
            busy=taking.choose.running or taking.paste.running,
        ),
        *picture_of(app, work, taking.mark.run),
        *several_in(work),
        Fields(work, key=f"fields-{work.turn}"),
        Proposing(work, key=f"proposing-{work.turn}"),
        footer=footer,
        back=back,
        under=under,
        key=f"capture {work.mistake_id} {work.turn}",
    )


def _whole(draft: Draft) -> Draft:
    """The draft, its answers taken out of its text where they were written there; or what is missing is said."""
    if draft.is_empty:
        raise EmptyDraftError
    return written(draft)
