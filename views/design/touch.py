"""What can be pressed, chosen, filled in; a dialog and a toast."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import BODY, GAP, Icons, Role, S
from views.widgets import (
    Chip,
    Dialog,
    Field,
    IconAction,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TextLink,
)


async def _nothing() -> None:
    """What the samples do."""


def Buttons() -> ft.Control:
    """The actions, from the one thing to do to the quietest."""
    return _row(
        PrimaryButton(_("开始复习"), _nothing, Icons.PLAY),
        PrimaryButton(_("正在保存"), _nothing, busy=True),
        SecondaryButton(_("再做一遍"), _nothing, Icons.AGAIN),
        SecondaryButton(_("不能按"), _nothing, disabled=True),
        TextLink(_("给点提示"), _nothing, Icons.HINT),
        IconAction(Icons.DELETE, _("删除"), _nothing),
        IconAction(Icons.BACK, _("上一段"), _nothing, color=Role.TEXT, ground=Role.FIELD),
    )


def Chips() -> ft.Control:
    """Facts in their tones, and choices."""
    return _row(
        Chip(_("九年级")),
        Chip(_("已学完"), tone="good", icon=Icons.YES),
        Chip(_("今天复习"), tone="warm", icon=Icons.TIME),
        Chip(_("答错 {n} 次").format(n=3), tone="bad"),
        Chip(_("全部"), selected=True, on_click=_nothing),
        Chip(_("未归类"), on_click=_nothing),
    )


@component
def Choices() -> Any:
    """A segmented choice that can be tried."""
    value, choose = ft.use_state("light")
    options = {"light": _("浅色"), "dark": _("深色"), "system": _("跟随系统")}
    return Segmented(options, value, choose, label=_("外观"))


@component
def Fields() -> Any:
    """Fields: empty, filled, wrong, of several lines."""
    text, set_text = ft.use_state("")
    return ft.ResponsiveRow(
        [
            ft.Container(field, col={"xs": 12, "md": 6})
            for field in (
                Field(_("用户名"), text, set_text, hint=_("至少两个字")),
                Field(_("你的答案"), "9", set_text, suffix="cm²"),
                Field(_("密码"), "123", set_text, password=True, error=_("密码太短，请至少写八个字符。")),
                Field(_("你的回答"), "", set_text, multiline=True),
            )
        ],
        spacing=GAP,
        run_spacing=GAP,
    )


@component
def Overlays() -> Any:
    """A dialog and a toast, to call up."""
    app = use_app()
    opened, set_opened = ft.use_state(False)

    def close() -> None:
        set_opened(False)

    def remove() -> None:
        close()
        app.toast(_("笔记已移到回收站"), undo=_nothing)

    dialog = Dialog(
        _("删除这篇笔记？"),
        ft.Text(_("它会在回收站里留三十天。"), style=BODY, color=Role.QUIET),
        on_close=close,
        actions=[PrimaryButton(_("删除"), remove)],
    )
    ft.use_dialog(dialog if opened else None)
    return _row(
        SecondaryButton(_("打开对话框"), lambda: set_opened(True)),
        SecondaryButton(_("显示提示"), lambda: app.toast(_("笔记已移到回收站"), undo=_nothing)),
    )


def _row(*controls: ft.Control) -> ft.Control:
    return ft.Row(
        list(controls), wrap=True, spacing=GAP, run_spacing=S, vertical_alignment=ft.CrossAxisAlignment.CENTER
    )
