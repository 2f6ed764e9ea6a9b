"""Report and block, one tap each, below what they are about."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import S
from views.widgets import Chip, ErrorNote, ident


@component
def Guarding(team: str, account: str, name: str, record: str = "", words: str = "") -> Any:
    """Both hold at once; blocking can be taken back."""
    app = use_app()
    safety = app.client.teams.safety

    async def report() -> None:
        await safety.report(team, account, record, words)
        app.toast(_("已举报，会有人来看。谢谢你说出来。"))

    async def block() -> None:
        await safety.block(account)
        app.toast(_("不再显示{name}说的话，以后也不会配到一组").format(name=name), lambda: safety.unblock(account))

    reporting, blocking = use_command(report), use_command(block)
    chips: list[ft.Control] = [
        ident(f"report-{account}", Chip(_("举报"), on_click=reporting.run)),
        ident(f"block-{account}", Chip(_("屏蔽"), on_click=blocking.run)),
    ]
    errors: list[ft.Control] = [ErrorNote(error) for error in (reporting.error, blocking.error) if error]
    return ft.Column([ft.Row(chips, spacing=S, run_spacing=0, wrap=True), *errors], spacing=S, tight=True)
