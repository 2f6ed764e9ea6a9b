"""A practice sheet: which mistakes, how they are set, as PDF or for Word."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft

from client.dates import day_text
from client.mistakes.listing import Wanted
from client.mistakes.printing.making import Made, chosen_cards, make_sheet
from client.mistakes.printing.sheet import Options
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.filters import causes, filter_line, spans, states
from views.mistakes.search import use_point_search
from views.mistakes.selecting import PRINTED
from views.picker import use_picker
from views.query import use_query
from views.shell.keeping import use_kept
from views.theme import BODY, CAPTION, LABEL, Icons, Role, S
from views.widgets import (
    Bar,
    Card,
    Chip,
    ErrorNote,
    Field,
    Page,
    PrimaryButton,
    Section,
    Segmented,
    TextLink,
    ident,
)

COUNTS = ("5", "10", "20", "50")


@component
def PrintScreen() -> Any:
    """`/mistakes/print`; what was chosen in the list comes along."""
    app = use_app()
    picker = use_picker()
    chosen, set_chosen = ft.use_state(lambda: tuple(app.drafts.pop(PRINTED, ())))
    wanted, set_wanted = use_kept("print.wanted", Wanted())
    count, set_count = use_kept("print.count", "10")
    form, set_form = use_kept("print.form", "pdf")
    room, set_room = use_kept("print.room", "medium")
    answers, set_answers = use_kept("print.answers", "yes")
    title, set_title = use_kept("print.title", "")
    told, set_told = ft.use_state("")
    these = replace(Wanted(), ids=chosen) if chosen else wanted
    most = len(chosen) if chosen else int(count)
    cards = use_query(lambda: chosen_cards(app.client, these, most), {"mistake", "review"}, [these, most])
    graph = use_query(app.client.mistakes.knowledge)

    async def take_point(point_id: str) -> None:
        set_wanted(replace(wanted, drawer=point_id))

    search = use_point_search(take_point)

    async def make() -> None:
        set_told("")
        book = app.client.mistakes
        options = Options(
            title=title.strip() or _("错题练习"),
            room=room,
            answers=answers == "yes",
            day=day_text(book.now().astimezone(book.zone), year=True),
        )
        made = await make_sheet(app.client, cards.value or [], options, form)
        where = await keep(app, picker(), made.data, f"{options.title}.{form}")
        set_told(_told(made, where))

    making = use_command(make)
    found = len(cards.value or ())
    point = graph.value.point(wanted.drawer) if graph.value and wanted.drawer else None
    what: list[ft.Control] = (
        [
            ft.Row(
                [
                    ft.Text(_("选好的 {n} 道").format(n=len(chosen)), style=BODY, color=Role.TEXT),
                    TextLink(_("改成按条件选"), lambda: set_chosen(())),
                ],
                spacing=S,
                wrap=True,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            )
        ]
        if chosen
        else [
            ft.Row(
                [
                    ident(
                        "print-point",
                        Chip(
                            point.name if point else _("所有知识点"),
                            selected=point is not None,
                            on_click=search.open,
                            icon=Icons.SEARCH,
                        ),
                    ),
                    *([TextLink(_("所有知识点"), lambda: set_wanted(replace(wanted, drawer="")))] if point else []),
                ],
                spacing=S,
                wrap=True,
            ),
            filter_line(
                _("状态"), states(), wanted.state, lambda key: set_wanted(replace(wanted, state=key)), app.wide
            ),  # type: ignore[arg-type]
            filter_line(
                _("错因"), causes(), wanted.cause, lambda key: set_wanted(replace(wanted, cause=key)), app.wide
            ),
            filter_line(
                _("时间"), spans(), str(wanted.days), lambda key: set_wanted(replace(wanted, days=int(key))), app.wide
            ),
            _choice("print-count", _("多少道"), {key: key for key in COUNTS}, count, set_count),
        ]
    )
    rooms = {"none": _("不留"), "small": _("少"), "medium": _("适中"), "large": _("多")}
    how: list[ft.Control] = [
        ident("print-title", Field(_("标题"), title, set_title, hint=_("错题练习"))),
        _choice("print-form", _("格式"), {"pdf": "PDF", "docx": "Word", "apkg": "Anki"}, form, set_form),
        _choice("print-room", _("答题的地方"), rooms, room, set_room),
        _choice("print-answers", _("答案"), {"yes": _("另起一页"), "no": _("不印")}, answers, set_answers),
    ]
    words = (
        _("会印 {n} 道题，每道都有编号，在错题本里搜编号就能找到它。").format(n=found)
        if found
        else _("没有符合的错题，放宽一点试试。")
    )
    button = PrimaryButton(_("做成练习卷"), making.run, Icons.PRINT, busy=making.running, disabled=not found)
    return Page(
        _("打印练习"),
        *([ErrorNote(making.error)] if making.error else []),
        *([ErrorNote(cards.error, cards.reload)] if cards.error else []),
        *([_done(told)] if told else []),
        Section(_("印哪些题"), Card(*what)),
        Section(_("怎么印"), Card(*how)),
        ft.Text(words, style=CAPTION, color=Role.QUIET),
        footer=Bar(ident("print-make", button)),
        back="/mistakes",
        key="print",
    )


async def keep(app: App, picker: ft.FilePicker, data: bytes, name: str) -> str:
    """Let the person say where the file goes; where there is no dialog, into the data folder. Its path, or ""."""
    name = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)
    try:
        path = await picker.save_file(dialog_title=_("保存文件"), file_name=name, src_bytes=data)
    except (RuntimeError, TimeoutError):
        folder = app.client.data_dir / "exports"
        await asyncio.to_thread(_write, folder / name, data)
        return str(folder / name)
    if path and not app.page.web and not await asyncio.to_thread(Path(path).exists):
        await asyncio.to_thread(_write, Path(path), data)
    return path or ""


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _told(made: Made, where: str) -> str:
    lines = [_("做好了：{n} 道题。").format(n=made.count)]
    if where:
        lines.append(_("保存在：{path}").format(path=where))
    return "\n".join([*lines, *made.missing[:5]])


def _done(words: str) -> ft.Control:
    first, *rest = words.split("\n")
    return ident(
        "print-done",
        Card(
            ft.Text(first, style=LABEL, color=Role.ON_SOFT),
            *(ft.Text(line, style=CAPTION, color=Role.ON_SOFT, selectable=True) for line in rest),
            color=Role.SOFT,
        ),
        live_region=True,
    )


def _choice(name: str, title: str, options: dict[str, str], value: str, change: Any) -> ft.Control:
    return ft.Column(
        [
            ft.Text(title, style=CAPTION, color=Role.QUIET),
            Segmented(options, value, change, name=name, label=title),
        ],
        spacing=4,
        tight=True,
    )
