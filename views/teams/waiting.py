"""What is under way: it is on the screen from the first press on, whatever the network does."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.teams.intents import PARENT, REFUSED, Intent
from client.texts import _
from views.account.who import use_account
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, CAPTION, HEADING, Icons, M, Role
from views.widgets import Card, Emblem, PrimaryButton, TextLink, ident


@component
def WaitingCard(intent: Intent) -> Any:
    """One intent: joining by a code, or making a team of a name."""
    app = use_app()
    account = use_account()
    joining = app.client.teams.joining

    no = _("不加入了") if intent.code else _("不建了")

    async def drop() -> None:
        await joining.drop(intent.request_id)

        async def again() -> None:
            await (joining.join(intent.code) if intent.code else joining.found(intent.name))

        app.toast(no, again)

    dropping = use_command(drop)
    title = _("正在加入…") if intent.code else _("正在建“{name}”…").format(name=intent.name)
    words = _("网络不好也没关系：已经记下了，会一直试，关掉应用也不会丢。")
    sign: ft.Control = ft.ProgressRing(width=22, height=22, stroke_width=2.5, color=Role.ACCENT)
    ways: list[ft.Control] = []
    if intent.state == REFUSED:
        title, words, sign = _("没有加入") if intent.code else _("没有建成"), intent.reason, Emblem(Icons.INFO)
    elif not account.signed_in:
        sign = Emblem(Icons.LOGIN)
        if intent.code:
            title, words = _("登录后自动加入"), _("邀请码已经记下了。")
        else:
            title, words = _("登录后自动建“{name}”").format(name=intent.name), _("名字已经记下了。")
        ways.append(ident("intent-login", PrimaryButton(_("登录或注册"), lambda: app.go("/me/account?to=/teams"))))
    elif intent.state == PARENT:
        title, sign = _("等家长同意"), Emblem(Icons.FAMILY)
        if app.client.teams.consent.has_family:
            words = _("已经告诉家长。家长在自己的设备上点“同意”，你就自动加入了。")
        else:
            words = _("不满 14 岁第一次组队要家长同意。先和家长连在一起，剩下的会自动进行。")
            ways.append(ident("intent-family", PrimaryButton(_("打开家庭"), lambda: app.go("/me/family"))))
    code = _("邀请码 {code}").format(code=f"{intent.code[:3]} {intent.code[3:]}") if intent.code else ""
    said = ft.Column(
        [
            ft.Text(title, style=HEADING, color=Role.TEXT),
            *([ft.Text(code, style=CAPTION, color=Role.QUIET)] if code else []),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    word = _("知道了") if intent.state == REFUSED else no
    ways.append(ident("intent-drop", TextLink(word, dropping.run)))
    card = Card(
        ft.Row([sign, said], spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        ft.Text(words, style=BODY, color=Role.QUIET),
        ft.Row(ways, wrap=True),
        key=intent.request_id,
    )
    return ft.Semantics(content=card, live_region=True)
