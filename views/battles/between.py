"""After a question: how one's own answer was, until the next one comes by itself."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.battles import Battle
from client.battles.asking import question_of
from client.texts import _
from views.battles.parts import CutLine, Players
from views.battles.words import own_words, points_so_far
from views.guard import component
from views.theme import BODY, LEAD, Icons, M, Role
from views.widgets import Card, Page, Sign
from views.widgets.question import QuestionView


@component
def Between(battle: Battle) -> Any:
    """What is right is told at the end: until then somebody may still be answering."""
    state, said = battle.state, battle.said
    counted = said.counted if said else None
    good = counted is not None and counted.right
    ground, ink = (Role.SOFT, Role.ON_SOFT) if good else (Role.WARM_SOFT, Role.ON_WARM_SOFT)
    is_last = state.index == battle.card.count - 1
    onward = _("正在算结果…") if is_last else _("下一题马上来")
    head = ft.Row(
        [
            Sign(Icons.RIGHT if good else Icons.HINT, color=ink, size=28),
            ft.Text(own_words(battle), style=LEAD, color=ink, expand=True),
        ],
        spacing=M,
    )
    so_far = _("目前 {n} 分 · {onward}").format(n=points_so_far(battle), onward=onward)
    verdict = Card(head, ft.Text(so_far, style=BODY, color=ink), color=ground)
    rows: list[ft.Control] = [
        CutLine(battle, key="cut"),
        ft.Semantics(live_region=True, content=verdict, key="verdict"),
        Players(battle, state.answered),
    ]
    if state.shown is not None:
        view = QuestionView(question_of(state.shown, state.index), said.typed if said else None)
        rows.append(Card(view, padding=20, key="question"))
    return Page(
        _("第 {n} 题").format(n=state.index + 1),
        *rows,
        under=_("{title} · 共 {n} 题").format(title=battle.card.title, n=battle.card.count),
        key=f"between-{state.index}",
    )


@component
def Beginning(battle: Battle) -> Any:
    """It has begun, the first question is on its way."""
    return Page(
        _("知识大作战"),
        CutLine(battle, key="cut"),
        Card(ft.Text(_("马上开始，准备好"), style=LEAD, color=Role.ON_SOFT), color=Role.SOFT),
        Players(battle),
        key="beginning",
    )
