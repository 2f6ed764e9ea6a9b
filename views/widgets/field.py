"""A text field that says what is wrong with what is in it, and loses no key however fast one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.guard import component
from views.shortcuts.hooks import use_typing
from views.shortcuts.order import Place
from views.theme import BODY, CAPTION, FIELD_RADIUS, LABEL, M, Role


@component
def Field(
    label: str,
    value: str,
    on_change: Callable[[str], Any],
    error: str | None = None,
    password: bool = False,
    multiline: bool = False,
    hint: str = "",
    autofocus: bool = False,
    on_submit: Callable[..., Any] | None = None,
    on_blur: Callable[..., Any] | None = None,
    suffix: str | None = None,
    min_lines: int | None = None,
    max_lines: int | None = None,
    number: bool = False,
    read_only: bool = False,
    place: Place | None = None,
) -> ft.Control:
    """A field with its `label` on the edge; keyword arguments not named here are those of `ft.TextField`.

    `on_change` is told the whole text after each key. A new `value` from outside is shown; the echo of what was just
    typed is not sent back, since on a slow machine it would undo the keys typed meanwhile. `error` is a sentence shown
    in red below, `suffix` a unit behind the text; `number` brings up the digits on a phone, `place` is its
    place in the order of Tab.
    """
    shown: Any = ft.use_ref(None)  # the control that is on the screen: the client writes its value
    focus = use_typing(on_blur, place)
    told = ft.use_ref(value)  # the last value that came from outside or was reported

    def changed(event: ft.Event[ft.TextField]) -> Any:
        told.current = event.control.value or ""
        return on_change(told.current)

    text = value if shown.current is None or value != told.current else shown.current.value
    told.current = value if shown.current is None or value != told.current else told.current
    control = ft.TextField(
        label=label,
        value=text,
        hint_text=hint or None,
        error=error or None,
        password=password,
        can_reveal_password=password,
        multiline=multiline,
        align_label_with_hint=multiline,
        min_lines=min_lines or (4 if multiline else None),
        max_lines=max_lines if multiline else None,
        autofocus=autofocus,
        read_only=read_only,
        keyboard_type=_keyboard(number=number, multiline=multiline),
        suffix=ft.Text(suffix, style=LABEL, color=Role.QUIET) if suffix else None,
        text_style=BODY,
        label_style=ft.TextStyle(size=BODY.size, height=1.3, color=Role.QUIET),
        hint_style=ft.TextStyle(size=BODY.size, color=Role.QUIET),
        error_style=ft.TextStyle(size=CAPTION.size, height=CAPTION.height, color=Role.DANGER),
        filled=True,
        fill_color=Role.FIELD,
        border={
            ft.ControlState.DEFAULT: _edge(Role.LINE, 1),
            ft.ControlState.FOCUSED: _edge(Role.ACCENT, 2),
            ft.ControlState.ERROR: _edge(Role.DANGER, 1),
        },
        content_padding=ft.Padding.symmetric(horizontal=M, vertical=14),
        on_change=changed,
        on_submit=on_submit,
        **focus,
    )
    shown.current = control
    if place is not None:
        place.control = control
    return control


def _edge(color: str, width: int) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(side=ft.BorderSide(width, color), border_radius=FIELD_RADIUS)


def _keyboard(*, number: bool, multiline: bool) -> ft.KeyboardType:
    if number:
        return ft.KeyboardType.NUMBER
    return ft.KeyboardType.MULTILINE if multiline else ft.KeyboardType.TEXT
