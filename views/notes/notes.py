"""The list of notes: search, filters, order, in pages; new ones, also from a template."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes import NoteCard
from client.notes.choosing import ALL_NOTES, Chosen
from client.texts import _
from views.context import use_app
from views.drawn import drawn
from views.guard import component
from views.notes.beginning import BeginDialog
from views.notes.desk import open_note
from views.notes.filters import Filters
from views.notes.found import PAGE_SIZE, Found, find
from views.notes.rows import note_rows, nothing, pager
from views.notes.takeout import TakeOut
from views.query import use_query
from views.shell.keeping import use_kept
from views.shell.panes import use_chosen
from views.shell.reach import use_reach
from views.shortcuts.rows import use_rows
from views.theme import Icons
from views.widgets import (
    EmptyState,
    ErrorNote,
    Field,
    IconAction,
    Leaves,
    Page,
    PrimaryButton,
    Skeleton,
    ident,
)


@component
def NotesScreen() -> Any:
    """All notes, or those with the words that are looked for."""
    app = use_app()
    search, set_search = use_kept("notes.search", "")
    page, set_page = use_kept("notes.page", 0)
    chosen, set_chosen = use_kept("notes.chosen", ALL_NOTES)
    choosing, set_choosing = ft.use_state(False)

    async def read() -> Found:
        if shown is not None and shown.page == page:
            await drawn()  # what is known of it goes out first
        return await find(app.client.notes, search, page, chosen)

    found = use_query(read, {"note"}, [search, page, chosen], remember="notes")

    def look_for(text: str) -> None:
        set_search(text)
        set_page(0)

    def choose(wanted: Chosen) -> None:
        set_chosen(wanted)
        set_page(0)

    def turn(step: int) -> None:
        if shown is not None:  # from where one wanted to be: the presses may be quicker than what is read for them
            set_page(max(0, min(page, shown.last) + step))

    ft.use_dialog(BeginDialog(app, lambda: set_choosing(False)) if choosing else None)

    def write() -> None:
        app.go("/notes/new")

    shown: Found | None = found.value and found.value.turned(page)
    cards = shown.cards if shown else []
    rows = use_rows(
        [card.id for card in cards],
        lambda card_id: app.page.run_task(open_note, app, card_id),
        use_chosen("/notes"),
    )
    at = shown.page if shown else page
    key, after = f"notes {at}", f"notes {at + 1}" if shown and shown.ahead else ""
    reach = use_reach(key, len(cards), after)
    if shown is None:
        return Page(_("笔记"), ErrorNote(found.error, found.reload) if found.error else Skeleton())
    if not shown.all and not search:
        return Page(
            _("笔记"),
            ident(
                "new-note",
                EmptyState(
                    "note",
                    _("还没有笔记"),
                    _("学到一个好方法、错了一道题，都可以写下来。支持 Markdown 和公式，会同步到你的每台设备。"),
                    _("写第一篇笔记"),
                    write,
                    Icons.ADD,
                ),
            ),
        )
    new = ident("new-note", PrimaryButton(_("新建"), write, icon=Icons.ADD))
    out = TakeOut(chosen.notebook)
    begin = ident("note-templates", IconAction(Icons.MARGIN, _("用模板新建"), lambda: set_choosing(True)))

    def leaf(notes: list[NoteCard], below: Found) -> list[ft.Control]:
        return [
            ident("note-search", Field(_("搜索笔记"), search, look_for)),
            Filters(chosen, below.shelves, choose, key="filters"),
            *([ErrorNote(found.error, found.reload)] if found.error else []),
            note_rows(notes, app, rows, below.search) if notes else nothing(search, lambda: choose(ALL_NOTES)),
            *([pager(below, turn)] if below.total > PAGE_SIZE else []),
        ]

    return Page(
        _("笔记"),
        *leaf(cards[: reach.rows], shown),
        actions=[out, begin, new],
        key=key,
        leaves=Leaves(after, leaf(shown.ahead, shown.turned(at + 1))) if reach.leaf else Leaves(),
    )
