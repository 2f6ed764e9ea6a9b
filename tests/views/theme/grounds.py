"""Which text stands on which ground: reads the tree of a screen as the client would paint it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl

Pair = tuple[str, str]
"""Text and ground: fields of `ft.ColorScheme`, or colours as #RRGGBB."""

THEIR_OWN = (ft.FilledButton, ft.OutlinedButton, ft.TextButton, ft.NavigationBar, ft.NavigationRail, ft.TextField)
"""Controls whose texts take their colours from the theme: views/design/look.py names those pairs."""


def pairs(value: Any, grounds: tuple[str, ...] = ("surface",)) -> Iterator[Pair]:
    """Each text below `value` with the ground it stands on; what has a gradient has several grounds."""
    if isinstance(value, BaseControl):
        if getattr(value, "visible", True) is False:
            return
        body = ft.unwrap_component(value)
        if body is not value:
            yield from pairs(body, grounds)
            return
        if isinstance(value, THEIR_OWN):
            return
        grounds = _grounds(value, grounds)
        yield from ((ink, ground) for ink in _inks(value) for ground in grounds)
        for field in dataclasses.fields(value):
            hidden = field.name.startswith("_") or field.name in ("parent", "page", "data", "bgcolor", "color")
            if not hidden and not field.metadata.get("skip"):
                yield from pairs(getattr(value, field.name, None), grounds)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from pairs(item, grounds)


def _grounds(control: BaseControl, below: tuple[str, ...]) -> tuple[str, ...]:
    gradient = getattr(control, "gradient", None)
    if isinstance(control, ft.Container) and gradient is not None:
        return tuple(_name(color) for color in gradient.colors)
    color = getattr(control, "bgcolor", None)
    if color is None or color == ft.Colors.TRANSPARENT:
        return below
    return (_name(color),)


def _inks(control: BaseControl) -> Iterator[str]:
    if isinstance(control, ft.Text) and control.value and control.opacity != 0:
        color = control.color or (control.style.color if control.style else None)
        yield _name(color or ft.Colors.ON_SURFACE)
    if isinstance(control, ft.Markdown) and control.md_style_sheet and control.md_style_sheet.p_text_style:
        yield _name(control.md_style_sheet.p_text_style.color or ft.Colors.ON_SURFACE)


def _name(color: Any) -> str:
    return color.name.lower() if isinstance(color, ft.Colors) else str(color)
