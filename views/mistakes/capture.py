"""Writing a mistake down, from the first key to the next one, without leaving the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import flet as ft

from client.mistakes.capture import Draft, Saved
from client.mistakes.capture.capture import EmptyDraftError
from client.mistakes.capture.pasting import take_apart, take_several, written
from client.mistakes.capture.pictures import Box, PagePicture
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.beside import picture_of, several_in, ways_in
from views.mistakes.marking import Marking
from views.mistakes.proposing import Preview, Proposing
from views.mistakes.telling import read_text, say
from views.mistakes.ways import from_clipboard, from_file, has_camera
from views.mistakes.work import Work, use_work
from views.query import use_query
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.shortcuts.order import use_order
from views.theme import Icons, S
from views.widgets import ErrorNote, Field, Page, PrimaryButton, SecondaryButton, Skeleton, ident

KEPT = "capture"
"""What is half written down outlives the screen under this name."""

PASTED = 12
"""So many characters at once were not typed."""


@component
def CaptureScreen() -> Any:
    """`/mistakes/new`; `?from=picture` opens the file picker at once."""
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
    picker = ft.use_state(lambda: ft.FilePicker())[0]
    clipboard = ft.use_state(lambda: ft.Clipboard())[0]
    capture = app.client.capture

    async def take_in(data: bytes | None) -> None:
        if data is None:
            return
        sha256, page = await capture.take_page(data)
        cutting, _data = await capture.cut(sha256, page, Box(0.0, 0.0, 1.0, 1.0))
        work.page = None
        work.put(cuttings=(*work.draft.cuttings, cutting))
        app.page.run_task(read_text, app, work)

    async def choose() -> None:
        await take_in(await from_file(picker, app.page))

    async def take_shot(data: bytes) -> None:
        work.shooting = False
        await take_in(data)

    async def paste() -> None:
        await take_in(await from_clipboard(clipboard))

    async def mark() -> None:
        cutting = work.draft.cuttings[-1]
        data = await capture.picture(replace(cutting, file=cutting.page or cutting.file))
        sha256, page = await capture.take_page(data)
        work.show(page=(sha256, page))

    async def marked(sha256: str, page: PagePicture, boxes: Sequence[Box]) -> None:
        drafts = []
        for box in boxes:
            cutting, _data = await capture.cut(sha256, page, box)
            drafts.append(replace(work.draft.next(), cuttings=(cutting,)))
        if len(drafts) == 1:
            work.page, work.reading = None, ""
            work.put(cuttings=(*work.draft.cuttings[:-1], *drafts[0].cuttings), text="")
            work.turn += 1
        else:
            work.begin(drafts)
        app.page.run_task(read_text, app, work)

    async def save_one() -> Saved | None:
        if work.mistake_id:
            await capture.change(work.mistake_id, work.draft)
            await app.client.mistakes.set_point(work.mistake_id, work.draft.point_id or "")
            return None
        return await capture.save(_whole(work.draft))

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
    choosing, pasting = use_command(choose), use_command(paste)
    marking, cutting, shot = use_command(mark), use_command(marked), use_command(take_shot)
    busy = leave.running or go_on.running

    async def by_key(_key: str) -> None:
        await (leave if work.mistake_id else go_on).run()

    async def picture_by_key(_key: str) -> None:
        await choosing.run()

    use_shortcuts(
        _("记错题"),
        Shortcut(("Ctrl+Enter",), _("保存，接着记下一道"), by_key, typing=True),
        Shortcut(("Alt+P",), _("从图片记"), picture_by_key, typing=True),
    )

    def open_picker() -> None:
        if app.parameter("from") == "picture" and not work.draft.cuttings and not work.mistake_id:
            if has_camera(app.page) and not app.page.web:  # a browser's own chooser has the camera in it
                work.show(shooting=True)
            else:
                app.page.run_task(choosing.run)

    ft.use_effect(open_picker, [])
    if work.shooting:
        from views.mistakes.camera import Viewfinder  # only who takes a picture needs it

        return Viewfinder(
            lambda data: app.page.run_task(shot.run, data),
            lambda: work.show(shooting=False),
            shot.running,
            key="camera",
        )
    if work.page is not None:
        sha256, page = work.page
        return Marking(
            page,
            lambda boxes: app.page.run_task(cutting.run, sha256, page, boxes),
            lambda: work.show(page=None),
            cutting.running,
            key="marking",
        )
    errors = [each.error for each in (leave, go_on, choosing, pasting, marking, cutting, shot)]
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
        *[ErrorNote(error) for error in errors if error],
        ways_in(
            choosing.run,
            pasting.run,
            (lambda: work.show(shooting=True)) if has_camera(app.page) else None,
            busy=choosing.running or pasting.running,
        ),
        *picture_of(app, work, marking.run),
        *several_in(work),
        Fields(work, key=f"fields-{work.turn}"),
        Proposing(work, key=f"proposing-{work.turn}"),
        footer=footer,
        back=back,
        under=under,
        key=f"capture {work.mistake_id} {work.turn}",
    )


@component
def Fields(work: Work) -> Any:
    """The fields, in the order in which one writes; what is pasted finds its place."""
    app = use_app()
    use_work(work, "put")
    draft = work.draft
    places = use_order(5)

    def begin() -> None:
        if app.wide and not draft.cuttings and work.turn:
            app.page.run_task(places[0].focus)

    ft.use_effect(begin, [work.turn])

    def question(text: str) -> None:
        before = work.draft
        work.type(text=text)
        if len(text) - len(before.text) < PASTED:
            return
        several = take_several(text)
        if len(several) > 1:
            work.show(offered=several)
            return
        parts = take_apart(text)
        filled = {
            name: getattr(parts, name)
            for name in ("given", "answer", "solution", "source")
            if getattr(parts, name) and not getattr(before, name).strip()
        }
        if filled and set(filled) != {"source"}:
            work.put(text=parts.text, **filled)
            app.toast(_("答案、解析都放到各自的格子里了"), undo=lambda: _put_back(work, text, before))
        elif filled:
            work.put(**filled)

    first = Field(
        _("题目"),
        draft.text,
        question,
        multiline=True,
        min_lines=4,
        max_lines=12,
        autofocus=app.wide and not draft.cuttings,
        hint=_("写下或粘贴题目，答案可以另起一行：“答案：…”。公式写在 $ 中间，选项写成 A. B. C. D."),
        place=places[0],
    )
    mine = Field(
        _("我的答案"),
        draft.given,
        lambda text: work.type(given=text),
        multiline=True,
        min_lines=1,
        max_lines=6,
        place=places[1],
    )
    right = Field(
        _("正确答案"),
        draft.answer,
        lambda text: work.type(answer=text),
        multiline=True,
        min_lines=1,
        max_lines=6,
        place=places[2],
    )
    return ft.Column(
        [
            ident("capture-text", first),
            Preview(work, key="preview"),
            ft.ResponsiveRow(
                [
                    ft.Container(ident("capture-given", mine), col={"xs": 12, "md": 6}),
                    ft.Container(ident("capture-answer", right), col={"xs": 12, "md": 6}),
                ],
                spacing=12,
                run_spacing=12,
                key="answers",
            ),
            ident(
                "capture-solution",
                Field(
                    _("解析（可以不写）"),
                    draft.solution,
                    lambda text: work.type(solution=text),
                    multiline=True,
                    min_lines=1,
                    max_lines=10,
                    place=places[3],
                ),
            ),
            ident(
                "capture-source",
                Field(_("来源，例如：第三次月考"), draft.source, lambda text: work.type(source=text), place=places[4]),
            ),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _whole(draft: Draft) -> Draft:
    """The draft, its answers taken out of its text where they were written there; or what is missing is said."""
    if draft.is_empty:
        raise EmptyDraftError
    return written(draft)


async def _put_back(work: Work, text: str, before: Draft) -> None:
    work.put(text=text, given=before.given, answer=before.answer, solution=before.solution, source=before.source)
    await asyncio.sleep(0)
