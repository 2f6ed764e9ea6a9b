"""A list and what is open of it, side by side where there is room for both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import flet as ft

from views.context import APP, App, is_wide, use_app
from views.theme import Role

ROOMY = 1100
"""From this width on the rail has room for words beside its icons, and lists stand beside what is open of them."""

RAIL = 184
LIST = 400


def TwoPane(list: ft.Control | None, detail: ft.Control | None) -> ft.Control:  # noqa: A002 - the word for it
    """`list` and `detail` beside each other; where only one is given, that one alone.

    Give both a `key` of their own, so that the list stays as it is while details come and go.
    """
    if list is None or detail is None:
        return ft.Container(list or detail, expand=True, key="one-pane")
    left = ft.Container(list, width=LIST, border=ft.Border.only(right=ft.BorderSide(1, Role.LINE)), key="list-pane")
    return ft.Row(
        [left, ft.Container(detail, expand=True, key="detail-pane")],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        key="two-panes",
    )


def detail_room(app: App) -> float:
    """The width that is left for the detail in a window with rail and list, in logical pixels."""
    return app.width - RAIL - LIST


def in_pane(app: App, pane: str, room: float, draw: Any) -> Any:
    """Draw with an `App` that knows the pane ("list", "detail") and its width; `draw` takes nothing."""
    return APP(replace(app, pane=pane, room=room, wide=is_wide(room)), draw)


def use_chosen(route: str = "") -> str:
    """What is open beside this list, as the last part of its path; "" when nothing is, or on one pane; a hook.

    Args:
        route: only details below this path count, e.g. "/mistakes/item".

    """
    app = use_app()
    path = ft.use_route_location()
    if app.pane != "list" or not path.startswith(f"{route}/"):
        return ""
    return unquote(path.rpartition("/")[2])
