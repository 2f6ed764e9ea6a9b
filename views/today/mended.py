"""The card that says once that the database was damaged: what was mended, and what may be missing."""

from __future__ import annotations

import flet as ft

from client.dates import day_text
from client.store.mending import MENDED, Mended
from client.texts import _
from views.context import App
from views.theme import BODY, CAPTION, HEADING, Role
from views.widgets import Card, SecondaryButton, ident


def MendedCard(app: App, mended: Mended) -> ft.Control:
    """Stays until the person has read it."""

    async def read(_event: object) -> None:
        await app.client.store.set_setting(MENDED, None)

    return Card(
        ft.Semantics(content=ft.Text(_("数据文件坏过，已经修好"), style=HEADING, color=Role.ON_WARM_SOFT), header=True),
        ft.Text(_what(app, mended), style=BODY, color=Role.ON_WARM_SOFT),
        ft.Text(_("坏的文件没有删，在 {folder}").format(folder=mended.kept_in), style=CAPTION, color=Role.ON_WARM_SOFT),
        ft.Row([ident("mended-read", SecondaryButton(_("知道了"), read))]),
        color=Role.WARM_SOFT,
        key="mended",
    )


def _what(app: App, mended: Mended) -> str:
    if mended.whole:
        return _("能读的都读出来了，{n} 条记录一条不少。").format(n=mended.rows)
    rest = _("同步过的会自己回来；没有同步、又读不出来的，可能丢了。")
    if mended.copied is None:
        return _("没有备份可用，能读出来的 {n} 条都留下了。").format(n=mended.rows) + rest
    day = day_text(mended.copied.astimezone(app.client.plan.zone), year=False)
    return (
        _("用 {day} 的备份修的，之后写的又找回 {n} 条，现在一共 {all} 条。").format(
            day=day, n=mended.rescued, all=mended.rows
        )
        + rest
    )
