"""The knowledge graph as the app has it: how large it is, what its classifiers are made from, files that were added."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import flet as ft

from client.mistakes.entries import GraphAbout
from client.mistakes.graphfile import KnowledgeError
from client.subjects import subject_name
from client.texts import _
from views.command import Command, use_command
from views.context import use_app
from views.guard import component
from views.picker import use_picker
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, Icons, Role
from views.widgets import Dialog, ErrorNote, IconAction, ListRow, PrimaryButton, Skeleton, ident


@component
def GraphRow() -> Any:
    """A row that opens all about the graph."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    picker = use_picker()
    about = use_query(app.client.mistakes.graphs.about)

    async def add() -> None:
        away = app.page.web or (app.page.platform is not None and app.page.platform.is_mobile())
        try:
            files = await picker().pick_files(
                dialog_title=_("选择知识图谱文件"),
                file_type=ft.FilePickerFileType.CUSTOM,
                allowed_extensions=["json"],
                with_data=away,
                cancel_upload_on_window_blur=False,
            )
        except (RuntimeError, TimeoutError) as error:
            sentence = _("这里打不开系统的文件选择框（Linux 桌面需要安装 zenity）。")
            raise KnowledgeError(sentence) from error
        for file in files or []:
            data = file.bytes
            if data is None:
                data = await asyncio.to_thread(Path(file.path or file.name).read_bytes)
            await app.client.mistakes.graphs.add(file.name, data)
        about.reload()

    async def remove(name: str) -> None:
        await app.client.mistakes.graphs.remove(name)
        about.reload()

    adding, removing = use_command(add), use_command(remove)
    dialog = _dialog(about.value, adding, removing, lambda: set_opened(False)) if opened else None
    ft.use_dialog(dialog)
    return ident(
        "graph-open",
        ListRow(
            _("知识图谱与归类"),
            _("错题归到哪里，靠什么判断；可以添加自己的图谱"),
            leading=Icons.INFO,
            on_click=lambda: set_opened(True),
        ),
        button=True,
    )


def _dialog(about: GraphAbout | None, adding: Command, removing: Command, close: Any) -> ft.AlertDialog:
    if about is None:
        return Dialog(_("知识图谱与归类"), Skeleton(), on_close=close)
    counted = _("{n} 个知识点，{modules} 个模块。").format(n=about.points, modules=about.modules)
    rows: list[ft.Control] = [
        ft.Text(
            counted + _("题目按知识点的名称和别名归类；下面这些科目还用做过训练的模型。你自己归过类的题，马上就算数。"),
            style=BODY,
            color=Role.TEXT,
        )
    ]
    for model in about.models:
        words = _("{n} 道题训练 · {size} MB · {made}").format(
            n=model.questions, size=f"{model.size_bytes / 1e6:.1f}", made=model.made
        )
        source = _("来源：{source}").format(source=_("、").join(model.sources))
        rows.append(_lines(subject_name(model.subject), words, source))
    for file in about.own:
        words = file.problem or _("{n} 个知识点").format(n=file.points)
        delete = IconAction(Icons.DELETE, _("移除 {name}").format(name=file.name), partial(removing.run, file.name))
        rows.append(ListRow(file.title, words, trailing=delete, key=file.name))
    rows += [ErrorNote(command.error) for command in (adding, removing) if command.error]
    action = ident("graph-add", PrimaryButton(_("添加图谱文件"), adding.run, disabled=adding.running))
    return Dialog(_("知识图谱与归类"), *rows, on_close=close, actions=[action], close=_("关闭"))


def _lines(title: str, *words: str) -> ft.Control:
    texts = [ft.Text(line, style=CAPTION, color=Role.QUIET) for line in words]
    return ft.Column([ft.Text(title, style=LABEL, color=Role.TEXT), *texts], spacing=0, tight=True)
