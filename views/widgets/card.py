"""What lies on a screen: cards, rows in them, and the marks at their ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.search.names import Typed
from views.context import is_cramped
from views.theme import CAPTION, CARD_PADDING, CARD_RADIUS, GAP, LABEL, PILL, ROW_RADIUS, Icons, M, Role, grown
from views.theme import lines as bounded
from views.widgets.buttons import TONES
from views.widgets.marked import Marked
from views.widgets.sign import Sign

Handler = Callable[..., Any]


def Card(
    *content: ft.Control,
    on_click: Handler | None = None,
    color: str = Role.CARD,
    padding: ft.PaddingValue | None = None,
    key: str | None = None,
    expand: bool | int | None = None,
) -> ft.Control:
    """A quiet surface with some content, one below the other; pressable with `on_click`."""
    return ft.Container(
        ft.Column(list(content), spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=color,
        border_radius=CARD_RADIUS,
        border=ft.Border.all(1, Role.LINE) if color == Role.CARD else None,
        padding=CARD_PADDING if padding is None else padding,
        ink=on_click is not None,
        on_click=on_click,
        key=key,
        expand=expand,
    )


def ListRow(
    title: str,
    subtitle: str = "",
    leading: ft.Control | ft.IconData | None = None,
    trailing: ft.Control | None = None,
    on_click: Handler | None = None,
    key: str | None = None,
    lines: int = 2,
    typed: Typed | None = None,
) -> ft.Control:
    """One line of a list: a title, a word below it, something before and after. Give rows of a list a `key`.

    `lines` bounds the title, in large text twice as many; what was `typed` to find it is marked. A chevron stands at
    the end of a pressable row that has no `trailing` of its own.
    """
    words: list[ft.Control] = [_words(title, typed, LABEL, Role.TEXT, lines)]
    if subtitle:
        words.append(_words(subtitle, typed, CAPTION, Role.QUIET, 2))
    if isinstance(trailing, ft.Container | ft.Text) and is_cramped():  # a word, not a sign
        words.append(trailing)
        trailing = None
    row: list[ft.Control] = [ft.Column(words, spacing=2, tight=True, expand=True)]
    if leading is not None:
        row.insert(0, leading if isinstance(leading, ft.Control) else Emblem(leading))
    if trailing is not None:
        row.append(trailing)
    elif on_click is not None:
        row.append(Sign(Icons.OPEN, color=Role.EDGE, size=22))
    return ft.Container(
        ft.Row(row, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        bgcolor=Role.CARD,
        border=ft.Border.all(1, Role.LINE),
        border_radius=ROW_RADIUS,
        padding=ft.Padding.symmetric(horizontal=M, vertical=12),
        ink=on_click is not None,
        on_click=on_click,
        key=key,
    )


def _words(text: str, typed: Typed | None, style: ft.TextStyle, color: str, lines: int) -> ft.Text:
    if typed is not None:
        return Marked(text, typed, style, color, bounded(lines))
    return ft.Text(text, style=style, color=color, max_lines=bounded(lines), overflow=ft.TextOverflow.ELLIPSIS)


def Emblem(icon: ft.IconData, color: str = Role.ON_SOFT, ground: str = Role.SOFT, size: int = 40) -> ft.Control:
    """An icon on a soft ground: what a row or a card is about."""
    return ft.Container(
        Sign(icon, size=size * 0.55, color=color),
        width=grown(size),
        height=grown(size),
        border_radius=grown(size) * 0.35,
        bgcolor=ground,
        alignment=ft.Alignment.CENTER,
    )


def Badge(text: str, tone: str = "warm") -> ft.Control:
    """A number or a short word that wants to be seen, beside what it counts; `tone` as in `Chip`."""
    ground, ink = TONES[tone]
    return ft.Container(
        ft.Text(text, style=CAPTION, color=ink, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
        bgcolor=ground,
        border_radius=PILL,
        padding=ft.Padding.symmetric(horizontal=9, vertical=2),
    )
