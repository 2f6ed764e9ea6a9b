"""The frame around every screen: a bar at the bottom of phones, a rail beside wider windows, two panes on desktops."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import flet as ft

from client.texts import _
from client.timer import Standing
from views.context import App, use_app
from views.guard import component
from views.palette.above import Above
from views.places import place_of, places
from views.routes import SCREENS, Opened, Screen, find_screen
from views.shell.bars import bar, rail
from views.shell.panes import LIST, ROOMY, TwoPane, detail_room, in_pane
from views.theme import BODY, M, Role
from views.timer.standing import activity_of, is_closed, use_standing, use_warnings
from views.widgets import Disc


@component
def Shell() -> Any:
    """The frame, with the screen of the current route in it."""
    app = use_app()
    outlet = ft.use_route_outlet()
    path = ft.use_route_location() or "/"
    chosen = place_of(path)
    found = find_screen(path)

    def go(event: ft.Event[Any]) -> None:
        app.go(places()[int(event.control.selected_index)].route)

    roomy = app.width >= ROOMY
    shown = _two_panes(app, *found) if found and roomy else None
    standing = use_standing()
    use_warnings(standing)
    wanted = app.client.timer.wanted or activity_of(path)
    closed = is_closed(standing, path, wanted)
    cover = _cover(replace(standing, lock=standing.lock_of(wanted)), closed=closed)
    screen = ft.SafeArea(
        ft.Column(
            [
                # What is closed stays as it is, out of sight: a quiz that was begun, a note half typed.
                ft.Container(shown or TwoPane(None, outlet), expand=True, visible=cover is None, key="open"),
                *([cover] if cover is not None else []),
            ],
            spacing=0,
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        expand=True,
        avoid_intrusions_bottom=False,
        key="screen",  # the same place in narrow windows and in wide ones: what is typed there stays
    )
    alone = found is not None and found[0].alone
    beside = [rail(chosen, go, lambda: app.open("palette"), roomy=roomy)] if app.wide and not alone else []
    below = [] if app.wide or (found and found[0].focus) else [bar(chosen, go)]
    return ft.Column(
        [
            ft.Row(
                [*beside, screen], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH, key="upper"
            ),
            *below,
            Above(),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _cover(standing: Standing, *, closed: bool) -> ft.Control | None:
    """What hides the screen; None while nothing does."""
    if not closed and not standing.is_idle:
        return None
    from views.timer.locked import Idle, Locked  # families without limits never need it

    return Locked(standing, key="locked") if closed else Idle(key="idle")


def _two_panes(app: App, screen: Screen, params: dict[str, str]) -> ft.Control | None:
    """The list and the detail that `screen` is one of; None when it stands for itself."""
    beside = screen.beside or screen.path
    if not any(other.beside == beside for other in SCREENS):
        return None
    lists = next(other for other in SCREENS if other.path == beside)

    def detail() -> ft.Control:
        return Opened(screen, params, key=f"{screen.path} {params}") if screen.beside else _nothing_open(beside)

    return TwoPane(
        in_pane(app, "list", LIST, lambda: Opened(lists, {}, key=beside)),
        in_pane(app, "detail", detail_room(app), detail),
    )


def _nothing_open(route: str) -> ft.Control:
    """What stands beside a list of which nothing is open."""
    picture, words = {
        "/courses": ("book", _("选一门课程，在这里看它的目录。")),
        "/mistakes": ("check", _("选一道错题，在这里看答案和讲解。")),
        "/notes": ("note", _("选一篇笔记，在这里接着写。")),
    }[route]
    quiet = ft.Column(
        [Disc(picture), ft.Text(words, style=BODY, color=Role.QUIET)],
        spacing=M,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Container(quiet, alignment=ft.Alignment.CENTER, expand=True, key="nothing")
