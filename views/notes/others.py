"""Who else is writing in this note: in which line, a quiet word beside the count; at which block where it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import flet as ft

from client.notes.cursors import Other
from client.notes.drafts import Draft
from client.notes.writing.blocks import block_at
from client.texts import _
from views.context import use_app
from views.guard import component
from views.meanwhile import use_followed
from views.theme import CAPTION, XS, Role, S, person
from views.widgets import ident

NAME_CHARS = 10


@component
def Others(draft: Draft, beside: str = "") -> Any:
    """Beside words that are always there, the one who moved last; whoever does not move any more is soon not named.

    Where the text changes, what this stands in is drawn again, and so this.
    """
    app = use_app()
    cursors = app.client.cursors
    use_followed(lambda told: cursors.watch(lambda note_id: told() if note_id == draft.id else None))
    others = cursors.others(draft.id)
    counted = ident("note-count", _quiet(beside, lines=1 if others else None), expand=True) if beside else None
    if not others:
        return ft.Row([counted]) if counted else ft.Container(visible=False)
    words = [place_words(other, draft) for other in others]
    first = others[0]
    mark = ft.Container(
        width=3,
        height=14,
        border_radius=2,
        bgcolor=colour_of(first, dark=app.dark),
    )
    said = _quiet(words[0] if len(words) == 1 else f"{words[0]} +{len(words) - 1}")
    said.tooltip = "\n".join(words) if len(words) > 1 else None
    row = ft.Row([mark, ft.Container(said, expand=True, expand_loose=True)], spacing=6, tight=True)
    if counted is None:
        return ident("note-others", row)
    # Whoever has a long name does not push what is beside it off the screen.
    return ft.Row(
        [counted, ident("note-others", ft.Container(row, alignment=ft.Alignment.CENTER_RIGHT), expand=2)], spacing=S
    )


def _quiet(words: str, lines: int | None = 1) -> ft.Text:
    return ft.Text(words, style=CAPTION, color=Role.QUIET, max_lines=lines, overflow=ft.TextOverflow.ELLIPSIS)


def shortened(name: str) -> str:
    """Short enough that the line behind it is seen on a phone, too."""
    return name if len(name) <= NAME_CHARS else f"{name[: NAME_CHARS - 1]}…"


def place_words(other: Other, draft: Draft) -> str:
    """Who, and in which line; a line that this device does not have yet is not named."""
    name, line = name_of(other), draft.line_of(other.char)
    if line is None:
        return _("{name} 也在这里").format(name=name)
    return _("{name} 在第 {n} 行").format(name=name, n=f"{line:,}")


def name_of(other: Other) -> str:
    """Who it is, in few letters."""
    return shortened(other.name) or (_("你的另一台设备") if other.own else _("同伴"))


def colour_of(other: Other, *, dark: bool) -> str:
    """The colour that this one has here."""
    return person(other.device_id if other.own else other.account_id, dark=dark)


class There(NamedTuple):
    """Who is writing in a block of a text that is read: `names` of all, the colour of the one heard of last."""

    start: int
    end: int
    names: tuple[str, ...]
    colour: str


def whereabouts(others: Sequence[Other], draft: Draft, *, dark: bool) -> tuple[There, ...]:
    """The blocks of what is shown of the draft that others are writing in, in their order."""
    found: dict[tuple[int, int], There] = {}
    for other in others:
        index = draft.index_in_shown(other.char)
        if index is None:
            continue
        start, end = block_at(draft.shown, index)
        known = found.get((start, end), There(start, end, (), colour_of(other, dark=dark)))
        found[start, end] = known._replace(names=(*known.names, name_of(other)))
    return tuple(found[place] for place in sorted(found) if place[1])


def Beside(there: There, content: ft.Control) -> ft.Control:
    """`content`, which somebody is writing in, with a bar in the person's colour and the name above it."""
    names = _("、").join(there.names)
    said = ft.Text(names, style=CAPTION, color=there.colour, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    words = _("{name} 也在这里").format(name=names)
    column = ft.Column(
        [ft.Semantics(content=said, label=words, exclude_semantics=True), content],
        spacing=XS,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    bar = ft.Container(
        column, border=ft.Border.only(left=ft.BorderSide(3, there.colour)), padding=ft.Padding.only(left=S)
    )
    return ident("note-there", bar, key=f"there {there.start}")
