"""A card to keep: what is on it becomes a picture on this device, which goes nowhere unless the person sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import is_cramped, use_app
from views.guard import component
from views.mistakes.print import keep
from views.picker import use_picker
from views.theme import BODY, CAPTION, DISPLAY, HERO_RADIUS, LABEL, TITLE, Icons, L, M, Role, S
from views.widgets import ErrorNote, SecondaryButton, Sign, ident

SHARPNESS = 2.0
"""Pixels of the picture for a logical one."""
WIDEST = 480


class Figure(NamedTuple):
    """A number to see from afar, and what it counts."""

    value: str
    unit: str


class Line(NamedTuple):
    """Something to remember, with its sign."""

    icon: ft.IconData
    words: str


@component
def Keepsake(title: str, under: str, figures: Sequence[Figure], lines: Sequence[Line], file: str) -> Any:
    """The card, and below it the ways to keep it; `file` is the picture's name without its ending."""
    app = use_app()
    picker = use_picker()
    shot: ft.Ref[ft.Screenshot] = ft.use_memo(lambda: ft.Ref[ft.Screenshot](), [])
    sharer = ft.use_state(lambda: ft.Share())[0]

    async def picture() -> bytes:
        assert shot.current  # noqa: S101 - the button stands below it
        return await shot.current.capture(pixel_ratio=SHARPNESS)

    async def save() -> None:
        where = await keep(app, picker(), await picture(), f"{file}.png")
        app.toast(_("保存在：{path}").format(path=where) if where else _("图片已经做好"))

    async def share() -> None:
        await sharer.share_files([ft.ShareFile(data=await picture(), mime_type="image/png", name=f"{file}.png")])

    saving, sharing = use_command(save), use_command(share)
    handy = app.page.platform is not None and app.page.platform.is_mobile() and not app.page.web
    ways: list[ft.Control] = [
        ident("keepsake-save", SecondaryButton(_("保存图片"), saving.run, Icons.DOWNLOAD, busy=saving.running))
    ]
    if handy:
        ways.insert(
            0, ident("keepsake-share", SecondaryButton(_("分享"), sharing.run, Icons.OUT, busy=sharing.running))
        )
    errors = [ErrorNote(error) for error in (saving.error, sharing.error) if error]
    card = ft.Screenshot(_card(title, under, figures, lines), ref=shot)
    return ft.Column(
        [
            ft.Row([ft.Container(card, width=min(app.width - 2 * M, WIDEST))]),
            *errors,
            ft.Row(ways, spacing=S, wrap=True),
        ],
        spacing=M,
        tight=True,
    )


def _card(title: str, under: str, figures: Sequence[Figure], lines: Sequence[Line]) -> ft.Control:
    picture = ft.Image(src="/icons/sprout.svg", width=72, height=60, exclude_from_semantics=True)
    head = ft.Row(
        [
            ft.Column(
                [
                    ft.Text(title, style=TITLE, color=Role.ON_HERO),
                    ft.Text(under, style=LABEL, color=Role.ON_HERO_QUIET),
                ],
                spacing=2,
                tight=True,
                expand=True,
            ),
            *([] if is_cramped() else [picture]),
        ],
        spacing=M,
    )
    numbers = ft.Row([_figure(one) for one in figures], spacing=S, run_spacing=S, wrap=True)
    rows: list[ft.Control] = [
        ft.Row(
            [
                Sign(line.icon, color=Role.ON_HERO_QUIET, size=20),
                ft.Text(line.words, style=BODY, color=Role.ON_HERO, expand=True),
            ],
            spacing=S,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for line in lines
    ]
    foot = ft.Text(_("学伴 · 一点一点，都算数"), style=CAPTION, color=Role.ON_HERO_QUIET)
    return ft.Container(
        ft.Column([head, numbers, *rows, foot], spacing=M, tight=True),
        gradient=ft.LinearGradient(
            begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, colors=[Role.HERO_FROM, Role.HERO_TO]
        ),
        border_radius=HERO_RADIUS,
        padding=L,
    )


def _figure(one: Figure) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                ft.Text(one.value, style=DISPLAY, color=Role.ON_HERO),
                ft.Text(one.unit, style=CAPTION, color=Role.ON_HERO_QUIET),
            ],
            spacing=0,
            tight=True,
        ),
        padding=ft.Padding.only(right=L),
    )
