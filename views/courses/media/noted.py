"""A note in the margin of a lesson."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.captions import clock
from client.notes import NoteCard
from views.context import App
from views.theme import CAPTION, Role, S
from views.widgets import Chip, ident


def note_row(card: NoteCard, app: App, seek: Callable[[float], Any] | None = None) -> ft.Control:
    """A note in the margin: a press opens it; one on a second goes there."""
    second = card.anchor.second if card.anchor else None
    words: list[ft.Control] = [
        ft.Text(card.title or card.snippet, style=CAPTION, color=Role.ON_WARM_SOFT, max_lines=4,
                overflow=ft.TextOverflow.ELLIPSIS, expand=True)
    ]  # fmt: skip
    if second is not None and seek is not None:
        words.insert(0, ident(f"seek-{card.id}", Chip(clock(second), on_click=lambda: seek(second))))
    face = ft.Container(
        ft.Row(words, spacing=S),
        bgcolor=Role.WARM_SOFT,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=12, vertical=14),
        ink=True,
        on_click=lambda: app.go(f"/notes/{quote(card.id)}"),
    )
    return ident(f"note-{card.id}", face, button=True, key=f"note-{card.id}")
