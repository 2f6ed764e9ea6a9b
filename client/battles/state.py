"""What a screen shows of a battle, as a function of its events. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.battles import BattleCard, BattleEvent, BattleResult, Player, Shown


@dataclass(frozen=True)
class BattleState:
    """After event `n`. `players`: all that have ever been in it since it began, by id; `gone`: those who have left.

    `index`: the question that is asked, -1 before the first; `asked_n` its event. `is_open`: it may be answered.
    `answered`: who has answered it. `result`: None until the end.
    """

    n: int = 0
    players: Mapping[str, Player] = field(default_factory=dict[str, Player])
    gone: frozenset[str] = frozenset()
    started: bool = False
    index: int = -1
    asked_n: int = 0
    shown: Shown | None = None
    is_open: bool = False
    answered: frozenset[str] = frozenset()
    result: BattleResult | None = None


def of_result(card: BattleCard, result: BattleResult) -> BattleState:
    """The state behind the end, of what a device keeps: the events are gone."""
    players = {one.account_id: one for one in card.players}
    return BattleState(players=players, started=True, index=len(result.solved) - 1, result=result)


def after(state: BattleState, event: BattleEvent) -> BattleState:
    """The state after an event. One that was told before changes nothing; nor does one that comes too soon."""
    if event.n != state.n + 1:
        return state
    state = replace(state, n=event.n)
    match event.kind:
        case "joined" if event.player:
            who = event.player.account_id
            return replace(state, players={**state.players, who: event.player}, gone=state.gone - {who})
        case "left":
            return replace(state, gone=state.gone | {event.account_id})
        case "started":
            return replace(state, started=True)
        case "asked":
            return replace(
                state,
                index=event.index,
                asked_n=event.n,
                shown=event.shown,
                is_open=event.shown is not None,
                answered=frozenset(),
            )
        case "answered" if event.index == state.index:
            return replace(state, answered=state.answered | {event.account_id})
        case "closed" if event.index == state.index:
            return replace(state, is_open=False)
        case "ended":
            return replace(state, is_open=False, result=event.result)
        case _:
            return state
