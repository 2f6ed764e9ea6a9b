"""What the list of notes is made of: its rows, what stands there when nothing is found, the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.notes import NoteCard
from client.notes.sharing import place_of
from client.search.names import Typed
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.notes.desk import open_note
from views.notes.found import PAGE_SIZE, Found
from views.notes.shared import shared_words
from views.shortcuts.rows import Rows
from views.theme import CAPTION, Icons, Role, S
from views.when import when
from views.widgets import EmptyState, ListRow, TextLink, ident


def note_rows(cards: list[NoteCard], app: App, rows: Rows, search: str) -> ft.Control:
    """The rows of these notes; `search`: what was looked for."""
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


def nothing(search: str, show_all: Any) -> ft.Control:
    """No note is like what was looked for or chosen."""
    if not search.strip():
        return EmptyState("search", _("这里还没有笔记"), _("换个笔记本或标签看看。"), _("看全部笔记"), show_all)
    return EmptyState("search", _("没有找到含有“{words}”的笔记").format(words=search.strip()), _("换个词再找找。"))


def pager(found: Found, turn: Callable[[int], Any]) -> ft.Control:
    """Which of how many notes these are, and the way to newer and older ones."""
    first, total = found.page * PAGE_SIZE, found.total
    place = _("第 {first}–{last} 篇，共 {n} 篇").format(first=first + 1, last=min(first + PAGE_SIZE, total), n=total)
    return ft.Row(
        [
            ft.Container(TextLink(_("较新"), lambda: turn(-1)), visible=found.page > 0),
            ft.Text(place, style=CAPTION, color=Role.QUIET),
            ft.Container(TextLink(_("较早"), lambda: turn(1)), visible=found.page < found.last),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        spacing=S,
    )
