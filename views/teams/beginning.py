"""The ways into a team: make one, or join by a code or a link. Both are done at once, also without a line."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, Icons, L, Role, S
from views.widgets import Card, ErrorNote, Field, Picture, PrimaryButton, SecondaryButton, TextLink, ident


@component
def Beginning(has_team: bool) -> Any:
    """Two buttons, either of which becomes one field; a link that was opened comes with its code typed."""
    app = use_app()
    joining = app.client.teams.joining
    linked = app.parameter("code")
    opened, set_opened = ft.use_state("join" if linked else "")
    typed, set_typed = ft.use_state(linked)

    async def send() -> None:
        await (joining.join(typed) if opened == "join" else joining.found(typed))
        set_typed("")
        set_opened("")

    sending = use_command(send)

    def show(what: str) -> Any:
        def opening() -> None:
            sending.clear()
            set_typed("")
            set_opened(what)

        return opening

    if opened:
        is_join = opened == "join"
        label = _("六个字母，或者整个链接") if is_join else _("小组的名字")
        field = Field(label, typed, set_typed, autofocus=True, on_submit=sending.run)
        send_word = _("加入") if is_join else _("建好")
        return Card(
            ft.Text(_("输入邀请码") if is_join else _("建一个小组"), style=HEADING, color=Role.TEXT),
            ident("team-typed", field),
            *([ErrorNote(sending.error)] if sending.error else []),
            ident("team-send", PrimaryButton(send_word, sending.run, busy=sending.running)),
            TextLink(_("返回"), show("")),
        )
    make = ident("team-new", (SecondaryButton if has_team else PrimaryButton)(_("建一个小组"), show("found")))
    code = ident("team-join", SecondaryButton(_("我有邀请码"), show("join")))
    find = ident("team-find", SecondaryButton(_("帮我找学伴"), lambda: app.go("/teams/partner"), Icons.SEARCH))
    ways = ft.Row([make, code, find], spacing=S, wrap=True)
    if has_team:
        return ways
    words = [
        ft.Text(_("和同学一起学，更容易坚持"), style=HEADING, color=Role.ON_SOFT),
        ft.Text(
            _("两到六个人一组：今天一起做什么、谁学完了，都看得到。有人没网也行，回来就补上。"),
            style=BODY,
            color=Role.ON_SOFT,
        ),
    ]
    side = ft.Column([*words, ways], spacing=S, tight=True, expand=True)
    picture = [Picture("friends", 96)] if app.wide else []
    return Card(ft.Row([*picture, side], spacing=L), color=Role.SOFT)
