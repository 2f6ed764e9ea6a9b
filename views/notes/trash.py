"""The trash of the notes: what was removed, and the way back."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.notes import NoteCard
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, Icons, Role
from views.widgets import EmptyState, ErrorNote, ListRow, Page, Skeleton, TextLink, ident


@component
def TrashScreen() -> Any:
    """`/notes/trash`."""
    app = use_app()
    notes = app.client.notes
    found = use_query(notes.trash, {"note"})

    async def restore(note_id: str) -> None:
        await notes.restore(note_id)
        app.toast(_("回到笔记里了"), undo=lambda: notes.delete(note_id))

    bring_back = use_command(restore)
    if found.value is None:
        rest = ErrorNote(found.error, found.reload) if found.error else Skeleton(3)
        return Page(_("回收站"), rest, back="/notes")
    cards: list[NoteCard] = found.value
    if not cards:
        empty = EmptyState(
            Icons.DELETE, _("回收站是空的"), _("删掉的笔记会先到这里，可以随时拿回来。"), _("回到笔记"),
            lambda: app.go("/notes"),
        )  # fmt: skip
        return Page(_("回收站"), empty, back="/notes")
    return Page(
        _("回收站"),
        *([ErrorNote(bring_back.error)] if bring_back.error else []),
        ft.Text(_("登录同步后，放进来满 30 天的笔记会彻底清除。"), style=BODY, color=Role.QUIET),
        *[_row(card, partial(app.page.run_task, bring_back.run, card.id)) for card in cards],
        back="/notes",
    )


def _row(card: NoteCard, restore: Any) -> ft.Control:
    link = ident(f"restore-{card.id}", TextLink(_("拿回来"), restore, Icons.RESTORE))
    return ListRow(card.title or _("（空白笔记）"), card.snippet, leading=Icons.NOTE, trailing=link, key=card.id)
