"""What is shown when there is nothing, nothing yet, or something went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.context import is_cramped
from views.guard import component
from views.theme import BODY, CAPTION, CARD_RADIUS, GAP, HEADING, LABEL, ROW_RADIUS, Icons, L, M, Role, S, moves
from views.widgets.buttons import PrimaryButton, TextLink
from views.widgets.sign import Sign

LATE_S = 0.15
"""So long nobody waits."""

DRAWINGS = ("book", "check", "friends", "note", "path", "rest", "search")
"""The drawings that `EmptyState` knows: SVG files in assets/drawings, drawn for a soft green disc."""


def EmptyState(
    picture: str | ft.IconData,
    title: str,
    text: str,
    action_text: str | None = None,
    on_action: Callable[..., Any] | None = None,
    icon: ft.IconData | None = None,
) -> ft.Control:
    """Nothing here yet: says so kindly, says what will be here, and offers the one thing that helps.

    `picture` is one of `DRAWINGS`, or an icon where a drawing would be too much (a search without result).
    """
    rows: list[ft.Control] = [
        Disc(picture),
        ft.Semantics(
            content=ft.Text(title, style=HEADING, color=Role.TEXT, text_align=ft.TextAlign.CENTER), header=True
        ),
        ft.Container(ft.Text(text, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER), width=420),
    ]
    if action_text is not None:
        rows.append(ft.Container(PrimaryButton(action_text, on_action, icon), margin=ft.Margin.only(top=S)))
    return ft.Container(
        ft.Column(rows, spacing=M, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2, horizontal=M),
    )


def Disc(picture: str | ft.IconData) -> ft.Control:
    """One of `DRAWINGS`, or a smaller icon, on a soft round ground."""
    size = 160 if isinstance(picture, str) else 96
    inner: ft.Control = (
        Picture(picture, 132) if isinstance(picture, str) else Sign(picture, size=44, color=Role.ON_SOFT)
    )
    return ft.Container(
        inner, width=size, height=size, border_radius=size / 2, bgcolor=Role.SOFT, alignment=ft.Alignment.CENTER
    )


def Picture(name: str, size: float = 132) -> ft.Control:
    """One of our own drawings, `size` pixels square; it says nothing that the words beside it do not."""
    return ft.Image(src=f"/drawings/{name}.svg", width=size, height=size, exclude_from_semantics=True)


@component
def Skeleton(rows: int = 3) -> Any:
    """The shape of what is coming, while it is read; it shimmers unless motion is unwanted.

    What is read within `LATE_S` needs none: drawing it would only hold up what comes.
    """
    is_late, set_late = ft.use_state(False)
    timer: Any = ft.use_ref(None)

    def begin() -> None:
        timer.current = asyncio.get_running_loop().call_later(LATE_S, set_late, True)

    ft.use_effect(begin, [], lambda: timer.current and timer.current.cancel())
    shape: ft.Control = ft.Container()
    if is_late:
        shape = ft.Column(
            [ft.Container(height=72, border_radius=CARD_RADIUS, bgcolor=Role.FIELD) for _row in range(rows)],
            spacing=GAP,
            tight=True,
        )
        if moves():
            shape = ft.Shimmer(base_color=Role.FIELD, highlight_color=Role.RAISED, content=shape)
    return ft.Semantics(label=_("正在读取"), content=shape)


def ErrorNote(text: str, on_retry: Callable[..., Any] | None = None) -> ft.Control:
    """A sentence that says what went wrong, read aloud by screen readers; 重试 when there is something to try again."""
    row: list[ft.Control] = [
        Sign(Icons.FAULT, color=Role.ON_DANGER_SOFT, size=20),
        ft.Text(text, style=LABEL, color=Role.ON_DANGER_SOFT, expand=True),
    ]
    beneath: list[ft.Control] = []
    if on_retry is not None:
        place = beneath if is_cramped() else row
        place.append(TextLink(_("重试"), on_retry, color=Role.ON_DANGER_SOFT))
    said = ft.Row(row, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Semantics(
        live_region=True,
        content=ft.Container(
            ft.Column([said, *beneath], spacing=0, tight=True),
            bgcolor=Role.DANGER_SOFT,
            border_radius=ROW_RADIUS,
            padding=ft.Padding.symmetric(horizontal=M, vertical=12),
        ),
    )


def AsItWas(text: str) -> ft.Control:
    """No line is nobody's fault: a quiet word above what was read last."""
    words = ft.Text(text, style=CAPTION, color=Role.QUIET, expand=True)
    row = ft.Row([Sign(Icons.CLOUD_OFF, size=20, color=Role.QUIET), words], spacing=S)
    return ft.Semantics(content=row, live_region=True)
