"""While questions are taken into the bank: how far that is. It shows only where it takes a while."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.meanwhile import use_meanwhile
from views.mistakes.shades import percent
from views.theme import CAPTION, Role, S
from views.widgets import Card, Progress, Skeleton


@component
def Gathering() -> Any:
    """Stands where something waits for the bank: a skeleton, then how far it is."""
    app = use_app()
    share, set_share = ft.use_state(0.0)
    use_meanwhile(lambda: app.client.bank.watch(set_share))
    if not 0 < share < 1:
        return Skeleton(2)
    words = _("正在整理题目，整理好 {share}。别的可以先用。").format(share=percent(share))
    return Card(
        ft.Column(
            [ft.Text(words, style=CAPTION, color=Role.QUIET), Progress(share, _("整理题目"))],
            spacing=S,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    )
