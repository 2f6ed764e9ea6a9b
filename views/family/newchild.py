"""A parent makes an account for a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, Role
from views.widgets import Card, ErrorNote, Field, PrimaryButton, TextLink, ident


@component
def NewChild(home: str, on_done: Callable[[], Any]) -> Any:
    """Name and password, with which the child signs in on its own device."""
    app = use_app()
    name, set_name = ft.use_state("")
    password, set_password = ft.use_state("")

    async def make() -> None:
        await app.client.family.make_child(home, name, password)
        app.toast(_("“{name}”已经在家庭里了，在孩子的设备上用它登录。").format(name=name.strip()))
        on_done()

    making = use_command(make)
    return Card(
        ft.Text(_("给孩子建账号"), style=HEADING, color=Role.TEXT),
        ft.Text(
            _("您来建，就是您同意孩子使用。学伴只存孩子写下的内容和学习记录，不要真名、电话和位置。"),
            style=BODY,
            color=Role.QUIET,
        ),
        ident("child-name", Field(_("孩子的用户名"), name, set_name)),
        ident(
            "child-password", Field(_("密码（至少 8 位）"), password, set_password, password=True, on_submit=making.run)
        ),
        *([ErrorNote(making.error)] if making.error else []),
        ident("child-make", PrimaryButton(_("建好并加入家庭"), making.run, busy=making.running)),
        TextLink(_("返回"), on_done),
    )
