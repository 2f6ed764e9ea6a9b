"""How sync stands, in full and at rest: what waits, which devices there are, what was refused, what lost."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.account.devices import Devices
from views.account.kept import LostValues, RefusedChanges
from views.account.who import SyncCard, use_account, use_sync
from views.context import use_app
from views.guard import component
from views.help.hint import HelpLink
from views.theme import BODY, CAPTION, LABEL, Icons, M, Role, S
from views.when import when
from views.widgets import Card, Page, PrimaryButton, Section, Sign, ident


@component
def SyncScreen() -> Any:
    """`/me/sync`: nothing here asks for anything; what can be done stands beside what it is about."""
    state = use_account()
    return Page(
        _("同步"),
        SyncCard(),
        *([Devices()] if state.signed_in else [_SignIn()]),
        RefusedChanges(),
        LostValues(),
        Errors(),
        HelpLink("devices"),
        back="/me",
    )


@component
def _SignIn() -> Any:
    app = use_app()
    words = ft.Text(_("登录以后，这里会列出你的每台设备。"), style=BODY, color=Role.QUIET)
    button = PrimaryButton(_("登录或注册"), lambda: app.go("/me/account"), icon=Icons.LOGIN)
    return Section(_("我的设备"), Card(words, ft.Row([ident("sync-sign-in", button)], wrap=True)))


@component
def Errors() -> Any:
    """The last errors, as sentences; nothing while there were none."""
    app = use_app()
    use_sync()  # an error changes how sync stands
    errors = app.client.history.errors()
    if not errors:
        return ft.Container(visible=False)
    now = app.client.clock.now_utc()
    rows: list[ft.Control] = [
        ft.Row(
            [
                Sign(Icons.FAULT, size=20, color=Role.QUIET),
                ft.Column(
                    [
                        ft.Text(sentence, style=LABEL, color=Role.TEXT),
                        ft.Text(when(moment, now), style=CAPTION, color=Role.QUIET),
                    ],
                    spacing=2,
                    tight=True,
                    expand=True,
                ),
            ],
            spacing=M,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for moment, sentence in errors
    ]
    column = ft.Column(rows, spacing=S, tight=True)
    return ident("sync-errors", Section(_("最近的错误"), Card(column)))
