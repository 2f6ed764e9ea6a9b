"""A parent answers whether a child may be in teams."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.teams.consent import AskedConsent
from client.teams.places import PLACES_INVITED
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, Role, S
from views.widgets import Card, Chip, ErrorNote, ident


@component
def ConsentCard(asked: AskedConsent) -> Any:
    """What a child asks for, and the answers, one tap each."""
    app = use_app()
    name = asked.name or _("孩子")

    async def say(agrees: bool) -> None:
        await app.client.teams.consent.say(asked, agrees=agrees)
        app.toast((_("已同意{name}组队") if agrees else _("已经告诉{name}：这次先不组队")).format(name=name))

    saying = use_command(say)
    what = _("想建一个小组“{team}”。").format(team=asked.team) if asked.team else _("收到同学的邀请，想加入学习小组。")
    about = _("小组最多 {n} 人，只能看到彼此的打卡、任务和预设的鼓励话。同意一次，以后组队不再问。").format(
        n=PLACES_INVITED
    )
    return Card(
        ft.Text(_("{name}想和同学组队").format(name=name), style=HEADING, color=Role.ON_WARM_SOFT),
        ft.Text(what + about, style=BODY, color=Role.ON_WARM_SOFT),
        *([ErrorNote(saying.error)] if saying.error else []),
        ft.Row(
            [
                ident("consent-yes", Chip(_("同意"), selected=True, on_click=lambda: _run(app, saying, True))),
                ident("consent-no", Chip(_("这次不"), on_click=lambda: _run(app, saying, False))),
            ],
            spacing=S,
            run_spacing=0,
            wrap=True,
        ),
        color=Role.WARM_SOFT,
        key=f"consent-{asked.request_id}",
    )


def _run(app: Any, command: Any, agrees: bool) -> None:
    app.page.run_task(command.run, agrees)
