"""What can be pressed. Nothing is smaller than a fingertip (48 px), no height is too low for large text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.theme import CAPTION, LABEL, PILL, TARGET, Role, grown, text_scale
from views.widgets.sign import SIGN, Sign

TARGET_GROWTH = 1.25  # in large text: what is a fingertip wide grows only as its sign needs it
Handler = Callable[..., Any]

TONES = {
    "": (Role.FIELD, Role.QUIET),
    "good": (Role.SOFT, Role.ON_SOFT),
    "warm": (Role.WARM_SOFT, Role.ON_WARM_SOFT),
    "bad": (Role.DANGER_SOFT, Role.ON_DANGER_SOFT),
}
"""Ground and ink of what is said in a word: quiet, good, wants attention, wrong."""


def PrimaryButton(
    text: str,
    on_click: Handler | None,
    icon: ft.IconData | None = None,
    busy: bool = False,
    disabled: bool = False,
    expand: bool | int | None = None,
) -> ft.Control:
    """The one thing to do on a screen; `busy` shows that it is being done and takes no second press."""
    return ft.FilledButton(
        text,
        icon=_spinner(Role.QUIET) if busy else icon,
        on_click=on_click,
        disabled=busy or disabled,
        expand=expand,
    )


def SecondaryButton(
    text: str,
    on_click: Handler | None,
    icon: ft.IconData | None = None,
    busy: bool = False,
    disabled: bool = False,
    expand: bool | int | None = None,
) -> ft.Control:
    """Another thing that can be done."""
    return ft.OutlinedButton(
        text,
        icon=_spinner(Role.ACCENT) if busy else icon,
        on_click=on_click,
        disabled=busy or disabled,
        expand=expand,
    )


def TextLink(
    text: str, on_click: Handler | None, icon: ft.IconData | None = None, color: str = Role.ACCENT
) -> ft.Control:
    """A quiet action in words; `color` as the ground asks for it."""
    return ft.TextButton(text, icon=icon, on_click=on_click, style=ft.ButtonStyle(color=color, icon_color=color))


def IconAction(
    icon: ft.IconData,
    tooltip: str,
    on_click: Handler | None,
    color: str = Role.QUIET,
    ground: str | None = None,
    disabled: bool = False,
) -> ft.Control:
    """An action in a sign; `tooltip` names it for everybody who cannot tell from the sign."""
    return ft.IconButton(
        icon,
        tooltip=tooltip,
        icon_color=color,
        bgcolor=ground,
        icon_size=grown(SIGN),
        width=TARGET * min(text_scale(), TARGET_GROWTH),
        height=TARGET * min(text_scale(), TARGET_GROWTH),
        disabled=disabled,
        on_click=on_click,
        style=ft.ButtonStyle(side={ft.ControlState.FOCUSED: ft.BorderSide(2, Role.ACCENT)}),
    )


def Chip(
    text: str,
    selected: bool = False,
    on_click: Handler | None = None,
    icon: ft.IconData | None = None,
    tone: str = "",
) -> ft.Control:
    """A short word on a pill. With `on_click` a choice that can be taken; without, a fact.

    `tone` colours a fact: "good" (green), "warm" (wants attention), "bad" (wrong), else quiet.
    """
    ground, ink = (Role.ACCENT, Role.ON_ACCENT) if selected else TONES[tone]
    style = LABEL if on_click else CAPTION
    words = ft.Text(text, style=style, color=ink, weight=ft.FontWeight.W_500)
    sign = [Sign(icon, size=16, color=ink)] if icon else []
    face = ft.Container(
        ft.Row([*sign, ft.Container(words, expand=True, expand_loose=True)], spacing=6, tight=True),
        bgcolor=ground,
        border_radius=PILL if text_scale() < 1.3 else 20,  # long words in large text take a second line
        padding=ft.Padding.symmetric(horizontal=14 if on_click else 10, vertical=9 if on_click else 3),
    )
    if on_click is None:
        return face
    # The pill is lower than a fingertip, the place to touch (and what takes the focus) is not.
    touch = ft.Container(
        face, padding=ft.Padding.symmetric(vertical=5), border_radius=face.border_radius, ink=True, on_click=on_click
    )
    return ft.Semantics(content=touch, button=True, selected=selected)


def _spinner(color: str) -> ft.Control:
    return ft.ProgressRing(width=grown(18), height=grown(18), stroke_width=2.5, color=color)
