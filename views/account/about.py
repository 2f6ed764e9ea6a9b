"""What the app is made of: its version, where it keeps its data, and the open work that it stands on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any, NamedTuple

import flet as ft

from client.texts import _
from client.version import VERSION
from views.account.graphs import GraphRow
from views.context import use_app
from views.guard import component
from views.theme import CAPTION, LABEL, Icons, Role, S
from views.widgets import Dialog, ListRow, ident


class Work(NamedTuple):
    """Something open that we use; `package` is its name among the installed packages, if it is one."""

    name: str
    licence: str
    package: str = ""


WORKS = (
    Work("Flet · Flutter", "Apache-2.0 · BSD-3-Clause", "flet"),
    Work("HTTPX", "BSD-3-Clause", "httpx"),
    Work("Pydantic", "MIT", "pydantic"),
    Work("SQLModel", "MIT", "sqlmodel"),
    Work("SQLAlchemy", "MIT", "sqlalchemy"),
    Work("SQLite", "Public Domain"),
    Work("Py-FSRS", "MIT", "fsrs"),
    Work("APScheduler", "MIT", "apscheduler"),
    Work("Noto Sans SC · Adobe Source Han Sans", "SIL OFL 1.1"),
)


@component
def AboutRows() -> Any:
    """Version, storage folder, licences."""
    app = use_app()
    opened, set_opened = ft.use_state(False)
    ft.use_dialog(_licences(lambda: set_opened(False)) if opened else None)
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
                    on_click=lambda: set_opened(True),
                ),
                button=True,
            ),
        ],
        spacing=S,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _licences(close: Any) -> ft.AlertDialog:
    rows: list[ft.Control] = [
        ft.Column(
            [
                ft.Text(_name(work), style=LABEL, color=Role.TEXT),
                ft.Text(work.licence, style=CAPTION, color=Role.QUIET),
            ],
            spacing=0,
            tight=True,
        )
        for work in WORKS
    ]
    return Dialog(_("开源许可与字体"), *rows, on_close=close)


def _name(work: Work) -> str:
    if not work.package:
        return work.name
    try:
        return f"{work.name} {metadata(work.package)['Version']}"
    except PackageNotFoundError:
        return work.name
