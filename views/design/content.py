"""Cards, rows, states, rich text and formulas."""

from __future__ import annotations

import flet as ft

from client.texts import _
from views.design import samples
from views.theme import BODY, GAP, HEADING, Icons, M, Role
from views.widgets import (
    Badge,
    Card,
    Emblem,
    EmptyState,
    ErrorNote,
    Formula,
    ListRow,
    PageHeader,
    Picture,
    PrimaryButton,
    RichText,
    Section,
    Skeleton,
    TextLink,
    ident,
)
from views.widgets.states import DRAWINGS


async def _nothing() -> None:
    """What the samples do."""


def Scaffold() -> ft.Control:
    """A header, a section, a card, rows."""
    return _column(
        PageHeader(samples.LONG_TITLE, [PrimaryButton(_("新建"), _nothing, Icons.ADD)], back="/", wide=False),
        Section(
            _("目录"),
            Card(
                ft.Text(samples.TITLE, style=HEADING, color=Role.TEXT),
                ft.Text(samples.SENTENCE, style=BODY, color=Role.QUIET),
            ),
            ident("design-row", ListRow(samples.TITLE, samples.SENTENCE, Icons.COURSE, on_click=_nothing), button=True),
            ListRow(samples.LONG_TITLE, "", Emblem(Icons.AGAIN, Role.ON_WARM_SOFT, Role.WARM_SOFT), Badge("12")),
            action=TextLink(_("看全部"), _nothing),
        ),
    )


def States() -> ft.Control:
    """Nothing yet, being read, gone wrong."""
    return _column(
        EmptyState("note", _("还没有笔记"), samples.SENTENCE, _("写第一篇笔记"), _nothing, Icons.ADD),
        Skeleton(2),
        ErrorNote(_("读取失败，请再试一次。"), _nothing),
    )


def Drawings() -> ft.Control:
    """Each drawing on its disc."""
    discs: list[ft.Control] = [
        ft.Container(
            Picture(name, 104),
            width=128,
            height=128,
            border_radius=64,
            bgcolor=Role.SOFT,
            alignment=ft.Alignment.CENTER,
            tooltip=name,
        )
        for name in DRAWINGS
    ]
    return ft.Row(discs, wrap=True, spacing=M, run_spacing=M)


def Written() -> ft.Control:
    """Rich text, a formula that fits, one that does not."""
    return Card(RichText(samples.RICH, size=17), Formula(samples.SHORT_FORMULA), Formula(samples.LONG_FORMULA))


def _column(*controls: ft.Control) -> ft.Control:
    return ft.Column(list(controls), spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
