"""Battles on a team's home: who invites now, else the way to begin one."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.battles import BattleCard, name_of
from client.texts import _
from views.battles.following import use_battle
from views.battles.words import about_words, maker_name, names_words
from views.command import use_command
from views.context import App, is_cramped, use_app
from views.guard import component
from views.theme import BODY, CAPTION, HEADING, Icons, M, Role, S
from views.widgets import Card, Emblem, ErrorNote, PrimaryButton, SecondaryButton, ident


@component
def Invitations(team: str) -> Any:
    """A card for each battle that one may come into or is in; they stand above all else, since they do not wait."""
    app = use_app()
    use_battle()
    cards = app.client.battles.open_in(team)
    shown: list[ft.Control] = [Invited(card, key=card.id) for card in cards]
    return ft.Column(shown, spacing=M, tight=True, visible=bool(cards))


@component
def BattleEntry(team: str) -> Any:
    """The way to begin a battle; nothing while there is one to come into."""
    app = use_app()
    use_battle()
    if app.client.battles.open_in(team):
        return ft.Container(visible=False)
    return _begin(app, team)


def _begin(app: App, team: str) -> ft.Control:
    said = ft.Column(
        [
            ft.Text(_("知识大作战"), style=HEADING, color=Role.TEXT),
            ft.Text(_("2 到 8 个人一起抢答，几分钟一场"), style=CAPTION, color=Role.QUIET),
        ],
        spacing=2,
        tight=True,
        expand=True,
    )
    button = ident("battle-new", SecondaryButton(_("来一场"), partial(app.go, f"/teams/{team}/battle")))
    below = is_cramped()
    row: list[ft.Control] = [Emblem(Icons.BATTLE), said, *([] if below else [button])]
    rows: list[ft.Control] = [ft.Row(row, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER)]
    if below:
        rows.append(button)
    return Card(*rows, key="battle-begin")


@component
def Invited(card: BattleCard) -> Any:
    """One battle, with one press to come into it."""
    app = use_app()
    is_mine = any(one.account_id == app.client.store.standing.device.account_id for one in card.players)

    async def join() -> None:
        await app.client.battles.join(battle=card.id)
        app.go(f"/teams/battles/{card.id}")

    joining = use_command(join)
    if is_mine:
        title, word = _("你正在一场大作战里"), _("回到大作战")
    else:
        title, word = _("{name}邀请大家来一场").format(name=maker_name(card)), _("加入")
    there = _("已经在：{names}").format(names=names_words([name_of(one) for one in card.players]))
    content = Card(
        ft.Row(
            [
                Emblem(Icons.BATTLE, Role.ON_WARM_SOFT, Role.CARD),
                ft.Text(title, style=HEADING, color=Role.ON_WARM_SOFT, expand=True),
            ],
            spacing=M,
        ),
        ft.Text(about_words(card), style=BODY, color=Role.ON_WARM_SOFT),
        ft.Text(there, style=CAPTION, color=Role.ON_WARM_SOFT),
        *([ErrorNote(joining.error)] if joining.error else []),
        ft.Row([ident("battle-join", PrimaryButton(word, joining.run, Icons.ON, busy=joining.running))], spacing=S),
        color=Role.WARM_SOFT,
    )
    return ft.Semantics(content=content, live_region=True)
