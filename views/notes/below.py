"""The line below the editor: how much was written, and the way through the parts of a long note."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from typing import Any

import flet as ft

from client.notes.drafts import News
from client.notes.writing.outline import count
from client.notes.writing.parts import LONG_CHARS, parts
from client.texts import _
from views.guard import component
from views.meanwhile import End, use_meanwhile
from views.notes.hand import Hand
from views.notes.others import Others
from views.theme import CAPTION, Icons, M, Role
from views.widgets import IconAction, ident

REST_S = 0.6


@component
def Below(hand: Hand) -> Any:
    """Counted when typing rests."""
    draft = hand.draft
    _turn, set_turn = ft.use_state(0)

    def follow() -> End:
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None

        def told(news: News) -> None:
            nonlocal timer
            if news in ("typed", "adopted"):
                if timer is not None:
                    timer.cancel()
                timer = loop.call_later(REST_S, lambda: set_turn(lambda turn: turn + 1))

        unwatch = draft.watch(told)

        def end() -> None:
            unwatch()
            if timer is not None:
                timer.cancel()

        return end

    use_meanwhile(follow)
    counted = count(draft.body)
    words = _("{n} 字").format(n=f"{counted.words:,}")
    if counted.minutes > 1:
        words = _("{words} · 读完约 {n} 分钟").format(words=words, n=counted.minutes)
    row: list[ft.Control] = [ft.Container(Others(draft, words), expand=True)]
    if is_long := len(draft.body) > LONG_CHARS:
        row += _ways(hand)
    return ft.Container(
        ft.Row(row, vertical_alignment=ft.CrossAxisAlignment.CENTER, spacing=0),
        padding=ft.Padding.only(left=M, right=4 if is_long else M, top=0 if is_long else 8, bottom=0 if is_long else 8),
        border=ft.Border.only(top=ft.BorderSide(1, Role.LINE)),
    )


def _ways(hand: Hand) -> list[ft.Control]:
    """To the part before and the part behind."""
    starts = parts(hand.draft.body)
    here = max(0, bisect_right(starts, hand.draft.part[0]) - 1)

    async def go(step: int) -> None:
        # Only the length of the text decides where its parts are, so they may have moved: counted anew.
        now = parts(hand.draft.body)
        at = max(0, bisect_right(now, hand.draft.part[0]) - 1)
        await hand.go(now[min(max(at + step, 0), len(now) - 1)])

    async def back() -> None:
        await go(-1)

    async def on() -> None:
        await go(1)

    place = _("第 {n} 段，共 {all} 段").format(n=here + 1, all=len(starts))
    return [
        ident("part-back", IconAction(Icons.BACK, _("前一段"), back, disabled=here == 0)),
        ident("part-place", ft.Text(place, style=CAPTION, color=Role.QUIET)),
        ident("part-on", IconAction(Icons.ON, _("后一段"), on, disabled=here == len(starts) - 1)),
    ]
