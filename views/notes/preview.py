"""What is typed, as it will read; and the quiet word that it is saved."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, unquote, urlparse

import flet as ft

from client.notes.drafts import Draft, News
from client.notes.writing.links import MARK, NAMED
from client.plain import plain
from client.texts import _
from views.context import App, use_app
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.notes.desk import use_news
from views.notes.others import There, whereabouts
from views.notes.reading import Reading
from views.theme import BODY, CAPTION, TITLE, Icons, L, M, Role
from views.widgets import Sign

REST_S = 0.25
"""The preview follows when typing rests this long: drawing formulas at every key would hold the keys up."""


@component
def Preview(draft: Draft) -> Any:
    """The note as Markdown with formulas, pictures and links; of a long note, the part that the editor holds."""
    app = use_app()
    cursors = app.client.cursors

    def now() -> tuple[str, str, tuple[There, ...]]:
        return draft.title, draft.shown, whereabouts(cursors.others(draft.id), draft, dark=app.dark)

    shown, show = ft.use_state(now)

    def follow() -> End:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def told(news: News) -> None:
            nonlocal timer
            if news in ("typed", "adopted"):
                if timer is not None:
                    timer.cancel()
                timer = loop.call_later(REST_S, follow_now)

        def follow_now() -> None:
            nonlocal timer
            timer = None
            show(now())

        def moved(note_id: str) -> None:
            if note_id == draft.id and timer is None:  # else it is shown with the text that is on its way
                show(now())

        unwatch, unwatch_others = draft.watch(told), cursors.watch(moved)

        def end() -> None:
            unwatch()
            unwatch_others()
            if timer is not None:
                timer.cancel()

        return end

    use_meanwhile(follow)

    async def go(target: str) -> None:
        await follow_link(app, target)

    title, body, others = shown
    rows: list[ft.Control] = []
    if title.strip():
        rows.append(ft.Text(plain(title, len(title)), style=TITLE, color=Role.TEXT, selectable=True))
    if body.strip():
        rows.append(Reading(draft.id, body, go, others))
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


async def follow_link(app: App, target: str) -> None:
    """Go where a link of a note leads: a note by its title (a new one if there is none), a screen, a web page."""
    if target == MARK:
        return
    if target.startswith(NAMED):
        title = parse_qs(urlparse(target).query).get("title", [""])[0]
        note_id = await app.client.notes.named(title)
        app.go(f"/notes/{note_id}" if note_id else f"/notes/new?{urlparse(target).query}")
    elif target.startswith("/"):
        app.go(unquote(target) if target.isascii() else target)
    elif urlparse(target).scheme in ("http", "https", "mailto"):
        await ft.UrlLauncher().launch_url(target)


@component
def SavedMark(draft: Draft) -> Any:
    """Whether all that was typed is on this device for good."""
    news = use_news(draft, "typed", "saving", "saved", "failed", "adopted", "deleted")
    if news == "failed":
        return ft.Row(
            [
                Sign(Icons.FAULT, size=16, color=Role.DANGER),
                ft.Text(_("没有存上，马上再试"), style=CAPTION, color=Role.DANGER),
            ],
            spacing=6,
            tight=True,
        )
    empty = not (draft.title.strip() or draft.body.strip())
    words = "" if empty or news == "deleted" else _("已保存") if news in ("saved", "adopted") else _("正在保存…")
    return ft.Text(words, style=CAPTION, color=Role.QUIET)
