"""`/me/licences`: all parts of the app, each with its licence, and the words of it when pressed."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.licences import Part, parts
from client.texts import _
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, Role
from views.widgets import Card, ErrorNote, ListRow, Page, Sign, Skeleton, ident


@component
def LicencesScreen() -> Any:
    """The list, read when it is opened; our own terms stand first."""
    opened, set_opened = ft.use_state("")
    found = use_query(lambda: asyncio.to_thread(parts))
    if found.error:
        return Page(_("开源许可与字体"), ErrorNote(found.error, found.reload), back="/me")
    if found.value is None:
        return Page(_("开源许可与字体"), Skeleton(6), back="/me")
    own = Card(
        ft.Text(
            _("学伴的代码用 MIT 许可；课程、知识图谱和图画用 CC BY-SA 4.0。下面是它用到的全部开放作品。"),
            style=BODY,
            color=Role.TEXT,
        )
    )
    rows: list[ft.Control] = []
    for part in found.value:
        rows.append(_row(part, opened == part.name, set_opened))
        if opened == part.name:
            rows.append(Card(ft.Text(part.text, style=CAPTION, color=Role.QUIET, selectable=True)))
    return Page(_("开源许可与字体"), own, *rows, back="/me", under=_("{n} 个部分").format(n=len(found.value)))


def _row(part: Part, is_open: bool, set_opened: Any) -> ft.Control:
    title = f"{part.name} {part.version}".strip()
    if not part.text:
        return ident(f"licence-{part.name}", ListRow(title, part.licence))
    sign = Sign(Icons.LESS if is_open else Icons.MORE, color=Role.EDGE)
    row = ListRow(
        title, part.licence, trailing=sign, on_click=lambda: set_opened("" if is_open else part.name), key=part.name
    )
    return ident(f"licence-{part.name}", row, button=True)
