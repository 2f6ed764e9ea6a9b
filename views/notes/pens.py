"""The pens beside the paper: colours, widths, the eraser."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.pen.strokes import COLOURS, WIDTHS
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.easel import Easel
from views.theme import TARGET, XS, Icons, Role, ink
from views.widgets import Sign, ident


@component
def Pens(easel: Easel) -> Any:
    """One row; on a phone the widths take a second, for what is out of sight is not found."""
    app = use_app()
    _turn, again = ft.use_state(0)
    names = {"ink": _("黑笔"), "red": _("红笔"), "blue": _("蓝笔"), "green": _("绿笔"), "marker": _("荧光笔")}
    widths = dict(zip(WIDTHS, (_("细"), _("中"), _("粗")), strict=True))

    def choose(**what: Any) -> Any:
        def chosen() -> None:
            easel.choose(**what)
            again(lambda turn: turn + 1)

        return chosen

    colours = [
        _choice(
            f"pen-{colour}",
            names[colour],
            ft.Container(width=24, height=24, border_radius=12, bgcolor=ink(colour, dark=app.dark)),
            choose(colour=colour),
            chosen=not easel.erases and colour == easel.colour,
        )
        for colour in COLOURS
    ]
    sizes = [
        _choice(
            f"pen-width-{width}",
            widths[width],
            ft.Container(width=22, height=width, border_radius=width / 2, bgcolor=Role.TEXT),
            choose(width=width),
            chosen=not easel.erases and width == easel.width,
        )
        for width in WIDTHS
    ]
    eraser = _choice(
        "pen-eraser", _("橡皮"), Sign(Icons.ERASER, color=Role.TEXT), choose(erases=True), chosen=easel.erases
    )
    groups = [[*colours, _gap(), eraser], [_gap(), *sizes] if app.wide else sizes]
    return ft.Row([ft.Row(group, spacing=XS, tight=True) for group in groups], spacing=XS, run_spacing=XS, wrap=True)


def _choice(name: str, words: str, face: ft.Control, choose: Any, *, chosen: bool) -> ft.Control:
    button = ft.Container(
        face,
        width=TARGET,
        height=TARGET,
        alignment=ft.Alignment.CENTER,
        border_radius=TARGET / 2,
        border=ft.Border.all(2, Role.ACCENT if chosen else Role.CLEAR),
        bgcolor=Role.SOFT if chosen else None,
        tooltip=words,
        ink=True,
        on_click=choose,
    )
    return ident(name, button, label=words, button=True, selected=chosen)


def _gap() -> ft.Control:
    return ft.Container(width=1, height=28, bgcolor=Role.LINE)
