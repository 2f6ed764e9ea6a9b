"""What a parent finds here today, said as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.theme import BODY, HEADING, Icons, Role, S
from views.widgets import Card, SecondaryButton, Sign, ident


def ParentCard(set_limits: Callable[[], Any]) -> ft.Control:
    """What works on the child's device, and on a parent's own; `set_limits` leads to what many come for."""
    today = (
        _("在孩子的设备上，一起看今天的学习时间、错题本和课程进度。"),
        _("孩子登录账号后，笔记、错题和进度在孩子的每台设备上都一样。"),
        _("登录后在“我的 → 家庭”里和孩子连在一起：在您自己的设备上看今天和最近几周、约定时间、回答孩子的请求。"),
        _("没有自己的设备也行：在孩子设备的“我的 → 家长”里设密码，约定每天用多久，到时间会提前提醒，写的都留着。"),
        _("没有排名，没有广告，断了几天也不会扣什么。"),
    )
    return Card(
        ft.Semantics(content=ft.Text(_("现在就能用的"), style=HEADING, color=Role.TEXT), header=True),
        *(_line(Icons.RIGHT, Role.ACCENT, words) for words in today),
        ft.Row([ident("limit-here", SecondaryButton(_("在这台设备上约定时间"), set_limits, Icons.FAMILY))]),
    )


def _line(icon: ft.IconData, color: str, words: str) -> ft.Control:
    return ft.Row(
        [
            ft.Container(Sign(icon, color=color, size=20), padding=ft.Padding.only(top=3)),
            ft.Text(words, style=BODY, color=Role.TEXT, expand=True),
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
