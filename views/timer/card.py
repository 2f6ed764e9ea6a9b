"""The day's time on Today, for somebody with an agreement: used, left, what is free, and the way to ask."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from client.timer import Standing
from views.context import use_app
from views.guard import component
from views.theme import CAPTION, HEADING, LABEL, L, Role, S, text_scale
from views.timer.standing import use_standing
from views.timer.words import exempt_words, left_words
from views.widgets import Card, Ring, TextLink, ident

RING = 104
BESIDE = 1.4


@component
def TimeCard() -> Any:
    """Nothing for somebody without an agreement."""
    app = use_app()
    standing = use_standing()
    if not standing.is_guarded:
        return ft.Container(height=0)
    head = ft.Semantics(content=ft.Text(_("今天的时间"), style=HEADING, color=Role.TEXT), header=True)
    words: list[ft.Control] = [head, ft.Text(left_words(standing), style=LABEL, color=Role.TEXT)]
    if free := exempt_words(standing):
        words.append(ft.Text(free, style=CAPTION, color=Role.QUIET))
    more = TextLink(_("每一分钟去哪了"), lambda: app.go("/me/time"))
    column = ft.Column([*words, ft.Row([ident("time-open", more)])], spacing=S, tight=True)
    return Card(*beside(TimeRing(standing), column, wide=app.wide))


def beside(ring: ft.Control, words: ft.Column, *after: ft.Control, wide: bool) -> list[ft.Control]:
    """A ring with words beside it, and a sign behind them; where the text is large and the room is not, above them."""
    if text_scale() > BESIDE and not wide:
        return [ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER), words]
    words.expand = True
    return [ft.Row([ring, words, *after], spacing=L, vertical_alignment=ft.CrossAxisAlignment.CENTER)]


def TimeRing(standing: Standing) -> ft.Control:
    """What is left of what was agreed on; without a limit, what was used."""
    if standing.left_s is None or not standing.cap_s:
        return Ring(0, str(int(standing.used_s // 60)), _("已用分钟"), size=RING)
    return Ring(standing.used_s / standing.cap_s, str(int(standing.left_s // 60)), _("还剩分钟"), size=RING)
