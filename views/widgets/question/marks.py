"""How an answer that can be touched looks: quiet, chosen, right, wrong; never by colour alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import flet as ft

from client.texts import _
from views.context import is_cramped
from views.theme import CAPTION, LABEL, PILL, Icons, M, Role, S, grown, motion
from views.widgets.ident import ident
from views.widgets.rich import CLIP
from views.widgets.sign import Sign
from views.widgets.speech import say

DISC = 36  # pixels across, at the usual size of text

State = Literal["quiet", "chosen", "right", "wrong", "missed"]

GROUND = {
    "quiet": Role.CARD,
    "chosen": Role.SOFT,
    "right": Role.SOFT,
    "missed": Role.CARD,
    "wrong": Role.DANGER_SOFT,
}
EDGE = {
    "quiet": Role.LINE,
    "chosen": Role.ACCENT,
    "right": Role.ACCENT,
    "missed": Role.ACCENT,
    "wrong": Role.DANGER,
}


def face(
    name: str,
    content: ft.Control,
    state: State,
    on_click: Callable[[], None] | None,
    *,
    leading: ft.Control | None = None,
    key: str | None = None,
    word: bool = True,
) -> ft.Control:
    """A broad surface to touch, `name` is its identifier; `state` shows in ground, edge, and a sign at its end.

    Without `word` the sign stands alone, and the word is its tooltip.
    """
    mark = _mark(state, word)
    if mark is not None and word and is_cramped():
        content, mark = ft.Column([content, mark], spacing=S / 2, tight=True), None
    row: list[ft.Control] = [ft.Container(content, expand=True)]
    if leading is not None:
        row.insert(0, leading)
    if mark is not None:
        row.append(mark)
    return ident(
        name,
        ft.Container(
            ft.Row(row, spacing=12, vertical_alignment=ft.CrossAxisAlignment.CENTER),
            bgcolor=GROUND[state],
            border=ft.Border.all(1 if state == "quiet" else 2, EDGE[state]),
            border_radius=M,
            # The edge grows by a pixel when chosen; the padding gives it back, so that nothing jumps.
            padding=ft.Padding.symmetric(horizontal=M, vertical=12) if state == "quiet" else _tight(),
            ink=on_click is not None,
            on_click=(lambda: on_click()) if on_click else None,
            animate=motion(),
        ),
        button=True,
        selected=state in ("chosen", "right", "wrong"),
        key=key,
    )


def spoken(text: str, content: ft.Control) -> ft.Control:
    """`content` read aloud as `text`: formulas are drawn as glyphs that a screen reader cannot read.

    What can be played stays within reach.
    """
    if CLIP.search(text):
        return content
    return ft.Semantics(label=say(text), exclude_semantics=True, content=content)


def letter(text: str, state: State, *, square: bool = False) -> ft.Control:
    """The letter of an option on a disc, or on a tile where several may be chosen."""
    strong = state in ("chosen", "right")
    return ft.Container(
        ft.Text(text, style=LABEL, weight=ft.FontWeight.W_600, color=_ink(state)),
        width=grown(DISC),
        height=grown(DISC),
        border_radius=10 if square else PILL,
        bgcolor=Role.ACCENT if strong else Role.DANGER if state == "wrong" else Role.FIELD,
        alignment=ft.Alignment.CENTER,
    )


def _ink(state: State) -> str:
    if state in ("chosen", "right"):
        return Role.ON_ACCENT
    return ft.Colors.ON_ERROR if state == "wrong" else Role.QUIET


def _tight() -> ft.Padding:
    return ft.Padding.symmetric(horizontal=M - 1, vertical=11)


def _mark(state: State, word: bool) -> ft.Control | None:
    """The word and sign for a marked answer; None while nothing is revealed."""
    marks: dict[State, tuple[ft.IconData, str, str]] = {
        "right": (Icons.RIGHT, Role.ACCENT, _("正确")),
        "missed": (Icons.MISSED, Role.ACCENT, _("正确答案")),
        "wrong": (Icons.WRONG, Role.DANGER, _("你的选择") if word else _("不对")),
    }
    if state not in marks:
        return None
    icon, color, meaning = marks[state]
    if not word:
        return Sign(icon, color=color, size=22, tooltip=meaning)
    sign = Sign(icon, color=color, size=22)
    return ft.Row([ft.Text(meaning, style=CAPTION, color=Role.TEXT), sign], spacing=S / 2, tight=True)
