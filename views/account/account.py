"""Register, sign in, sign out."""

from __future__ import annotations

from typing import Any, cast

import flet as ft

from client.account import AccountError
from client.texts import _
from views.account.who import SyncCard, use_account, use_sync
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.help.hint import HelpLink
from views.theme import BODY, CAPTION, FORM_WIDTH, Icons, M, Role
from views.widgets import Card, ErrorNote, Field, Page, PrimaryButton, SecondaryButton, Segmented, TextLink, ident


@component
def AccountScreen() -> Any:
    """The form while signed out (or no longer let in), the account while signed in."""
    state, status = use_account(), use_sync()
    content = _SignedIn() if state.signed_in and status.state != "attention" else _Form()
    return Page(
        _("账号"),
        ft.Container(ft.Container(content, width=FORM_WIDTH), alignment=ft.Alignment.TOP_CENTER),
        back=_back_to(use_app()),
    )


def _back_to(app: App) -> str:
    """Where one came from to sign in (`/me/account?to=/teams`), and where one is led back to."""
    wanted = app.parameter("to")
    return wanted if wanted.startswith("/") else "/me"


@component
def _Form() -> Any:
    app = use_app()
    owner = app.client.account.state.owner
    joining, set_joining = ft.use_state(not owner)
    name, set_name = ft.use_state(owner)
    password, set_password = ft.use_state("")
    young, set_young = ft.use_state(False)
    agreed, set_agreed = ft.use_state(False)
    wrong, set_wrong = ft.use_state(cast("tuple[str, str]", ("", "")))

    async def enter() -> None:
        account = app.client.account
        set_wrong(("", ""))
        try:
            if joining:
                await account.register(name, password, under_14=young)
            else:
                await account.sign_in(name, password)
        except AccountError as error:
            if not error.field:
                raise
            set_wrong((error.field, error.sentence))
            return
        app.toast(_("欢迎，{name}！正在同步你的内容。").format(name=account.state.name))
        app.go(_back_to(app))

    submit = use_command(enter)

    def choose(way: str) -> None:
        set_joining(way == "register")
        set_wrong(("", ""))
        submit.clear()

    def error_at(field: str) -> str | None:
        return wrong[1] if wrong[0] == field else None

    ages = {"grown": _("满 14 岁"), "young": _("不满 14 岁")}
    if joining and young and not agreed:
        from views.account.consent import Consent  # few need it, once

        return ft.Column(
            [
                Segmented(ages, "young", lambda age: set_young(age == "young"), name="age", label=_("年龄")),
                Consent(lambda: set_agreed(True), key="consent"),
            ],
            spacing=M,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    ways = {"sign-in": _("登录"), "register": _("注册新账号")}
    promise = (
        _("注册后，这台设备上已经写下的内容会归到新账号里。")
        if joining
        else _("登录后，这台设备上已经写下的内容会和账号里的合在一起，什么都不会丢。")
    )
    return Card(
        Segmented(ways, "register" if joining else "sign-in", choose, name="account-choice"),
        ft.Text(promise, style=BODY, color=Role.QUIET),
        *(
            [
                Segmented(
                    ages,
                    "young" if young else "grown",
                    lambda age: set_young(age == "young"),
                    name="age",
                    label=_("年龄"),
                )
            ]
            if joining
            else []
        ),
        ident("account-name", Field(_("用户名"), name, set_name, error=error_at("name"), on_submit=submit.run)),
        ident(
            "account-password",
            Field(
                _("密码（至少 8 位）"),
                password,
                set_password,
                error_at("password"),
                password=True,
                on_submit=submit.run,
            ),
        ),
        *([ErrorNote(submit.error)] if submit.error else []),
        ident(
            "account-submit",
            ft.Row([PrimaryButton(_("注册") if joining else _("登录"), submit.run, busy=submit.running, expand=True)]),
        ),
        ft.Text(
            _("服务器：{server}").format(server=app.client.line.server),
            style=CAPTION,
            color=Role.QUIET,
            text_align=ft.TextAlign.CENTER,
        ),
        *([] if joining else [HelpLink("password", _("忘了密码？"))]),
        ft.Row([_EraseLink(_("删除这台设备上的数据"))], alignment=ft.MainAxisAlignment.CENTER),
    )


def _EraseLink(words: str) -> ft.Control:
    app = use_app()
    return ident("erase-open", TextLink(words, lambda: app.go("/me/delete"), Icons.DELETE, Role.QUIET))


@component
def _SignedIn() -> Any:
    app = use_app()
    state = use_account()

    async def leave() -> None:
        await app.client.account.sign_out()
        app.toast(_("已退出登录，内容都还在这台设备上"))

    sign_out = use_command(leave)
    facts = [(_("用户名"), state.name), (_("这台设备"), state.device), (_("服务器"), app.client.line.server)]
    return ft.Column(
        [
            Card(
                *(
                    ft.Column(
                        [
                            ft.Text(label, style=CAPTION, color=Role.QUIET),
                            ft.Text(value, style=BODY, color=Role.TEXT, selectable=True),
                        ],
                        spacing=0,
                        tight=True,
                    )
                    for label, value in facts
                )
            ),
            SyncCard(),
            *([ErrorNote(sign_out.error)] if sign_out.error else []),
            ft.Row(
                [
                    ident(
                        "sign-out",
                        SecondaryButton(_("退出登录"), sign_out.run, icon=Icons.LOGOUT, busy=sign_out.running),
                    )
                ]
            ),
            ft.Text(_("退出后内容留在这台设备上，只是不再同步。"), style=CAPTION, color=Role.QUIET),
            ft.Row([_EraseLink(_("删除账号和数据"))]),
        ],
        spacing=M,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
