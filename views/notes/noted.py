"""The review cards of a note, when each comes, and how one is made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from client.mistakes.book import MistakeBook
from client.mistakes.days import when_text
from client.mistakes.noted.reading import NotedInNote
from client.texts import _
from views.theme import BODY, CAPTION, LABEL, Icons, Role, S
from views.widgets import ListRow, ident

SHOWN = 100
"""Each row costs the screen time; the review knows them all."""


def noted_rows(
    cards: list[NotedInNote], book: MistakeBook, jump: Callable[[NotedInNote], Awaitable[Any]]
) -> list[ft.Control]:
    """The cards, then how to mark one; `jump` leads to a card's place."""
    rows = [_row(card, book, jump) for card in cards[:SHOWN]]
    if len(cards) > SHOWN:
        rows.append(ft.Text(_("还有 {n} 张").format(n=len(cards) - SHOWN), style=CAPTION, color=Role.QUIET))
    if not cards:
        rows.append(ft.Text(_("这篇笔记还没有复习卡片。"), style=BODY, color=Role.QUIET))
    return [*rows, _help()]


def _row(card: NotedInNote, book: MistakeBook, jump: Callable[[NotedInNote], Awaitable[Any]]) -> ft.Control:
    async def go() -> None:
        await jump(card)

    when = when_text(card.asked_utc, book.now(), book.zone)
    about = _("{when}复习，复习过 {n} 次").format(when=when, n=card.reviews) if card.reviews else _("还没有复习过")
    return ident(f"noted-{card.id}", ListRow(card.words, about, Icons.CARD, on_click=go, lines=4), button=True)


def _help() -> ft.Control:
    ways = [
        ("{{" + _("要填的词") + "}}", _("挖空：复习时这里是空的")),
        (_("问题 :: 答案"), _("一行一张卡片，两个冒号前后各有一个空格")),
        (_("Q: 问题"), _("下一行写 A: 答案；写“问：”“答：”也行")),
        (_("==要紧的话=="), _("只是标亮，不做卡片")),
    ]
    rows = [
        ft.Column(
            [ft.Text(sign, style=LABEL, color=Role.TEXT), ft.Text(words, style=CAPTION, color=Role.QUIET)],
            spacing=0,
            tight=True,
        )
        for sign, words in ways
    ]
    head = ft.Text(_("怎么做卡片：选中要记的字，点工具栏里的卡片，或者自己写"), style=BODY, color=Role.QUIET)
    return ft.Container(
        ft.Column([head, *rows], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.only(top=S),
    )
