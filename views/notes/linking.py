"""What may be meant by the link that is being written: offered below the toolbar, taken by Enter or a tap."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from client.notes.drafts import News
from client.search.found import Found
from client.texts import _
from views.context import use_app
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.notes.hand import Hand
from views.palette.routes import icon_of, kind_of
from views.theme import CAPTION, M, Role, S
from views.widgets import Chip, ident

OF_A_KIND = 3
REST_S = 0.05
"""Keys come faster than answers are read."""


@component
def Linking(hand: Hand) -> Any:
    """A row of what is offered; nothing while no link is written."""
    app = use_app()
    offered, show = ft.use_state(list[Found]())
    client = app.client

    def follow() -> End:
        loop = asyncio.get_running_loop()
        task: asyncio.Task[None] | None = None

        async def look() -> None:
            await asyncio.sleep(REST_S)
            typed = hand.linking()
            found: list[Found] = []
            if typed is not None and typed.words.strip():
                found = [each for each in await client.search.find(typed.words, OF_A_KIND) if each.id != hand.draft.id]
            elif typed is not None:
                cards = await client.notes.list(OF_A_KIND + 1)
                found = [
                    Found("note", card.id, card.title) for card in cards if card.title and card.id != hand.draft.id
                ]
            found.sort(key=lambda each: each.kind != "note")
            hand.offered = found if typed is not None and hand.linking() == typed else []
            show(hand.offered)

        def told(news: News) -> None:
            nonlocal task
            if news not in ("typed", "adopted"):
                return
            if task is not None:
                task.cancel()
                task = None
            if hand.linking() is not None:
                task = loop.create_task(look())
            elif hand.offered:
                hand.offered = []
                show([])

        unwatch = hand.draft.watch(told)

        def end() -> None:
            unwatch()
            hand.offered = []
            if task is not None:
                task.cancel()

        return end

    use_meanwhile(follow)

    def chooses(found: Found) -> Any:
        async def choose() -> None:
            if change := hand.choice(found):
                await hand.put(change)

        return choose

    if not offered:
        return ft.Container(visible=False)
    chips = [
        ident(
            f"link-{each.kind}-{each.id}",
            Chip(
                f"{kind_of(each)} · {each.title}", on_click=chooses(each), icon=icon_of(each), tone="" if n else "good"
            ),
            key=f"{each.kind} {each.id}",
        )
        for n, each in enumerate(offered)
    ]
    hint = ft.Text(_("回车选第一个"), style=CAPTION, color=Role.QUIET)
    return ft.Container(
        ft.Row([*chips, hint], spacing=S, scroll=ft.ScrollMode.HIDDEN),
        padding=ft.Padding.symmetric(horizontal=M),
        bgcolor=Role.FIELD,
    )
