"""The state is a function of the events, however often and in whatever pieces they come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from client.battles.state import BattleState, after
from sync.battles import BattleEvent, BattleResult, Player, Shown

SHOWN = Shown(kind="true_false", text="对吗")
LOG: list[BattleEvent] = [
    BattleEvent.model_validate({"n": n, "at_s": 0, **about})
    for n, about in enumerate(
        [
            {"kind": "joined", "player": Player(account_id="a", name="甲")},
            {"kind": "joined", "player": Player(account_id="b", name="乙")},
            {"kind": "started"},
            {"kind": "asked", "index": 0, "shown": SHOWN},
            {"kind": "answered", "account_id": "a", "index": 0},
            {"kind": "something_newer"},
            {"kind": "left", "account_id": "b"},
            {"kind": "closed", "index": 0},
            {"kind": "asked", "index": 1, "shown": SHOWN},
            {"kind": "answered", "account_id": "b", "index": 0},
            {"kind": "ended", "result": BattleResult(scores=[], sides=[], solved=[])},
        ],
        start=1,
    )
]


def folded(events: list[BattleEvent], state: BattleState | None = None) -> BattleState:
    state = state or BattleState()
    for event in events:
        state = after(state, event)
    return state


def test_what_a_screen_shows() -> None:
    open_one = folded(LOG[:6])
    assert (open_one.n, open_one.index, open_one.asked_n, open_one.is_open) == (6, 0, 4, True)
    assert open_one.answered == {"a"}
    closed = folded(LOG[:8])
    assert (closed.gone, closed.is_open, list(closed.players)) == ({"b"}, False, ["a", "b"])
    end = folded(LOG)
    assert end.answered == frozenset(), "that was the question before"
    assert end.result is not None
    assert not end.is_open


@given(cuts=st.lists(st.tuples(st.integers(0, len(LOG)), st.integers(0, len(LOG))), max_size=8))
def test_repeated_and_early_events_change_nothing(cuts: list[tuple[int, int]]) -> None:
    state = BattleState()
    for begin, end in cuts:
        state = folded(LOG[begin:end], state)
        assert state == folded(LOG[: state.n])
    assert folded(LOG[state.n :], state) == folded(LOG)
