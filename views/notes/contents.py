"""What a note holds and what leads to it: its headings, its cards, the notes that link to it, how it was before."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.mistakes.noted.reading import NotedInNote
from client.notes import NoteCard
from client.notes.versions import Version, difference
from client.notes.writing.outline import Heading, outline
from client.texts import _
from views.context import use_app
from views.guard import component
from views.notes.hand import Hand
from views.notes.noted import noted_rows
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, Icons, M, Role, S
from views.when import when
from views.widgets import Card, Dialog, IconAction, ListRow, Segmented, TextLink, ident

LINES = 40
"""So many lines of a difference are shown."""


@component
def Contents(hand: Hand) -> Any:
    """The button that opens it."""
    app = use_app()
    draft = hand.draft
    opened, set_opened = ft.use_state("")
    notes = app.client.notes

    async def read() -> tuple[list[NoteCard], list[Version], list[NotedInNote]]:
        if not opened:
            return [], [], []
        cards = await app.client.mistakes.in_note(draft.id)
        return await notes.backlinks(draft.id, draft.title), await notes.versions(draft.id), cards

    found = use_query(read, {"note", "noted_card", "review"}, [opened])
    links, versions, cards = found.value or ([], [], [])

    async def jump(heading: Heading) -> None:
        set_opened("")
        await hand.go(heading.start)

    async def jump_to(card: NotedInNote) -> None:
        set_opened("")
        place = await app.client.mistakes.place_of(card.id)
        await hand.go(place or 0)

    def bring_back(version: Version) -> None:
        before, title = draft.body, draft.title
        draft.take(title=version.title, body=version.body)
        set_opened("")

        async def undo() -> None:
            draft.take(title=title, body=before)

        app.toast(_("换回了那时的样子"), undo=undo)

    def close() -> None:
        set_opened("")

    def go(card: NoteCard) -> None:
        set_opened("")
        app.go(f"/notes/{card.id}")

    dialog = None
    if opened:
        parts = {"outline": _("大纲"), "cards": _("卡片"), "links": _("链接"), "history": _("历史")}
        body = {
            "outline": lambda: _outline(outline(draft.body), jump),
            "cards": lambda: noted_rows(cards, app.client.mistakes, jump_to),
            "links": lambda: _links(links, go),
            "history": lambda: _history(versions, draft.body, app.client.clock.now_utc(), bring_back),
        }[opened]()
        choice = Segmented(parts, opened, set_opened, "contents", _("看什么"))
        dialog = Dialog(_("这篇笔记"), choice, *body, on_close=close)
    ft.use_dialog(dialog)
    return ident(
        "note-contents", IconAction(Icons.OUTLINE, _("大纲、卡片、反向链接、历史"), lambda: set_opened("outline"))
    )


def _quiet(words: str) -> list[ft.Control]:
    return [ft.Text(words, style=BODY, color=Role.QUIET)]


def _outline(headings: list[Heading], jump: Any) -> list[ft.Control]:
    if not headings:
        return _quiet(_("还没有标题。行首写 # 就是标题，会列在这里。"))
    lowest = min(heading.order for heading in headings)

    def row(number: int, heading: Heading) -> ft.Control:
        async def go() -> None:
            await jump(heading)

        line = ft.Container(
            ft.Text(heading.words, style=LABEL if heading.order == lowest else BODY, color=Role.TEXT),
            padding=ft.Padding.only(left=M * (heading.order - lowest) + S, top=12, bottom=12, right=S),
            border_radius=12,
            ink=True,
            on_click=go,
        )
        return ident(f"outline-{number}", line, button=True)

    rows = [row(number, heading) for number, heading in enumerate(headings)]
    return [ft.Column(rows, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)]


def _links(cards: list[NoteCard], go: Any) -> list[ft.Control]:
    if not cards:
        return _quiet(_("还没有别的笔记链接到这里。在别处写 [[ 就能链接过来。"))
    return [
        ident(
            f"backlink-{card.id}",
            ListRow(card.title or _("（空白笔记）"), card.snippet, Icons.NOTE, on_click=lambda card=card: go(card)),
            button=True,
        )
        for card in cards
    ]


def _history(versions: list[Version], now: str, moment: Any, bring_back: Any) -> list[ft.Control]:
    if not versions:
        return _quiet(_("每隔几分钟接着写，之前的样子就会留在这里。"))
    rows: list[ft.Control] = []
    after = now
    for version in versions:
        rows.append(_version(version, after, moment, bring_back))
        after = version.body
    return rows


def _version(version: Version, after: str, now: Any, bring_back: Any) -> ft.Control:
    pieces = difference(version.body, after)
    signs = {"+": (Role.SOFT, Role.ON_SOFT), "-": (Role.DANGER_SOFT, Role.ON_DANGER_SOFT)}
    lines: list[ft.Control] = []
    for sign, text in pieces[:LINES]:
        ground, ink = signs.get(sign, (None, Role.QUIET))
        lines.append(
            ft.Container(
                ft.Text(
                    f"{sign} {text}" if sign in signs else f"  {text}" if sign == " " else "…", style=CAPTION, color=ink
                ),
                bgcolor=ground,
                padding=ft.Padding.symmetric(horizontal=S, vertical=2),
            )
        )
    head = ft.Row(
        [
            ft.Text(_("{when}之前").format(when=when(version.until, now)), style=LABEL, color=Role.TEXT, expand=True),
            ident(f"version-{version.id}", TextLink(_("换回这一版"), lambda: bring_back(version), icon=Icons.RESTORE)),
        ]
    )
    return Card(
        head, ft.Column(lines, spacing=1, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=M
    )
