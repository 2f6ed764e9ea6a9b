"""Share a written course with a family or a team."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.authoring.publishing import Audience
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, Role, S
from views.widgets import Dialog, Emblem, ErrorNote, ListRow, PrimaryButton, SecondaryButton, Skeleton, TextLink, ident


def PublishDialog(manuscript_id: str, on_export: Any, on_close: Any) -> ft.AlertDialog:
    """Where to share it, and where it is shared already; or a file to give away by hand."""
    export = ident("manuscript-export", SecondaryButton(_("导出课程包"), on_export, Icons.DOWNLOAD))
    return Dialog(_("分享给谁"), _Audiences(manuscript_id), ft.Row([export], wrap=True), on_close=on_close)


@component
def _Audiences(manuscript_id: str) -> Any:
    app = use_app()
    found = use_query(lambda: app.client.authoring.audiences(manuscript_id), {"publication", "setting"})
    if found.error:
        return ErrorNote(found.error, found.reload)
    if found.value is None:
        return Skeleton(rows=1)
    if not found.value:
        words = _(
            "还没有家庭或小组空间。登录并加入一个以后，就能把课程分享给大家；现在可以先导出课程包，发给别人导入。"
        )
        return ft.Text(words, style=BODY, color=Role.QUIET)
    return ft.Column(
        [_Audience(manuscript_id, audience, key=audience.space) for audience in found.value],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def _Audience(manuscript_id: str, audience: Audience) -> Any:
    app = use_app()
    authoring = app.client.authoring

    async def publish() -> None:
        card = await authoring.publish(manuscript_id, audience.space, app.client.account.state.name)
        app.toast(
            _("《{title}》第 {n} 版已分享到“{space}”").format(title=card.title, n=card.version, space=audience.name)
        )

    async def withdraw() -> None:
        await authoring.withdraw(manuscript_id, audience.space)
        app.toast(_("不再分享了；下载过的人还留着"))

    publishing, withdrawing = use_command(publish), use_command(withdraw)
    about = _("已分享第 {n} 版").format(n=audience.published) if audience.published else _("还没有分享")
    word = _("分享新的一版") if audience.published else _("分享")
    kind = PrimaryButton if not audience.published else SecondaryButton
    row: list[ft.Control] = [
        ident(f"publish-{audience.space}", kind(word, publishing.run, Icons.TEAM, busy=publishing.running))
    ]
    if audience.published:
        row.append(ident(f"withdraw-{audience.space}", TextLink(_("不再分享"), withdrawing.run)))
    error = publishing.error or withdrawing.error
    return ft.Column(
        [
            ListRow(audience.name or _("家庭"), about, leading=Emblem(Icons.TEAM)),
            ft.Row(row, spacing=S, wrap=True),
            *([ErrorNote(error)] if error else []),
            ft.Text(_("成员的“课程目录”里会出现它；学过的进度不会丢。"), style=CAPTION, color=Role.QUIET),
        ],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
