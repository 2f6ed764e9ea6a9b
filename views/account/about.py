"""What the app is made of: its version, where it keeps its data, and the open work that it stands on."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from client.version import VERSION
from views.account.graphs import GraphRow
from views.context import use_app
from views.guard import component
from views.theme import Icons, S
from views.widgets import ListRow, ident


@component
def AboutRows() -> Any:
    """Version, storage folder, licences."""
    app = use_app()
    folder = str(app.client.data_dir)
    return ft.Column(
        [
            ListRow(_("学伴"), _("版本 {version}").format(version=VERSION), leading=Icons.INFO),
            ident("storage-folder", ListRow(_("数据文件夹"), folder, leading=Icons.FOLDER)),
            GraphRow(),
            ident(
                "licences",
                ListRow(
                    _("开源许可与字体"),
                    _("学伴站在这些开放作品之上"),
                    leading=Icons.THANKS,
                    on_click=lambda: app.go("/me/licences"),
                ),
                button=True,
            ),
        ],
        spacing=S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
