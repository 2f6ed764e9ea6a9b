"""The toolbar over the editor, and the same by the keyboard. No key that is typed draws it again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple

import flet as ft

from client.notes.writing import marks
from client.notes.writing.marks import Command
from client.texts import _
from views.guard import component
from views.notes.hand import Hand
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import SCREEN, Shortcut
from views.theme import Icons, Role
from views.widgets import IconAction, ident


class Tool(NamedTuple):
    """A command with its sign, its word, and its key ("" for none)."""

    name: str
    icon: ft.IconData
    words: str
    key: str
    command: Command


def tools() -> list[Tool]:
    """What can be done to what is selected, the usual first."""
    return [
        Tool("heading", Icons.HEADING, _("标题"), "Ctrl+Shift+H", marks.heading),
        Tool("bold", Icons.BOLD, _("加粗"), "Ctrl+B", marks.bold),
        Tool("bullets", Icons.BULLETS, _("列表"), "Ctrl+Shift+L", marks.bullets),
        Tool("todo", Icons.TODO, _("待办"), "Ctrl+Shift+X", marks.todo),
        Tool("formula", Icons.FORMULA, _("公式"), "Ctrl+M", marks.formula),
        Tool("card", Icons.CARD, _("做成复习卡片"), "Ctrl+Shift+K", marks.card),
        Tool("link", Icons.LINK, _("链接到笔记、课、错题或知识点"), "", marks.link),
        Tool("numbers", Icons.NUMBERS, _("编号"), "Ctrl+Shift+U", marks.numbers),
        Tool("quote", Icons.QUOTE, _("引用"), "Ctrl+Shift+Q", marks.quote),
        Tool("table", Icons.TABLE, _("表格"), "", marks.table),
        Tool("highlight", Icons.HIGHLIGHT, _("标亮"), "Ctrl+Shift+M", marks.highlight),
        Tool("italic", Icons.ITALIC, _("斜体"), "Ctrl+I", marks.italic),
        Tool("strike", Icons.STRIKE, _("删除线"), "", marks.strike),
        Tool("code", Icons.CODE, _("代码"), "Ctrl+E", marks.code),
        Tool("outdent", Icons.OUTDENT, _("减少缩进"), "Ctrl+[", marks.outdent),
        Tool("indent", Icons.INDENT, _("增加缩进"), "Ctrl+]", marks.indent),
    ]


@component
def Tools(
    hand: Hand,
    add_picture: Callable[..., Awaitable[Any]] | None = None,
    draw: Callable[..., Awaitable[Any]] | None = None,
) -> Any:
    """The toolbar; it scrolls sideways where it finds no room."""
    known = tools()

    async def undo(_key: str = "") -> None:
        await hand.turn(back=True)

    async def redo(_key: str = "") -> None:
        await hand.turn(back=False)

    def key(tool: Tool) -> Shortcut:
        async def run(_key: str) -> None:
            await hand.do(tool.command)

        return Shortcut((tool.key,), tool.words, run, typing=True)

    use_shortcuts(
        _("写笔记"),
        Shortcut(("Ctrl+Z",), _("撤销自己的改动"), undo, typing=True),
        Shortcut(("Ctrl+Shift+Z", "Ctrl+Y"), _("重做"), redo, typing=True),
        *(key(tool) for tool in known if tool.key),
        height=SCREEN,
    )
    buttons = [
        ident("tool-undo", IconAction(Icons.UNDO, _("撤销自己的改动"), undo)),
        ident("tool-redo", IconAction(Icons.REDO, _("重做"), redo)),
        *[_button(hand, tool) for tool in known[:7]],
        *([ident("tool-picture", IconAction(Icons.PICTURE, _("图片"), add_picture))] if add_picture else []),
        *([ident("tool-draw", IconAction(Icons.DRAW, _("手写"), draw))] if draw else []),
        *[_button(hand, tool) for tool in known[7:]],
    ]
    return ft.Container(
        ft.Row(buttons, spacing=0, scroll=ft.ScrollMode.HIDDEN),
        border=ft.Border.only(bottom=ft.BorderSide(1, Role.LINE)),
    )


def _button(hand: Hand, tool: Tool) -> ft.Control:
    return ident(f"tool-{tool.name}", IconAction(tool.icon, tool.words, partial(hand.do, tool.command)))
