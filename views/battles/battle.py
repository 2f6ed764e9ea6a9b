"""The screen of one battle: whatever it is at. Whoever opens it again comes back to where the others are."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.battles import Battle
from client.texts import _
from views.battles.asking import Asking
from views.battles.between import Beginning, Between
from views.battles.entry import Invited
from views.battles.following import use_battle
from views.battles.homes import home_of, home_words
from views.battles.lobby import Lobby
from views.battles.parts import Rules
from views.battles.result import Result
from views.context import use_app
from views.guard import component
from views.theme import Icons
from views.widgets import EmptyState, Page


@component
def BattleScreen(battle_id: str) -> Any:
    """`/teams/battles/:battle_id`."""
    battle = use_battle()
    if battle is None or battle.card.id != battle_id:
        return Outside(battle_id, key=f"outside-{battle_id}")
    return Inside(battle, key=battle_id)


@component
def Inside(battle: Battle) -> Any:
    """The battle that this device is in."""
    app, state = use_app(), battle.state
    is_played = state.started and state.result is None and not (battle.lost or battle.stopped)
    watch: Any = ft.use_ref(None)

    def begin() -> None:
        watch.current = app.client.timer.begin("quiz", "") if is_played else None

    def end() -> None:
        if watch.current is not None:
            watch.current()

    ft.use_effect(begin, [is_played], end)  # answering together is study like any quiz
    ft.use_effect(app.client.timer.touch, [state.index, battle.said is not None])
    if state.result is not None:
        return Result(battle, key="result")
    if battle.lost or battle.stopped:
        home, back_words = home_of(app, battle.card.space), home_words(app, battle.card.space)
        words = (
            _("服务器重新启动过，这一场没有留下来。错题本和学习记录都没有变，再开一场就好。")
            if battle.lost
            else _("服务器不让这台设备接着打。答过的都算，结果可以问队友。")
        )
        gone = EmptyState(Icons.CLOUD_OFF, _("这一场打不下去了"), words, back_words, lambda: app.go(home))
        return Page(_("知识大作战"), gone, back=home)
    if not state.started:
        return Lobby(battle, key="lobby")
    if state.index < 0:
        return Beginning(battle, key="beginning")
    if state.is_open:
        return Asking(battle, key=f"asking-{state.index}")
    return Between(battle, key=f"between-{state.index}")


@component
def Outside(battle_id: str) -> Any:
    """A battle that this device is not in: come in, or come back from another device."""
    app = use_app()
    card = next((one for one in app.client.battles.open if one.id == battle_id), None)
    if card is not None:
        return Page(_("知识大作战"), Invited(card, key=battle_id), Rules(), back=home_of(app, card.space))
    words = _("它已经结束，或者开的人离开了。答过的题和错题本都在。")
    gone = EmptyState("friends", _("这一场已经不在了"), words, _("回到组队"), lambda: app.go("/teams"))
    return Page(_("知识大作战"), gone, back="/teams")
