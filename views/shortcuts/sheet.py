"""The sheet of what the keyboard does here: read from what listens, so it lists what is real."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.shortcuts.keys import Keys, Shortcut
from views.shortcuts.names import shown_name
from views.theme import BODY, CAPTION, LABEL, Role, S


def sheet_rows(keys: Keys, *, apple: bool = False) -> list[ft.Control]:
    """One part a layer: its title, then its keys and what each does; the same title is said once."""
    parts: dict[str, list[Shortcut]] = {}
    for layer in keys.layers():
        parts.setdefault(layer.title, []).extend(each for each in layer.shortcuts if each.words)
    rows: list[ft.Control] = []
    for title, shortcuts in parts.items():
        rows.append(ft.Semantics(content=ft.Text(title, style=LABEL, color=Role.QUIET), header=True))
        rows.extend(_row(shortcut, apple=apple) for shortcut in shortcuts)
    return rows or [ft.Text(_("这一页没有快捷键。"), style=BODY, color=Role.QUIET)]


def _row(shortcut: Shortcut, *, apple: bool) -> ft.Control:
    shown = [shortcut.shown] if shortcut.shown else [shown_name(key, apple=apple) for key in shortcut.keys]
    return ft.Row(
        [
            ft.Text(shortcut.words, style=BODY, color=Role.TEXT, expand=True),
            *(_key(name) for name in shown),
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _key(name: str) -> ft.Control:
    return ft.Container(
        ft.Text(name, style=CAPTION, color=Role.TEXT),
        bgcolor=Role.FIELD,
        border=ft.Border.all(1, Role.LINE),
        border_radius=6,
        padding=ft.Padding.symmetric(horizontal=8, vertical=3),
    )
