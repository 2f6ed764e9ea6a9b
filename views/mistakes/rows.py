"""A mistake as a row of the list, which leads to it or, while several are being chosen, chooses it."""

from __future__ import annotations

from urllib.parse import quote

import flet as ft

from client.mistakes.causes import cause_name
from client.mistakes.days import when_text
from client.mistakes.entries import MistakeCard
from client.texts import _
from views.context import App
from views.mistakes.selecting import Selection
from views.shortcuts.rows import Rows
from views.theme import CAPTION, LABEL, ROW_RADIUS, Icons, M, Role, lines
from views.widgets import Chip, Sign, ident


def mistake_route(mistake_id: str, drawer: str = "") -> str:
    """The route of a mistake; the drawer that it was opened from stays open."""
    return f"/mistakes/item/{quote(mistake_id)}" + (f"?in={quote(drawer)}" if drawer else "")


def MistakeRow(app: App, card: MistakeCard, drawer: str, rows: Rows, selection: Selection) -> ft.Control:
    """One mistake: its first words, where it belongs, why, how often it was wrong, when it is due."""
    book = app.client.mistakes
    when = _("今天复习") if card.is_due else when_text(card.due_utc, book.now(), book.zone)
    facts: list[ft.Control] = [
        Chip(card.point.name, tone="good") if card.point else Chip(_("未归类")),
        *([Chip(cause_name(card.cause), tone="warm")] if cause_name(card.cause) else []),
        *([Chip(_("答错 {n} 次").format(n=card.times_wrong), tone="bad")] if card.times_wrong > 1 else []),
        ft.Row(
            [
                Sign(Icons.TIME, size=15, color=Role.WARM if card.is_due else Role.QUIET),
                ft.Text(when, style=CAPTION, color=Role.WARM if card.is_due else Role.QUIET),
            ],
            spacing=4,
            tight=True,
        ),
    ]
    words = ft.Column(
        [
            ft.Text(card.words, style=LABEL, color=Role.TEXT, max_lines=lines(2), overflow=ft.TextOverflow.ELLIPSIS),
            ft.Row(facts, spacing=10, run_spacing=6, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        ],
        spacing=8,
        tight=True,
        expand=True,
    )
    chosen = card.id in selection.ids
    sign = (
        Sign(Icons.RIGHT if chosen else Icons.UNCHOSEN, color=Role.ACCENT if chosen else Role.EDGE, size=24)
        if selection.on
        else None
    )
    row = ft.Container(
        ft.Row(
            [
                *([sign] if sign else []),
                words,
                *([] if selection.on else [Sign(Icons.OPEN, color=Role.EDGE, size=22)]),
            ],
            spacing=M,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        bgcolor=Role.SOFT if chosen else Role.CARD,
        border=ft.Border.all(1, Role.ACCENT if chosen else Role.LINE),
        border_radius=ROW_RADIUS,
        padding=ft.Padding.symmetric(horizontal=M, vertical=14),
        ink=True,
        on_click=(lambda: selection.toggle(card.id))
        if selection.on
        else (lambda: app.go(mistake_route(card.id, drawer))),
        on_long_press=lambda: selection.toggle(card.id),
    )
    # Another key than when it is a button: a page that turns one into the other in place loses the identifier.
    if selection.on:
        return ident(f"mistake-{card.id}", row, key=f"choose-{card.id}", checked=chosen)
    return ident(f"mistake-{card.id}", rows.dress(row, card.id), key=card.id, button=True)
