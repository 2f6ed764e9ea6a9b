"""Where a note is kept: its notebook, its tags, whether it stays on top."""

from __future__ import annotations

import re
from typing import Any

import flet as ft

from client.notes import Note
from client.notes.choosing import Shelves
from client.notes.drafts import Draft
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.theme import CAPTION, Icons, Role, S
from views.widgets import Chip, Dialog, Field, PrimaryButton, ident

OFFERED = 12


@component
def Sorting(draft: Draft) -> Any:
    """Chips that say it; a tap changes it."""
    app = use_app()
    notes = app.client.notes
    opened, set_opened = ft.use_state(False)

    async def read() -> tuple[Note | None, Shelves]:
        return await notes.get(draft.id), await notes.shelves()

    found = use_query(read, {"note"})
    note: Note | None = found.value[0] if found.value else None

    async def pin() -> None:
        await draft.flush()
        await notes.sort(draft.id, pinned=not (note and note.pinned))

    def close() -> None:
        set_opened(False)

    ft.use_dialog(
        _dialog(note, found.value[1], draft, notes, close) if opened and found.value else None,
    )
    kept = [
        ident("note-pin", Chip(_("已置顶") if note and note.pinned else _("置顶"), on_click=pin, icon=Icons.PIN)),
        ident(
            "note-notebook",
            Chip(
                note.notebook if note and note.notebook else _("放进笔记本"),
                on_click=lambda: set_opened(True),
                icon=Icons.NOTEBOOK,
            ),
        ),
    ]
    tags = [Chip(f"#{tag}", on_click=lambda: set_opened(True)) for tag in (note.tags if note else ())]
    more = ident("note-tags", Chip(_("标签"), on_click=lambda: set_opened(True), icon=Icons.TAG))
    return ft.Row([*kept, *tags, *([] if tags else [more])], spacing=S, tight=True)


def _dialog(note: Note | None, shelves: Shelves, draft: Draft, notes: Any, close: Any) -> ft.AlertDialog:
    return Dialog(
        _("放在哪里"),
        _Form(note, shelves, draft, notes, close, key="form"),
        on_close=close,
    )


@component
def _Form(note: Note | None, shelves: Shelves, draft: Draft, notes: Any, close: Any) -> Any:
    notebook, set_notebook = ft.use_state(note.notebook if note else "")
    tags, set_tags = ft.use_state(_("、").join(note.tags) if note else "")

    async def keep() -> None:
        close()
        await draft.flush()
        await notes.sort(draft.id, notebook=notebook, tags=split_tags(tags))

    def toggle(tag: str) -> None:
        now = split_tags(tags)
        set_tags(_("、").join([each for each in now if each != tag] if tag in now else [*now, tag]))

    books = [
        Chip(name, selected=name == notebook, on_click=lambda name=name: set_notebook("" if name == notebook else name))
        for name in list(shelves.notebooks)[:OFFERED]
    ]
    known = [
        Chip(f"#{tag}", selected=tag in split_tags(tags), on_click=lambda tag=tag: toggle(tag))
        for tag in list(shelves.tags)[:OFFERED]
    ]
    return ft.Column(
        [
            ident("sort-notebook", Field(_("笔记本"), notebook, set_notebook)),
            ft.Row(books, spacing=S, run_spacing=0, wrap=True, visible=bool(books)),
            ident("sort-tags", Field(_("标签"), tags, set_tags)),
            ft.Text(_("几个标签之间用顿号或空格分开"), style=CAPTION, color=Role.QUIET),
            ft.Row(known, spacing=S, run_spacing=0, wrap=True, visible=bool(known)),
            ft.Row([ident("sort-keep", PrimaryButton(_("好"), keep))], alignment=ft.MainAxisAlignment.END),
        ],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def split_tags(words: str) -> list[str]:
    """The tags in a line, as people part them."""
    return list(dict.fromkeys(re.findall(r"[\w/+-]+", words)))
