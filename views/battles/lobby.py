"""Before a battle begins: who is there, the rules, and its code for whoever is not in the team."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.battles import Battle
from client.texts import _
from views.battles.homes import home_of, is_at_home
from views.battles.parts import CutLine, LeaveLink, Players, Rules
from views.battles.words import about_words, maker_name
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, TITLE, Icons, Role
from views.widgets import Bar, Card, ErrorNote, Page, PrimaryButton, ident

LEAST = 2


@component
def Lobby(battle: Battle) -> Any:
    """The maker begins once somebody is there; the others see for whom they wait."""
    app = use_app()
    card, state = battle.card, battle.state
    there = [one for one in state.players.values() if one.account_id not in state.gone]
    is_maker = card.maker == battle.me

    async def leave() -> None:
        await app.client.battles.leave()
        app.go(home_of(app, card.space))

    starting, leaving = use_command(battle.start), use_command(leave)
    code = f"{card.code[:3]} {card.code[3:]}"
    about = (
        _("另一个小组的同学在自己的小组里点“来一场”，输入这六个字母，就能来比。")
        if card.sides
        else _("队友在小组里就能看到邀请。别的小组的同学，输入这六个字母也能来。")
    )
    if is_at_home(app, card.space):
        about = _("家里人打开“家庭”就能看到邀请，也可以输入这六个字母。")
    error = starting.error or leaving.error
    alone = len(there) < LEAST or (card.sides and len({one.side for one in there}) < LEAST)
    words = (
        _("等 {name} 开始…").format(name=maker_name(card))
        if not is_maker
        else _("再来一个人就能开始")
        if alone
        else _("人到齐了就开始，开始后不能再加入")
    )
    said = ft.Semantics(live_region=True, content=ft.Text(words, style=BODY, color=Role.QUIET, key="lobby-words"))
    begin = PrimaryButton(_("开始"), starting.run, Icons.START, busy=starting.running, disabled=alone)
    return Page(
        _("知识大作战"),
        CutLine(battle, key="cut"),
        Card(
            ft.Text(_("来了 {n} 个人").format(n=len(there)), style=HEADING, color=Role.TEXT),
            Players(battle),
            said,
        ),
        Rules(),
        Card(
            ft.Text(_("邀请码"), style=HEADING, color=Role.TEXT),
            ident("battle-code", ft.Text(code, style=TITLE, color=Role.TEXT)),
            ft.Text(about, style=BODY, color=Role.QUIET),
        ),
        LeaveLink(leaving.run),
        back=home_of(app, card.space),
        under=about_words(card),
        footer=Bar(*([ident("battle-start", begin)] if is_maker else []), above=(ErrorNote(error),) if error else ())
        if is_maker or error
        else None,
        key="lobby",
    )
