"""A new note from a template."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.templates import templates
from client.texts import _
from views.context import App
from views.theme import Icons
from views.widgets import Dialog, ListRow, ident


def BeginDialog(app: App, close: Any) -> ft.AlertDialog:
    """The templates, each with what it asks for."""

    def begins(key: str) -> Any:
        def begin() -> None:
            close()
            app.go(f"/notes/new?template={key}")

        return begin

    about = {
        "class": _("要点、例题、没听懂的、三句话总结"),
        "mistake": _("当时怎么想的、错在哪一步、下次怎么办"),
        "reading": _("摘抄、我的想法、想继续了解的"),
    }
    icons = {"class": Icons.COURSE, "mistake": Icons.MISTAKE, "reading": Icons.CHINESE}
    rows = [
        ident(f"template-{key}", ListRow(each.name, about[key], icons[key], on_click=begins(key)), button=True)
        for key, each in templates("").items()
    ]
    return Dialog(_("用模板新建"), *rows, on_close=close)
