"""Who else is writing in this note, and in which line: a quiet word beside the count."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.notes.cursors import Other
from client.notes.drafts import Draft
from client.texts import _
from views.context import use_app
from views.guard import component
from views.theme import CAPTION, Role, S, person
from views.widgets import ident

NAME_CHARS = 10


@component
def Others(draft: Draft, beside: str = "") -> Any:
    """Beside words that are always there, the one who moved last; whoever does not move any more is soon not named.

    Where the text changes, what this stands in is drawn again, and so this.
    """
    app = use_app()
    cursors = app.client.cursors
    _turn, set_turn = ft.use_state(0)
    ending: Any = ft.use_ref(None)

    def follow() -> None:
        ending.current = cursors.watch(lambda note_id: set_turn(lambda turn: turn + 1) if note_id == draft.id else None)

    ft.use_effect(follow, [], lambda: ending.current and ending.current())
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
        bgcolor=person(first.device_id if first.own else first.account_id, dark=app.dark),
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
    name = shortened(other.name) or (_("你的另一台设备") if other.own else _("同伴"))
    line = draft.line_of(other.char)
    if line is None:
        return _("{name} 也在这里").format(name=name)
    return _("{name} 在第 {n} 行").format(name=name, n=f"{line:,}")
