"""Parts of a battle's screens: the three rules, the players, the line that is gone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import flet as ft

from client.battles import Battle, name_of, rules
from client.texts import _
from views.battles.following import use_tick
from views.battles.words import side_name
from views.guard import component
from views.theme import BODY, HEADING, LABEL, Icons, M, Role, S, grown
from views.widgets import AsItWas, Card, Chip, TextLink, ident

DISC = 32


def Rules() -> ft.Control:
    """The three rules, all on one card."""
    rows = [_rule(number, words) for number, words in enumerate(rules(), 1)]
    return Card(ft.Text(_("只有三条规则"), style=HEADING, color=Role.ON_SOFT), *rows, color=Role.SOFT, key="rules")


def _rule(number: int, words: str) -> ft.Control:
    size = grown(DISC)
    disc = ft.Container(
        ft.Text(str(number), style=LABEL, color=Role.ON_ACCENT),
        width=size,
        height=size,
        border_radius=size / 2,
        bgcolor=Role.ACCENT,
        alignment=ft.Alignment.CENTER,
    )
    return ft.Row([disc, ft.Text(words, style=BODY, color=Role.ON_SOFT, expand=True)], spacing=M)


def Players(battle: Battle, answered: Collection[str] | None = None) -> ft.Control:
    """Everybody in it, oneself first; with `answered` whoever has is marked."""
    state = battle.state
    others = sorted(
        (one for one in state.players.values() if one.account_id not in state.gone or state.started),
        key=lambda one: one.account_id != battle.me,
    )
    chips: list[ft.Control] = []
    for one in others:
        name = name_of(one) + (_(" · 我") if one.account_id == battle.me else "")
        name += f" · {side_name(one.side)}" if battle.card.sides else ""
        icon, tone = Icons.PERSON, ""
        if one.account_id in state.gone:
            name, icon = _("{name} · 离开了").format(name=name), Icons.LOGOUT
        elif answered is not None and one.account_id in answered:
            icon, tone = Icons.YES, "good"
        elif answered is not None:
            icon = Icons.TIME
        said = name if answered is None else _("{name}：{state}").format(name=name, state=_state_word(tone))
        chip = Chip(name, icon=icon, tone=tone)
        chips.append(ft.Semantics(label=said, exclude_semantics=True, content=chip, key=one.account_id))
    return ft.Row(chips, spacing=S, run_spacing=S, wrap=True)


def _state_word(tone: str) -> str:
    return _("答了") if tone else _("还没答")


@component
def CutLine(battle: Battle) -> Any:
    """While the line is gone: what is kept, and that nothing is lost by it."""
    is_cut, set_cut = ft.use_state(battle.is_cut)

    async def look() -> None:
        set_cut(battle.is_cut)

    use_tick(1.0, look)
    if not is_cut:
        return ft.Container(visible=False)
    words = _("网络断了。答过的都记下了，连上就接着来；看到题目才计时，不吃亏。")
    return ident("battle-cut", AsItWas(words))


def LeaveLink(leave: Any) -> ft.Control:
    """The way out; one may come back."""
    return ft.Row([ident("battle-leave", TextLink(_("离开这一场"), leave, color=Role.QUIET))])
