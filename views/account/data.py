"""All of one's data: taken away as one file, brought in on another device."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import flet as ft

from client.archive import BroughtIn, Made
from client.texts import _
from views.account.picked import pick_archive
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.picker import use_picker
from views.theme import BODY, HEADING, Icons, Role
from views.widgets import Card, ErrorNote, Page, PrimaryButton, Progress, SecondaryButton, ident

SHOWN = 5
"""Faults that are told one by one."""


@component
def DataScreen() -> Any:
    """`/me/data`."""
    app = use_app()
    picker = use_picker()
    step, set_step = ft.use_state(_nothing_yet)
    told, set_told = ft.use_state(list[str]())

    def progress(done: int, total: int) -> None:
        set_step((done, total))

    async def take_out() -> None:
        set_told([])
        made = await app.client.archive.make(progress)
        set_step((0, 0))
        where = await _hand_over(app, picker(), made.path)
        set_told(_made(made, where))

    async def bring_in() -> None:
        set_told([])
        for picked in await pick_archive(picker(), app.page):
            brought = await app.client.archive.bring_in(picked.file, progress)
            set_step((0, 0))
            set_told(_brought(brought))

    taking, bringing = use_command(take_out), use_command(bring_in)
    busy = taking.running or bringing.running
    error = taking.error or bringing.error
    done, total = step
    return Page(
        _("全部数据"),
        *([ErrorNote(error)] if error else []),
        *([ident("data-progress", Progress(done / total, _("进度")))] if busy and total else []),
        *([Card(_told(told))] if told else []),
        Card(
            _words(
                _("导出"),
                _("笔记（Markdown，带附件）、错题、复习、答题、学习时间、目标和自己导入的课程，一个压缩包全带走。"),
            ),
            ident("data-export", PrimaryButton(_("导出全部数据"), taking.run, Icons.DOWNLOAD, disabled=busy)),
        ),
        Card(
            _words(
                _("放回来"),
                _("在另一台设备上选这个压缩包，数量和这里一样。已经有的不会被覆盖，放两次也不会变成两份。"),
            ),
            ident("data-import", SecondaryButton(_("选择压缩包"), bringing.run, Icons.UPLOAD, disabled=busy)),
        ),
        back="/me",
    )


def _nothing_yet() -> tuple[int, int]:
    return 0, 0


def _told(told: list[str]) -> ft.Control:
    """What was done, its first line the one that is read; a path in it can be copied."""
    head = ft.Text(told[0], style=HEADING, color=Role.TEXT, selectable=True)
    rest = [ft.Text(line, style=BODY, color=Role.QUIET) for line in told[1:]]
    return ft.Column([head, *rest], spacing=4, tight=True)


def _words(title: str, words: str) -> ft.Control:
    return ft.Column(
        [ft.Text(title, style=HEADING, color=Role.TEXT), ft.Text(words, style=BODY, color=Role.QUIET)],
        spacing=4,
        tight=True,
    )


async def _hand_over(app: App, picker: ft.FilePicker, path: Path) -> str:
    """Let the person say where the file goes; where there is no dialog it stays where it was made. Its path."""
    away = app.page.web or (app.page.platform is not None and app.page.platform.is_mobile())
    data = await asyncio.to_thread(path.read_bytes) if away else None
    try:
        chosen = await picker.save_file(dialog_title=_("导出全部数据"), file_name=path.name, src_bytes=data)
    except (RuntimeError, TimeoutError):
        return str(path)
    if chosen and not away:
        await asyncio.to_thread(shutil.move, path, chosen)
    return chosen or (path.name if app.page.web else str(path))


def _made(made: Made, where: str) -> list[str]:
    lines = [
        _("已经存到 {name}").format(name=where),
        _("{n} 篇笔记").format(n=made.counts.get("note", 0)),
        _("{n} 道错题").format(n=made.counts.get("mistake", 0)),
        _("{n} 次复习").format(n=made.counts.get("review", 0)),
        _("{n} 次答题").format(n=made.counts.get("answer", 0)),
        _("{n} 门课程").format(n=made.counts.get("course", 0)),
    ]
    return lines + _faults(made.missing)


def _brought(brought: BroughtIn) -> list[str]:
    lines = [
        _("放进来 {n} 条记录").format(n=sum(n for name, n in brought.counts.items() if name not in ("file", "course"))),
        _("{n} 篇笔记").format(n=brought.counts.get("note", 0)),
        _("{n} 道错题").format(n=brought.counts.get("mistake", 0)),
        _("{n} 门课程").format(n=brought.counts.get("course", 0)),
    ]
    if brought.known:
        lines.append(_("{n} 条本来就有，没有动").format(n=brought.known))
    return lines + _faults(brought.skipped)


def _faults(sentences: tuple[str, ...]) -> list[str]:
    more = len(sentences) - SHOWN
    return [*sentences[:SHOWN], *([_("还有 {n} 处").format(n=more)] if more > 0 else [])]
