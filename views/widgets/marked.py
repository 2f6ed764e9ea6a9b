"""A text in which what was searched for can be seen."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.search.hits import spans
from client.search.names import Typed
from views.theme import Role


def Marked(text: str, typed: Typed, style: ft.TextStyle, color: str, lines: int = 1) -> ft.Text:
    """The text with what answers in bold and underlined: neither colour nor weight alone tells it."""
    hits = spans(text, typed)
    shown: dict[str, Any] = {
        "style": style, "color": color, "max_lines": lines, "overflow": ft.TextOverflow.ELLIPSIS
    }  # fmt: skip
    if not hits:
        return ft.Text(text, **shown)
    parts: list[ft.TextSpan] = []
    at = 0
    bold = ft.TextStyle(
        weight=ft.FontWeight.W_700, decoration=ft.TextDecoration.UNDERLINE, decoration_color=Role.ACCENT
    )
    for start, end in hits:
        parts += [ft.TextSpan(text[at:start]), ft.TextSpan(text[start:end], bold)]
        at = end
    return ft.Text(spans=[*parts, ft.TextSpan(text[at:])], **shown)
