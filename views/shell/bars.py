"""The destinations as a bar at the bottom and as a rail at the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.places import places
from views.shell.panes import RAIL
from views.shell.syncstate import SyncMark
from views.theme import CAPTION, FIELD_RADIUS, FONT, HEADING, LABEL, Icons, M, Role, S, text_scale
from views.widgets import IconAction, Sign, ident

LARGE = 1.3  # text of this size leaves no room beside the words


def bar(chosen: int, go: Callable[..., Any]) -> ft.Control:
    """The destinations at the bottom of a phone; `go` is told by the control's `selected_index`."""
    bar = ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(icon=place.icon, selected_icon=place.full, label=place.name)
            for place in places()
        ],
        selected_index=chosen,
        on_change=go,
        bgcolor=Role.CARD,
        indicator_color=Role.SOFT,
        elevation=0,
        height=68,
    )
    return ft.Container(
        bar,
        bgcolor=Role.CARD,
        border=ft.Border.only(top=ft.BorderSide(1, Role.LINE)),
        padding=ft.Padding.symmetric(horizontal=S),
    )


def rail(chosen: int, go: Callable[..., Any], search: Callable[..., Any], *, roomy: bool) -> ft.Control:
    """The destinations at the side, with words beside the icons where it is `roomy`; `search` opens the palette."""
    mark = ft.Image(src="/icons/leaf.svg", width=36, height=36, exclude_from_semantics=True)
    return ft.Container(
        ft.NavigationRail(
            destinations=[
                ft.NavigationRailDestination(
                    icon=_sign(place.icon),
                    selected_icon=_sign(place.full),
                    label=place.name,
                    padding=ft.Padding.symmetric(vertical=2),  # 48 px
                )
                for place in places()
            ],
            selected_index=chosen,
            on_change=go,
            extended=roomy,
            label_type=ft.NavigationRailLabelType.NONE if roomy else ft.NavigationRailLabelType.ALL,
            min_width=88,
            min_extended_width=RAIL - 2 * S - 1,
            group_alignment=-1,
            bgcolor=ft.Colors.TRANSPARENT,
            indicator_color=Role.SOFT,
            leading=ft.Container(
                ft.Column(
                    [
                        ft.Row([mark, ft.Text(_("学伴"), style=HEADING, color=Role.TEXT)], spacing=12, tight=True)
                        if roomy
                        else mark,
                        ident("search", _search(search, roomy=roomy), button=True),
                    ],
                    spacing=M,
                    tight=True,
                    horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                ),
                padding=ft.Padding.only(top=M, bottom=S),
            ),
            trailing=ft.Container(SyncMark(), padding=M),
            pin_trailing_to_bottom=True,
            selected_label_text_style=_label(roomy, Role.TEXT),
            unselected_label_text_style=_label(roomy, Role.QUIET),
        ),
        bgcolor=Role.CARD,
        border=ft.Border.only(right=ft.BorderSide(1, Role.LINE)),
        padding=ft.Padding.symmetric(horizontal=S if roomy else 0),
    )


def _sign(icon: ft.IconData) -> ft.IconDataOrControl:
    """A destination's icon; a control of its own, which takes time with every screen, only where it has to grow."""
    return Sign(icon) if text_scale() > 1 else icon


def _search(search: Callable[..., Any], *, roomy: bool) -> ft.Control:
    if not roomy:
        return IconAction(Icons.SEARCH, _("搜索"), search, color=Role.TEXT)
    return ft.Container(
        ft.Row(
            [
                Sign(Icons.SEARCH, size=20, color=Role.QUIET),
                ft.Text(_("搜索"), style=LABEL, color=Role.QUIET, expand=True),
                *([ft.Text("Ctrl K", style=CAPTION, color=Role.QUIET)] if text_scale() < LARGE else []),
            ],
            spacing=S,
        ),
        width=RAIL - 2 * M - 1,
        bgcolor=Role.FIELD,
        border_radius=FIELD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=12, vertical=14),
        ink=True,
        on_click=search,
    )


def _label(roomy: bool, color: str) -> ft.TextStyle:
    """The font is named, since the rail's labels do not inherit the theme's."""
    return ft.TextStyle(size=LABEL.size if roomy else CAPTION.size, color=color, font_family=FONT)
