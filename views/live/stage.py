"""The stream: the film when there is one and a player, else a sentence that says what is the matter."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.content import Media
from client.live import LiveLesson
from client.texts import _
from views.context import is_cramped, use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CARD_RADIUS, LABEL, Icons, M, Role
from views.widgets import Card, Sign, TextLink, ident
from views.widgets.deck import Deck, has_player

RATIO = 16 / 9


@component
def Stage(lesson: LiveLesson) -> Any:
    """What is on now."""
    app = use_app()
    fault, set_fault = ft.use_state("")

    async def look() -> str:
        """Why there is nothing to see; "" when there is."""
        try:
            await app.client.live.stream(lesson)
        except Exception as error:  # turned into the one sentence that stands where the film would be
            return getattr(error, "sentence", "") or _("直播打不开，请再试一次。")
        return ""

    state = use_query(look, deps=[lesson.stream])

    def again() -> None:
        set_fault("")
        state.reload()

    trouble = fault or state.value
    if state.value is None:
        return _frame(ft.ProgressRing(width=32, height=32, color=Role.ACCENT))
    if trouble:
        return _words(trouble, again)
    if not has_player():
        return _words(_("这台设备上的学伴没有播放器。下面的文字稿照常更新，也可以提问和记笔记。"), None)
    film = _Film(lesson, lambda: set_fault(_("播放中断了。网络恢复后点重试；文字稿还可以看。")))
    return ident("live-film", _frame(film), label=_("直播画面"))


@component
def _Film(lesson: LiveLesson, on_fault: Any) -> Any:
    """The stream, from where it is now."""

    def thread() -> Deck:
        media = Media(kind="video", title=lesson.title, url=lesson.stream)
        return Deck(media, lesson.stream, 0.0, autoplay=True)

    deck: Deck = ft.use_memo(thread, [lesson.stream])
    deck.on_fault = on_fault
    return deck.draw()


def _frame(content: ft.Control) -> ft.Control:
    return ft.Container(
        content,
        bgcolor=ft.Colors.BLACK,
        border_radius=CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        aspect_ratio=RATIO,
        alignment=ft.Alignment.CENTER,
    )


def _words(sentence: str, again: Any) -> ft.Control:
    row: list[ft.Control] = [
        Sign(Icons.LIVE, color=Role.QUIET),
        ft.Text(sentence, style=BODY, color=Role.TEXT, expand=True),
    ]
    beneath: list[ft.Control] = []
    if again is not None:
        place = beneath if is_cramped() else row
        place.append(ident("live-retry", TextLink(_("重试"), again, Icons.RETRY)))
    head = ft.Text(_("画面"), style=LABEL, color=Role.QUIET)
    return ft.Semantics(content=Card(head, ft.Row(row, spacing=M, wrap=False), *beneath), live_region=True)
