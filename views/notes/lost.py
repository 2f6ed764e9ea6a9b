"""What two devices wrote at the same time: the text that lost can be brought back."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes import LostText
from client.notes.drafts import Draft
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, M, Role
from views.widgets import Card, Dialog, IconAction, TextLink, ident


@component
def Lost(draft: Draft) -> Any:
    """A button that shows the texts which lost; nothing when there are none."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    lost = use_query(lambda: app.client.notes.lost(draft.id), {"note"})
    texts: list[LostText] = lost.value or []

    def bring_back(text: LostText) -> None:
        if text.field == "title":
            draft.take(title=text.value)
        else:
            draft.take(body=text.value)
        set_opened(False)

    ft.use_dialog(
        Dialog(_("被覆盖的文字"), *(_text(text, bring_back) for text in texts), on_close=lambda: set_opened(False))
        if opened and texts
        else None
    )
    if not texts:
        return ft.Container(visible=False)
    button = IconAction(Icons.HISTORY, _("另一台设备上被覆盖的文字"), lambda: set_opened(True))
    return ident("note-lost", button)


def _text(text: LostText, bring_back: Any) -> ft.Control:
    field = _("标题") if text.field == "title" else _("正文")
    return Card(
        ft.Text(field, style=CAPTION, color=Role.QUIET),
        ft.Text(text.value or _("（空白）"), style=BODY, color=Role.TEXT, max_lines=12, selectable=True),
        ft.Row([TextLink(_("换回这一版"), lambda: bring_back(text), icon=Icons.RESTORE)]),
        padding=M,
    )
