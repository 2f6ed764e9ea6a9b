"""A segment's text with its margin: notes beside the paragraph that they are about, and the way to write one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.blocks import blocks
from client.courses.captions import clock
from client.courses.library import OpenLesson
from client.notes import NoteCard
from client.notes.anchors import Anchor
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.courses.media.noted import note_row
from views.courses.media.part import MediaPart
from views.guard import component
from views.query import use_query
from views.shell.keeping import use_kept
from views.theme import Icons, S, text_scale
from views.widgets import Card, Chip, ErrorNote, Field, PrimaryButton, RichText, TextLink, ident

MARGIN = 240  # logical pixels, where there is room for a margin
ROOMY = 760
"""From this width of the screen on notes stand beside their paragraph, else below it."""


@component
def Body(opened: OpenLesson, position: int, size: float, is_noting: bool, show_notes: Callable[[], None] | None) -> Any:
    """What segment `position` has to watch, to hear and to read; with its margin when somebody is noting."""
    app = use_app()
    course, lesson = opened.manifest.id, opened.lesson.id
    segment = opened.lesson.segments[position]
    found = use_query(lambda: app.client.notes.for_lesson(course, lesson), ("note",), [course, lesson])
    draft, set_draft = use_kept(f"margin.{course}.{lesson}.{position}", None)
    cards = [card for card in found.value or () if card.anchor and card.anchor.segment == position]
    timed = [card for card in cards if card.anchor and card.anchor.second is not None]
    beside = [card for card in cards if card.anchor and card.anchor.second is None]

    def write(anchor: Anchor) -> None:
        set_draft((anchor.to_json(), ""))

    writer: ft.Control | None = None
    at: Anchor | None = None
    if draft is not None and (at := Anchor.from_json(draft[0])):
        writer = Writer(opened, at, draft[1], set_draft, key=f"writer-{draft[0]}")
    rows: list[ft.Control] = []
    if segment.media is not None:

        def note_second(second: float) -> None:
            write(Anchor.at_second(position, second))

        part = MediaPart(opened, segment.media, note_second, tuple(timed), key=f"media-{position}")
        rows.append(part)
        if writer is not None and at is not None and at.second is not None:
            rows.append(writer)
    if segment.body and not is_noting:
        rows.append(_paper(_Text(segment.body, opened.folder, size, text_scale()), position))
        if beside and show_notes is not None:
            words = _("这一段有 {n} 条笔记").format(n=len(beside))
            rows.append(ft.Row([ident("show-notes", Chip(words, on_click=show_notes, icon=Icons.NOTE))]))
    elif segment.body:
        parts = blocks(segment.body)
        lines = [
            _line(
                opened,
                size,
                index,
                part,
                [card for card in beside if card.anchor and card.anchor.find(parts) == index],
                writer if at is not None and at.second is None and at.find(parts) == index else None,
                _writes(write, position, index, part),
                app,
            )
            for index, part in enumerate(parts)
        ]
        column = ft.Column(lines, spacing=S * 2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        rows.append(_paper(column, position))
    return ft.Column(rows, spacing=S * 2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def _Plain(markdown: str, folder: Path, size: float, scale: float) -> Any:
    """The text; `scale`, which it is drawn in, is told so that another one draws it anew."""
    return RichText(markdown, folder, size=size)


_Text = ft.memo(_Plain)  # a page that is turned to is shown as it was laid out, not made once more


def _paper(content: ft.Control, position: int) -> ft.Control:
    return Card(content, padding=ft.Padding.symmetric(horizontal=20, vertical=20), key=f"text-{position}")


def _writes(write: Callable[[Anchor], None], position: int, index: int, part: str) -> Callable[[], None]:
    return lambda: write(Anchor.at_block(position, index, part))


def _line(
    opened: OpenLesson,
    size: float,
    index: int,
    part: str,
    cards: Sequence[NoteCard],
    writer: ft.Control | None,
    begin: Callable[[], None],
    app: App,
) -> ft.Control:
    """A paragraph and what is noted on it."""
    text = RichText(part, opened.folder, size=size)
    notes: list[ft.Control] = [note_row(card, app) for card in cards]
    if writer is not None:
        notes.append(writer)
    else:
        notes.append(ft.Row([ident(f"note-at-{index}", TextLink(_("记一笔"), lambda: begin(), Icons.NOTE))]))
    margin = ft.Column(notes, spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    if app.width < ROOMY:
        return ft.Column(
            [text, margin],
            spacing=0 if writer is None else S * 2,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    return ft.Row(
        [ft.Container(text, expand=True), ft.Container(margin, width=MARGIN)],
        spacing=S * 2,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


@component
def Writer(opened: OpenLesson, at: Anchor, text: str, set_draft: Callable[[Any], None]) -> Any:
    """A field for a note at that place; what is typed is there again when one comes back in this session."""
    app = use_app()

    async def save() -> None:
        if text.strip():
            await app.client.notes.save(
                None, body=text, course_id=opened.manifest.id, lesson_id=opened.lesson.id, anchor=at
            )
        set_draft(None)

    saving = use_command(save)
    label = _("在 {time} 的笔记").format(time=clock(at.second)) if at.second is not None else _("这一段的笔记")
    field = Field(label, text, lambda typed: set_draft((at.to_json(), typed)), multiline=True, autofocus=True)
    keys = ft.Row(
        [
            ident("margin-save", PrimaryButton(_("保存"), saving.run, busy=saving.running)),
            ident("margin-cancel", TextLink(_("取消"), lambda: set_draft(None))),
        ],
        spacing=S,
        wrap=True,
    )
    fault = [ErrorNote(saving.error)] if saving.error else []
    return ft.Column(
        [ident("margin-field", field), keys, *fault],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
