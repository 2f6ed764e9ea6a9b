"""Teams, before there are any: what is coming, and what can be done now."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import BODY, CAPTION, CARD_RADIUS, HEADING, Icons, L, M, Role, S
from views.widgets import Card, Chip, Emblem, ListRow, Page, Picture, Section, ident


@component
def TeamsScreen() -> Any:
    """Says honestly that teams are not here yet, what they will be, and what two people can do today."""
    app = use_app()
    return Page(
        _("组队"),
        _promise(),
        Section(
            _("以后会有"),
            Card(
                _coming(Icons.GOAL, _("一起立目标"), _("两三个人定一个这周的小目标，每个人都看得到进度。")),
                _coming(Icons.MISSED, _("互相打卡"), _("学完一课轻轻一点，队友就知道你来过了。")),
                _coming(Icons.NOTE, _("共写笔记"), _("一份笔记几个人一起写，谁写的都不会被盖掉。")),
            ),
        ),
        Section(
            _("现在就能做"),
            ident(
                "with-courses",
                ListRow(
                    _("约同学学同一门课"),
                    _("选一课，学完互相讲一遍，比一个人看记得牢"),
                    Emblem(Icons.COURSE),
                    on_click=lambda: app.go("/courses"),
                ),
                button=True,
            ),
            ident(
                "with-mistakes",
                ListRow(
                    _("把最常错的题拿去问"),
                    _("错题本里有你的答案和讲解，拿给同学看看"),
                    Emblem(Icons.MISTAKE),
                    on_click=lambda: app.go("/mistakes"),
                ),
                button=True,
            ),
        ),
    )


def _promise() -> ft.Control:
    return ft.Container(
        ft.Row(
            [
                Picture("friends", 96),
                ft.Column(
                    [
                        ft.Row([Chip(_("还在建设中"), tone="warm")]),
                        ft.Text(_("和同学一起学，更容易坚持"), style=HEADING, color=Role.ON_SOFT),
                        ft.Text(_("组队还没做好，先把自己的这一课学完吧。"), style=BODY, color=Role.ON_SOFT),
                    ],
                    spacing=S,
                    expand=True,
                    tight=True,
                ),
            ],
            spacing=L,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        bgcolor=Role.SOFT,
        border_radius=CARD_RADIUS,
        padding=L,
    )


def _coming(icon: ft.IconData, title: str, text: str) -> ft.Control:
    return ft.Row(
        [
            Emblem(icon),
            ft.Column(
                [
                    ft.Text(title, style=BODY, color=Role.TEXT, weight=ft.FontWeight.W_500),
                    ft.Text(text, style=CAPTION, color=Role.QUIET),
                ],
                spacing=0,
                expand=True,
                tight=True,
            ),
        ],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
