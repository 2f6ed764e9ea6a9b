"""The code that leads into a team, with its picture; and the way out."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.teams.places import PLACES_INVITED
from client.teams.teams import Team
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.family.inviting import qr_picture
from views.guard import component
from views.theme import BODY, CAPTION, DISPLAY, HEADING, Icons, Role, S
from views.widgets import Card, ErrorNote, SecondaryButton, TextLink, ident


@component
def Inviting(team: Team, members: int) -> Any:
    """One press for the code; another shares the link where the system can."""
    app = use_app()
    shown: Any = ft.use_state("")
    code, set_code = shown

    async def invite() -> None:
        set_code((await app.client.teams.invite(team.id)).code)

    async def copy() -> None:
        await ft.Clipboard().set(link)
        app.toast(_("链接已复制，发给同学就行"))

    inviting, copying = use_command(invite), use_command(copy)
    link = f"{app.client.line.server}/t/{code}"
    if not code:
        full = members >= PLACES_INVITED
        words = _("小组满了，最多 {n} 人。").format(n=PLACES_INVITED) if full else ""
        button = SecondaryButton(_("请同学加入"), inviting.run, Icons.ADD, busy=inviting.running, disabled=full)
        parts: list[ft.Control] = [ident("team-invite", button)]
        if words:
            parts.append(ft.Text(words, style=CAPTION, color=Role.QUIET))
        if inviting.error:
            parts.append(ErrorNote(inviting.error))
        return ft.Column(parts, spacing=S, tight=True)
    about = _("同学在学伴里打开“组队”，点“我有邀请码”，输入这六个字母。一周内有效。")
    return Card(
        ft.Text(_("邀请码"), style=HEADING, color=Role.TEXT),
        ident("team-code", ft.Text(f"{code[:3]} {code[3:]}", style=DISPLAY, color=Role.TEXT)),
        ft.Text(about, style=BODY, color=Role.QUIET),
        ft.Row([qr_picture(link)], alignment=ft.MainAxisAlignment.CENTER),
        *([ErrorNote(copying.error)] if copying.error else []),
        ft.Row([ident("team-copy", TextLink(_("复制链接"), copying.run, Icons.LINK))]),
    )


@component
def Leaving(team: Team) -> Any:
    """Leaving says first what it means, since coming back needs an invitation."""
    app = use_app()
    asks, set_asks = ft.use_state(False)

    async def leave() -> None:
        await app.client.teams.leave(team.id)
        app.toast(_("已离开“{name}”").format(name=team.name))
        app.go("/teams")

    leaving = use_command(leave)
    if not asks:
        return ft.Row([ident("team-leave", TextLink(_("离开小组"), lambda: set_asks(True), color=Role.QUIET))])
    return Card(
        ft.Text(_("你写过的打卡和任务留给队友。要回来，得再收到邀请码。"), style=BODY, color=Role.QUIET),
        *([ErrorNote(leaving.error)] if leaving.error else []),
        ft.Row(
            [
                ident("team-leave-now", SecondaryButton(_("离开小组"), leaving.run, busy=leaving.running)),
                TextLink(_("留下"), lambda: set_asks(False)),
            ],
            spacing=S,
            wrap=True,
        ),
    )
