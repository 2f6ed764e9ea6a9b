"""One of a few, all of them in sight."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from views.theme import FIELD_RADIUS, LABEL, XS, Icons, M, Role, motion
from views.widgets.ident import ident
from views.widgets.sign import Sign

FEW = 3
CLOSE = 11
"""Beside their words, in pixels: more than a few segments stand closer, so that four find room on a phone."""


def Segmented(
    options: Mapping[str, str],
    value: str,
    on_change: Callable[[str], Any],
    name: str = "",
    label: str = "",
) -> ft.Control:
    """Segments on a track, the chosen one with a sign; they wrap when they find no room beside each other.

    Args:
        options: what each choice is called, by its key.
        value: the key of the chosen one.
        on_change: is told the key that was pressed, also when it is an async function.
        name: each segment is found by browser tests as `name-key`.
        label: what is chosen here, for screen readers.

    """
    padding = M if len(options) <= FEW else CLOSE
    segments = [
        _segment(text, on_change, key, padding, chosen=key == value, name=f"{name or 'segment'}-{key}")
        for key, text in options.items()
    ]
    track = ft.Container(
        ft.Row(segments, spacing=XS, run_spacing=XS, wrap=True, tight=True),
        bgcolor=Role.FIELD,
        border_radius=FIELD_RADIUS + XS,
        padding=XS,
    )
    named = ident(name, track, label=label or None, container=True) if name else track
    return ft.Row([named], wrap=True)  # as wide as its segments, and never wider than the room


def _segment(
    text: str, on_change: Callable[[str], Any], key: str, padding: int, *, chosen: bool, name: str
) -> ft.Control:
    async def choose() -> None:
        answer = on_change(key)
        if inspect.isawaitable(answer):
            await answer

    ink = Role.ON_SOFT if chosen else Role.QUIET
    words = ft.Text(text, style=LABEL, color=ink, text_align=ft.TextAlign.CENTER)
    sign = Sign(Icons.YES, size=16, color=ink)
    face = ft.Container(
        ft.Row([sign, ft.Container(words, expand=True, expand_loose=True)], spacing=6, tight=True) if chosen else words,
        bgcolor=Role.SOFT if chosen else Role.CLEAR,
        border=ft.Border.all(1.5, Role.ACCENT if chosen else Role.CLEAR),
        border_radius=FIELD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=padding, vertical=13),
        ink=True,
        on_click=choose,
        animate=motion(),
    )
    return ident(name, face, button=True, selected=chosen)
