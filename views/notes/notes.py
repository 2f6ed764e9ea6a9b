"""The list of notes: search, filters, order, in pages; new ones, also from a template."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.notes import NoteCard
from client.notes.choosing import ALL_NOTES, Chosen, Shelves
from client.notes.sharing import place_of
from client.search import Typed
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.notes.beginning import BeginDialog
from views.notes.desk import open_note
from views.notes.filters import Filters
from views.notes.shared import shared_words
from views.notes.takeout import TakeOut
from views.query import use_query
from views.shell.keeping import use_kept
from views.shell.panes import use_chosen
from views.shell.reach import use_reach
from views.shortcuts.rows import Rows, use_rows
from views.theme import CAPTION, Icons, Role, S
from views.when import when
from views.widgets import (
    EmptyState,
    ErrorNote,
    Field,
    IconAction,
    ListRow,
    Page,
    PrimaryButton,
    Skeleton,
    TextLink,
    ident,
)

PAGE_SIZE = 20


@dataclass(frozen=True)
class _Found:
    """What is shown: `page` and `search` are those that it was read for."""

    cards: list[NoteCard]
    total: int
    all: int
    shelves: Shelves
    page: int
    search: str


@component
def NotesScreen() -> Any:
    """All notes, or those with the words that are looked for."""
    app = use_app()
    search, set_search = use_kept("notes.search", "")
    page, set_page = use_kept("notes.page", 0)
    chosen, set_chosen = use_kept("notes.chosen", ALL_NOTES)
    choosing, set_choosing = ft.use_state(False)

    async def read() -> _Found:
        notes, narrowed = app.client.notes, bool(search.strip()) or not chosen.everything

        async def count() -> int | None:
            return await notes.count(search, chosen) if narrowed else None

        # side by side: one waits for this at every key of the search
        cards, shelves, every, found = await asyncio.gather(
            notes.list(PAGE_SIZE, page * PAGE_SIZE, search=search, chosen=chosen),
            notes.shelves(),
            notes.count(),
            count(),
        )
        total = every if found is None else found
        last = max(0, (total - 1) // PAGE_SIZE)
        if page > last:  # notes have gone since
            cards = await notes.list(PAGE_SIZE, last * PAGE_SIZE, search=search, chosen=chosen)
        return _Found(cards, total, every, shelves, min(page, last), search)

    found = use_query(read, {"note"}, [search, page, chosen], remember="notes")

    def look_for(text: str) -> None:
        set_search(text)
        set_page(0)

    def choose(wanted: Chosen) -> None:
        set_chosen(wanted)
        set_page(0)

    def turn(step: int) -> None:
        if shown is not None:  # from where one wanted to be: the presses may be quicker than what is read for them
            set_page(max(0, min(page, (shown.total - 1) // PAGE_SIZE) + step))

    ft.use_dialog(BeginDialog(app, lambda: set_choosing(False)) if choosing else None)

    def write() -> None:
        app.go("/notes/new")

    shown: _Found | None = found.value
    cards = shown.cards if shown else []
    rows = use_rows(
        [card.id for card in cards],
        lambda card_id: app.page.run_task(open_note, app, card_id),
        use_chosen("/notes"),
    )
    key = f"notes {shown.page if shown else page}"
    reach = use_reach(key, len(cards))
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
    return Page(
        _("笔记"),
        ident("note-search", Field(_("搜索笔记"), search, look_for)),
        Filters(chosen, shown.shelves, choose),
        *([ErrorNote(found.error, found.reload)] if found.error else []),
        _rows(cards[:reach], app, rows, shown.search) if cards else _nothing(search, lambda: choose(ALL_NOTES)),
        *([_pager(shown.total, shown.page, turn)] if shown.total > PAGE_SIZE else []),
        actions=[out, begin, new],
        key=key,
    )


def _rows(cards: list[NoteCard], app: App, rows: Rows, search: str) -> ft.Control:
    now = app.client.clock.now_utc()

    def row(card: NoteCard) -> ft.Control:
        # Beside an open note the list is drawn anew again and again, and one row of it is another.
        shown = ft.memo(Row)(card, when(card.updated, now) if card.updated else "", rows.at(card.id), search)
        return ident(f"note-{card.id}", shown, key=card.id, button=True)

    return ft.Column([row(card) for card in cards], spacing=S, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def Row(card: NoteCard, moment: str, rows: Rows, search: str) -> Any:
    """A note in the list; `moment`: when it was changed, `rows`: whether it is marked or open."""
    app = use_app()

    async def open_it() -> None:
        await open_note(app, card.id)

    place = place_of(app.client.store.standing, card.space_id)
    shared = [shared_words(place)] if place else []
    icon = Icons.PIN if card.pinned else Icons.TEAM if place else Icons.COURSE if card.lesson_id else Icons.NOTE
    where = " · ".join([*shared, *([card.notebook] if card.notebook else []), *(f"#{tag}" for tag in card.tags)])
    shown = ListRow(
        card.title or _("（空白笔记）"),
        f"{where}\n{card.snippet}" if where else card.snippet,
        leading=icon,
        trailing=ft.Text(moment, style=CAPTION, color=Role.QUIET),
        on_click=open_it,
        typed=Typed(search) if search.strip() else None,
    )
    return rows.dress(shown, card.id)


def _nothing(search: str, show_all: Any) -> ft.Control:
    if not search.strip():
        return EmptyState("search", _("这里还没有笔记"), _("换个笔记本或标签看看。"), _("看全部笔记"), show_all)
    return EmptyState("search", _("没有找到含有“{words}”的笔记").format(words=search.strip()), _("换个词再找找。"))


def _pager(total: int, page: int, turn: Callable[[int], Any]) -> ft.Control:
    last = (total - 1) // PAGE_SIZE
    first = page * PAGE_SIZE
    place = _("第 {first}–{last} 篇，共 {n} 篇").format(first=first + 1, last=min(first + PAGE_SIZE, total), n=total)
    return ft.Row(
        [
            ft.Container(TextLink(_("较新"), lambda: turn(-1)), visible=page > 0),
            ft.Text(place, style=CAPTION, color=Role.QUIET),
            ft.Container(TextLink(_("较早"), lambda: turn(1)), visible=page < last),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=S,
    )
