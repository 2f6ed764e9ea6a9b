"""三道相似的题: questions like a mistake, one after the other, each graded at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import flet as ft

from client.mistakes.bank import Similar
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.mistakes.gathering import Gathering
from views.mistakes.one import OneQuestion
from views.query import use_query
from views.theme import BODY, TITLE, L, M, Role
from views.widgets import EmptyState, ErrorNote, Page, PrimaryButton, Ring, ident

PRACTISED = 3


@component
def PracticeScreen(mistake_id: str) -> Any:
    """`/mistakes/item/:mistake_id/practice`. What is found at the start stays until the end."""
    app = use_app()
    found = use_query(lambda: app.client.bank.like(mistake_id, PRACTISED), deps=[mistake_id])
    index, set_index = ft.use_state(0)
    right, set_right = ft.use_state(0)
    back = f"/mistakes/item/{quote(mistake_id)}"
    if found.value is None:
        body = ErrorNote(found.error, found.reload) if found.error else Gathering(key="gathering")
        return Page(_("练几道相似的"), body, back=back)
    similar: list[Similar] = found.value
    if not similar:
        return Page(_("练几道相似的"), _none(app, back), back=back)
    if index >= len(similar):
        return Page(_("练几道相似的"), _result(app, right, len(similar), back), back=back)

    def answered(was_right: bool) -> None:
        set_right(right + was_right)

    title = _("练几道相似的")
    return OneQuestion(
        similar[index],
        index,
        len(similar),
        answered,
        lambda: set_index(index + 1),
        title,
        back,
        key=f"practice-{index}",
    )


def _none(app: App, back: str) -> ft.Control:
    return EmptyState(
        "search",
        _("还没有找到相似的题"),
        _("导入更多题目，或者多记几道错题，这里就会有。"),
        _("去导入"),
        lambda: app.go("/me/import"),
    )


def _result(app: App, right: int, total: int, back: str) -> ft.Control:
    words = _("这一类会了。") if right == total else _("错的已经在错题本里，过些天再来。")
    return ft.Container(
        ft.Column(
            [
                Ring(right / total, f"{right}/{total}", _("答对")),
                ft.Text(_("练完了"), style=TITLE, color=Role.TEXT),
                ft.Text(words, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER),
                ident("practice-done", PrimaryButton(_("回到这道错题"), lambda: app.go(back))),
            ],
            spacing=M,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2),
    )
