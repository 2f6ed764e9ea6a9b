"""What is typed, as it will read; and the quiet word that it is saved."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.notes.drafts import Draft, News
from client.plain import plain
from client.texts import _
from views.guard import component
from views.notes.desk import use_news
from views.theme import BODY, CAPTION, TITLE, Icons, L, M, Role
from views.widgets import RichText

REST_S = 0.25
"""The preview follows when typing rests this long: drawing formulas at every key would hold the keys up."""


@component
def Preview(draft: Draft) -> Any:
    """The note as Markdown with formulas."""
    shown, show = ft.use_state((draft.title, draft.body))
    ending: Any = ft.use_ref(None)

    def follow() -> None:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def told(news: News) -> None:
            nonlocal timer
            if news in ("typed", "adopted"):
                if timer is not None:
                    timer.cancel()
                timer = loop.call_later(REST_S, lambda: show((draft.title, draft.body)))

        unwatch = draft.watch(told)

        def end() -> None:
            unwatch()
            if timer is not None:
                timer.cancel()

        ending.current = end

    ft.use_effect(follow, [], lambda: ending.current and ending.current())
    title, body = shown
    rows: list[ft.Control] = []
    if title.strip():
        rows.append(ft.Text(plain(title, len(title)), style=TITLE, color=Role.TEXT, selectable=True))
    if body.strip():
        rows.append(RichText(body))
    if not rows:
        rows.append(ft.Text(_("写下的内容会在这里显示"), style=BODY, color=Role.EDGE))
    return ft.Column(
        [
            ft.Container(
                ft.Column(rows, spacing=M, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH), padding=L
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def SavedMark(draft: Draft) -> Any:
    """Whether all that was typed is on this device for good."""
    news = use_news(draft, "typed", "saving", "saved", "failed", "adopted", "deleted")
    if news == "failed":
        return ft.Row(
            [
                ft.Icon(Icons.FAULT, size=16, color=Role.DANGER),
                ft.Text(_("没有存上，马上再试"), style=CAPTION, color=Role.DANGER),
            ],
            spacing=6,
            tight=True,
        )
    empty = not (draft.title.strip() or draft.body.strip())
    words = "" if empty or news == "deleted" else _("已保存") if news in ("saved", "adopted") else _("正在保存…")
    return ft.Text(words, style=CAPTION, color=Role.QUIET)
