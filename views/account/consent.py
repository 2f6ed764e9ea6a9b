"""Somebody under fourteen registers: a parent reads what is kept, and agrees with the parent's PIN of this device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, Role
from views.timer.door import AskPin, ChoosePin, Recovery
from views.widgets import Card


@component
def Consent(on_agreed: Callable[[], Any]) -> Any:
    """What a guardian is told, and the PIN that only a guardian has; the first time it is chosen here."""
    pin = use_app().client.pin
    code, set_code = ft.use_state("")
    told = Card(
        ft.Text(_("请家长来看一看"), style=HEADING, color=Role.TEXT),
        ft.Text(
            _("不满 14 岁，注册账号要家长同意。学伴只存孩子自己写下的内容和学习记录，用来在孩子的设备之间同步。"),
            style=BODY,
            color=Role.TEXT,
        ),
        ft.Text(
            _("不要真名、电话和位置，没有广告，不给别人。"),
            style=BODY,
            color=Role.TEXT,
        ),
        ft.Text(
            _("您可以随时在“我的 → 家长”里看和改；不同意也能用，内容只留在这台设备上。输入家长密码就是同意。"),
            style=BODY,
            color=Role.QUIET,
        ),
    )
    if code:
        return Recovery(code, on_agreed)
    ask = AskPin(on_agreed) if pin.is_set else ChoosePin(set_code)
    return ft.Column([told, ask], tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
