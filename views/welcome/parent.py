"""What a parent finds here today, said as it is."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.theme import BODY, HEADING, Icons, Role, S
from views.widgets import Card


def ParentCard() -> ft.Control:
    """What works on the child's device, and what a parent's own device cannot do yet."""
    today = (
        _("在孩子的设备上，一起看今天的学习时间、错题本和课程进度。"),
        _("孩子登录账号后，笔记、错题和进度在孩子的每台设备上都一样。"),
        _("在“我的 → 家长”里和孩子约定每天用多久，到时间会提前提醒，写的都留着。"),
        _("没有排名，没有广告，断了几天也不会扣什么。"),
    )
    later = (_("在您自己的设备上看孩子的学习、改约定的时间：还没有做好，以后的版本会加上。"),)
    return Card(
        ft.Semantics(content=ft.Text(_("现在就能用的"), style=HEADING, color=Role.TEXT), header=True),
        *(_line(Icons.RIGHT, Role.ACCENT, words) for words in today),
        ft.Semantics(content=ft.Text(_("还不能用的"), style=HEADING, color=Role.TEXT), header=True),
        *(_line(Icons.TIME, Role.WARM, words) for words in later),
    )


def _line(icon: ft.IconData, color: str, words: str) -> ft.Control:
    return ft.Row(
        [
            ft.Container(ft.Icon(icon, color=color, size=20), padding=ft.Padding.only(top=3)),
            ft.Text(words, style=BODY, color=Role.TEXT, expand=True),
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
