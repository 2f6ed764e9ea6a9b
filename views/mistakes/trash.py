"""The trash of the mistake book: what was removed, and the way back."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.mistakes.entries import TrashEntry
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, Icons, Role
from views.widgets import EmptyState, ErrorNote, ListRow, Page, Skeleton, TextLink, ident


@component
def TrashScreen() -> Any:
    """`/mistakes/trash`."""
    app = use_app()
    found = use_query(app.client.mistakes.trash, {"mistake"})

    async def restore(mistake_id: str) -> None:
        await app.client.mistakes.restore(mistake_id)
        app.toast(_("回到错题本了"), undo=lambda: app.client.mistakes.delete(mistake_id))

    bring_back = use_command(restore)
    if found.value is None:
        rest = ErrorNote(found.error, found.reload) if found.error else Skeleton(3)
        return Page(_("回收站"), rest, back="/mistakes")
    entries: list[TrashEntry] = found.value
    if not entries:
        empty = EmptyState(
            Icons.DELETE, _("回收站是空的"), _("从错题本移出的题会先到这里，可以随时拿回来。"), _("回到错题本"),
            lambda: app.go("/mistakes"),
        )  # fmt: skip
        return Page(_("回收站"), empty, back="/mistakes")
    return Page(
        _("回收站"),
        *([ErrorNote(bring_back.error)] if bring_back.error else []),
        ft.Text(_("登录同步后，放进来满 30 天的题会彻底清除。"), style=BODY, color=Role.QUIET),
        *[_row(entry, partial(app.page.run_task, bring_back.run, entry.id)) for entry in entries],
        back="/mistakes",
    )


def _row(entry: TrashEntry, restore: Any) -> ft.Control:
    link = ident(f"restore-{entry.id}", TextLink(_("拿回来"), restore, Icons.RESTORE))
    words = entry.words or _("图片里的题")
    return ListRow(words, entry.source, leading=Icons.MISTAKE, trailing=link, key=entry.id)
