"""The card on top of the mistake book: how many are due today and the way to them, or that all is done."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.mistakes.days import when_text
from client.mistakes.entries import Queue
from client.texts import _
from views.context import App
from views.theme import BODY, DISPLAY, HEADING, Icons, M, Role, S
from views.widgets import Card, PrimaryButton, Sign, TextLink, ident

SIGNS = 480  # in less room the ways keep to one line without their signs


def DueCard(app: App, queue: Queue) -> ft.Control:
    """What today asks for: one number and one button, or a calm word; below it the ways to look further."""
    card = _waiting(app, queue) if queue.due else _done(app, queue)
    signs = app.width >= SIGNS
    ways = ft.Row(
        [
            ident(f"open-{name}", TextLink(words, _goes(app, f"/mistakes/{name}"), sign if signs else None))
            for name, words, sign in (
                ("progress", _("学得怎么样"), Icons.INSIGHT),
                ("map", _("知识地图"), Icons.MAP),
                ("rhythm", _("复习安排"), Icons.FILTER),
            )
        ],
        spacing=0,
        run_spacing=0,
        wrap=True,
    )
    return ft.Column([card, ways], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _goes(app: App, route: str) -> Any:
    return lambda: app.go(route)


def _waiting(app: App, queue: Queue) -> ft.Control:
    text = _("到了再看一眼的时候，现在复习记得最牢。")
    if queue.done_today:
        text = _("今天已经复习了 {n} 题，接着来。").format(n=queue.done_today)
    if queue.waiting:
        text = _("到期的一共 {n} 题，先做最要紧的这些，其余的往后排。").format(n=queue.due + queue.waiting)
    number = ft.Row(
        [
            ft.Text(str(queue.due), style=DISPLAY, color=Role.ON_SOFT),
            ft.Text(_("题今天该复习"), style=HEADING, color=Role.ON_SOFT),
        ],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    words = ft.Column([number, ft.Text(text, style=BODY, color=Role.ON_SOFT)], spacing=4, tight=True)
    button = ident(
        "start-review",
        PrimaryButton(_("开始复习"), lambda: app.go("/mistakes/review"), Icons.PLAY, expand=not app.wide),
    )
    if not app.wide:
        return Card(words, ft.Row([ft.Container(button, expand=True)]), color=Role.SOFT)
    words.expand = True
    return Card(
        ft.Row([words, button], spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER), color=Role.SOFT, padding=24
    )


def _done(app: App, queue: Queue) -> ft.Control:
    lines = []
    if queue.done_today:
        lines.append(_("复习了 {n} 题，辛苦了。").format(n=queue.done_today))
    if queue.next_due_utc:
        book = app.client.mistakes
        lines.append(_("下一次复习：{when}").format(when=when_text(queue.next_due_utc, book.now(), book.zone)))
    return Card(
        ft.Row(
            [
                Sign(Icons.RIGHT, color=Role.ACCENT, size=40),
                ft.Column(
                    [
                        ft.Text(
                            _("今天的份做完了") if queue.waiting else _("今天都复习完了"),
                            style=HEADING,
                            color=Role.TEXT,
                        ),
                        *[ft.Text(line, style=BODY, color=Role.QUIET) for line in lines],
                    ],
                    spacing=2,
                    tight=True,
                    expand=True,
                ),
            ],
            spacing=M,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
