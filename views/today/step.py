"""The one next step, as the card that the eye falls on first."""

from __future__ import annotations

import flet as ft

from client.plan import NextStep
from client.texts import _
from views.context import App
from views.theme import BODY, HERO_RADIUS, LABEL, LIFTED, TITLE, Icons, L, M, Role, S
from views.widgets import ident

ICONS = {
    "review": Icons.AGAIN,
    "continue": Icons.PLAY,
    "quest": Icons.TEAM,
    "start": Icons.START,
    "rest": Icons.REST,
    "done": Icons.ADD,
    "import": Icons.ADD,
}
PICTURE = 720  # from this width on there is room for one


def StepCard(app: App, step: NextStep) -> ft.Control:
    """What to do now, why, and one button; pressing anywhere on the card does it, too."""

    def go() -> None:
        app.go(step.route)

    words: list[ft.Control] = [
        ft.Text(_("现在最值得做"), style=LABEL, color=Role.ON_HERO_QUIET),
        ft.Text(step.title, style=TITLE, color=Role.ON_HERO),
        ft.Text(step.reason, style=BODY, color=Role.ON_HERO_QUIET),
    ]
    if step.action:
        words.append(ft.Container(ident("next-step", _button(step, go)), padding=ft.Padding.only(top=S)))
    card = ft.Container(
        ft.Row(
            [ft.Column(words, spacing=6, expand=True, tight=True), *([_picture(step)] if app.width >= PICTURE else [])],
            spacing=L,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        gradient=ft.LinearGradient(
            begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=[Role.HERO_FROM, Role.HERO_TO]
        ),
        border_radius=HERO_RADIUS,
        shadow=LIFTED,
        padding=ft.Padding.symmetric(horizontal=L, vertical=L if app.wide else M + 4),
    )
    if not step.route:
        return card
    # For fingers only: a button around the button would be one thing to a screen reader, and hide what it says.
    return ft.GestureDetector(card, on_tap=go, exclude_from_semantics=True, mouse_cursor=ft.MouseCursor.CLICK)


def _picture(step: NextStep) -> ft.Control:
    """The sprout; at rest a moon over it."""
    src = "/icons/sprout-night.svg" if step.kind == "rest" else "/icons/sprout.svg"
    return ft.Image(src=src, width=180, height=150, exclude_from_semantics=True)


def _button(step: NextStep, go: object) -> ft.Control:
    return ft.FilledButton(
        step.action,
        icon=ICONS[step.kind],
        on_click=go,  # type: ignore[arg-type]  # a handler may take no event
        style=ft.ButtonStyle(
            bgcolor=Role.ON_HERO,
            color=Role.HERO_FROM,
            icon_color=Role.HERO_FROM,
            padding=ft.Padding.symmetric(horizontal=L, vertical=13.5),
        ),
    )
