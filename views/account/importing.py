"""Import courses, question banks and notes: pick files (or type a path, or paste), see them come in, open them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import flet as ft

from client.texts import _
from views.account.picked import Picked, pick, pick_folder, typed
from views.account.results import FileResult, ResultCard, bring_in
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.help.hint import HelpLink
from views.picker import use_picker
from views.shell.keeping import use_kept
from views.theme import BODY, CAPTION, LABEL, Icons, M, Role
from views.widgets import (
    Card,
    ErrorNote,
    Field,
    Page,
    PrimaryButton,
    Progress,
    SecondaryButton,
    Section,
    Segmented,
    ident,
)


@component
def ImportScreen() -> Any:
    """From files to courses, or to notes."""
    app = use_app()
    picker = use_picker()
    results, set_results = ft.use_state(cast("tuple[FileResult, ...]", ()))
    kind, set_kind = use_kept("import.kind", "courses")
    under_way, set_under_way = ft.use_state(cast("tuple[int, int, str] | None", None))

    async def bring_all(files: Sequence[Picked]) -> None:
        done: list[FileResult] = []
        try:
            for number, picked in enumerate(files):
                set_under_way((number, len(files), picked.name))
                done.append(await bring_in(app.client, picked, as_notes=kind == "notes"))
                set_results(tuple(done))
        finally:
            set_under_way(None)

    async def choose() -> None:
        await bring_all(await pick(picker(), app.page))

    async def choose_folder() -> None:
        await bring_all(await pick_folder(picker()))

    async def take_typed(text: str) -> None:
        await bring_all(await asyncio.to_thread(typed, text))

    async def take_pasted(text: str) -> None:
        await bring_all([Picked(_("粘贴的题目"), text.encode())])

    choosing, folders = use_command(choose), use_command(choose_folder)
    paths, pasting = use_command(take_typed), use_command(take_pasted)
    error = choosing.error or folders.error or paths.error or pasting.error
    busy = choosing.running or folders.running or paths.running or pasting.running
    # A browser has no folders to give, and a phone's cannot be read as a path.
    has_folders = not app.page.web and not (app.page.platform is not None and app.page.platform.is_mobile())
    report = ft.Column(  # one place whatever it holds: the fields below it keep what was typed
        [
            *([ErrorNote(error)] if error else []),
            *([_progress(*under_way)] if under_way else []),
            *([_results(results, app)] if results else []),
        ],
        spacing=M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        tight=True,
    )
    return Page(
        _("导入"),
        Card(
            Segmented(
                {"courses": _("课程和题库"), "notes": _("笔记")},
                kind,
                set_kind,
                name="import-kind",
                label=_("导入成什么"),
            ),
            ft.Text(
                _("别处的笔记都能搬进来，链接、标签、附件一起带来。带不来的会逐条说明原因，其余照常导入。")
                if kind == "notes"
                else _("学校里现成的课程和题库都能带进来。读不懂的会逐条说明原因，其余照常导入。"),
                style=BODY,
                color=Role.TEXT,
            ),
            ft.Row(
                [
                    ident(
                        "import-pick",
                        PrimaryButton(_("选择文件"), choosing.run, icon=Icons.UPLOAD, busy=busy),
                    ),
                    *(
                        [ident("import-folder", SecondaryButton(_("选择文件夹"), folders.run, busy=busy))]
                        if has_folders
                        else []
                    ),
                    ft.Text(_("可以一次选多个；再导入一次是更新，进度不丢"), style=CAPTION, color=Role.QUIET),
                ],
                wrap=True,
            ),
            ft.Text(
                _(
                    "认得的文件：Markdown 文件夹、Obsidian、Joplin（.jex）、Notion、Evernote（.enex），"
                    "还有学伴自己导出的。"
                )
                if kind == "notes"
                else _(
                    "认得的文件：Moodle（.mbz、XML、GIFT、Aiken）、Common Cartridge、QTI、Open edX、Anki、H5P、"
                    "Perseus、CNXML、Markdown、HTML、cmi5、JSON 题库。"
                ),
                style=CAPTION,
                color=Role.QUIET,
            ),
        ),
        report,
        Section(_("其他方式"), _ByHand(paths.run, pasting.run, busy)),
        HelpLink("import"),
        back="/me",
    )


@component
def _ByHand(import_paths: Any, import_text: Any, busy: bool) -> Any:
    """Where there is no picker: the path of a file on this machine, or the questions themselves."""
    pasting, set_pasting = use_kept("import.pasting", False)
    path, set_path = use_kept("import.path", "")
    text, set_text = use_kept("import.text", "")

    async def run() -> None:
        if pasting and text.strip():
            await import_text(text)
        elif not pasting and path.strip():
            await import_paths(path)

    field = (
        Field(_("题目文字"), text, set_text, multiline=True, min_lines=6, max_lines=12, key="text")
        if pasting
        else Field(
            _("文件路径"), path, set_path, hint=_("例如 ~/下载/题库.gift，也可以是文件夹"), on_submit=run, key="path"
        )
    )
    return Card(
        Segmented(
            {"path": _("填文件路径"), "paste": _("粘贴文字")},
            "paste" if pasting else "path",
            lambda way: set_pasting(way == "paste"),
            name="import",
        ),
        ident("import-text" if pasting else "import-path", field),
        ft.Row([ident("import-run", SecondaryButton(_("导入"), run, busy=busy))]),
    )


def _progress(number: int, total: int, name: str) -> ft.Control:
    words = _("正在导入 {name}（{number}/{total}）").format(name=name, number=number + 1, total=total)
    # How far one file is, nobody knows before its end; among several the number tells.
    return Card(ft.Text(words, style=LABEL, color=Role.TEXT), Progress(number / total if total > 1 else None))


def _results(results: tuple[FileResult, ...], app: Any) -> ft.Control:
    courses = sum(len(result.imported.courses) for result in results if result.imported)
    notes = sum(len(result.notes.pages) for result in results if result.notes)
    done = [_("做好了 {n} 门课程").format(n=courses)] if courses else []
    done += [_("搬来了 {n} 篇笔记").format(n=notes)] if notes else []
    title = _("，").join(done) if done else _("没有导入成功")
    cards = [ResultCard(result, app, key=f"{number}-{result.name}") for number, result in enumerate(results)]
    return ident("import-result", Section(title, *cards))
