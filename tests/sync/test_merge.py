"""The merge rules, one sentence each, and the property they serve: same log, same state."""

from hypothesis import given
from hypothesis import strategies as st

from sync.merge import FieldState, State, apply, overlay
from sync.wire import LogEntry, Operation


def entry(seq: int, device: str, fields: dict, base: int, stamp: str = "") -> LogEntry:
    stamp = stamp or f"{seq:013d}-000000"
    return LogEntry(
        seq=seq, device=device, n=seq, kind="set", type="note", id="n", fields=fields, base=base, stamp=stamp
    )


def test_an_edit_that_saw_the_value_replaces_it_whatever_the_clocks_say() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "old"}, 0, "9999999999999-000000"))
    losses = apply(state, entry(2, "phone", {"title": "new"}, 1, "0000000000001-000000"))
    assert state["title"].value == "new"
    assert losses == []


def test_of_two_concurrent_edits_the_later_stamp_wins_and_the_other_goes_to_history() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "later"}, 0, "0000000000009-000000"))
    losses = apply(state, entry(2, "phone", {"title": "earlier"}, 0, "0000000000005-000000"))
    assert state["title"].value == "later"
    assert [(loss.value, loss.device) for loss in losses] == [("earlier", "phone")]
    losses = apply(state, entry(3, "tablet", {"title": "latest"}, 0, "0000000000010-000000"))
    assert state["title"].value == "latest"
    assert [loss.value for loss in losses] == ["later"]


def test_concurrent_edits_of_different_fields_both_stay() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "t"}, 0))
    apply(state, entry(2, "phone", {"body": "b"}, 0))
    assert (state["title"].value, state["body"].value) == ("t", "b")


def test_a_devices_own_edits_follow_one_another() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "one"}, 0, "0000000000001-000000"))
    losses = apply(state, entry(2, "laptop", {"title": "two"}, 0, "0000000000009-000000"))
    assert state["title"].value == "two"
    assert losses == []


def test_what_healing_sends_again_does_not_replace_what_the_device_wrote_since() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "since"}, 0, "0000000000009-000000"))
    losses = apply(state, entry(2, "laptop", {"title": "again"}, 0, "0000000000001-000000"))
    assert state["title"].value == "since"
    assert [loss.value for loss in losses] == ["again"]


def test_a_delete_yields_to_an_edit_that_it_did_not_see() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "t"}, 0))
    apply(state, entry(2, "phone", {"title": "edited"}, 1))
    apply(state, entry(3, "laptop", {"deleted": True}, 1))
    assert "deleted" not in state
    apply(state, entry(4, "laptop", {"deleted": True}, 3))
    assert state["deleted"].value is True


def test_a_delete_holds_against_an_edit_that_it_saw_and_that_is_sent_once_more() -> None:
    """Found by the simulator (seed 100068): the answer was lost, and the device signed out and in."""
    state: State = {}
    edit = entry(1, "laptop", {"title": "t"}, 0)
    again = edit.model_copy(update={"device": "laptop as it signed in", "n": 1})
    apply(state, edit)
    apply(state, again.model_copy(update={"seq": 2}))
    apply(state, entry(3, "phone", {"deleted": True}, 1))
    assert state["deleted"].value is True
    assert apply(state, again.model_copy(update={"seq": 4})) == []
    assert state["deleted"].value is True


def test_a_delete_yields_also_to_an_edit_that_lost() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "later"}, 0, "0000000000009-000000"))
    apply(state, entry(2, "phone", {"title": "earlier"}, 0, "0000000000005-000000"))
    apply(state, entry(3, "tablet", {"deleted": True}, 1))
    assert "deleted" not in state
    apply(state, entry(4, "tablet", {"deleted": True}, 3))
    assert state["deleted"].value is True


def test_a_delete_yields_to_an_edit_that_the_same_device_has_replaced_unseen() -> None:
    state: State = {}
    apply(state, entry(1, "phone", {"title": "phone"}, 0, "0000000000005-000000"))
    apply(state, entry(2, "laptop", {"title": "laptop"}, 0, "0000000000009-000000"))
    apply(state, entry(3, "laptop", {"deleted": True}, 0, "0000000000010-000000"))
    assert "deleted" not in state


def test_an_edit_that_did_not_see_the_delete_brings_the_record_back() -> None:
    state: State = {}
    apply(state, entry(1, "laptop", {"title": "t"}, 0))
    apply(state, entry(2, "laptop", {"deleted": True}, 1))
    apply(state, entry(3, "phone", {"body": "typed offline"}, 1))
    assert state["deleted"].value is False
    assert state["body"].value == "typed offline"


def test_pending_operations_are_laid_on_top_and_the_state_below_stays() -> None:
    state: State = {"title": FieldState("theirs", 5, "0000000000005-000000", "phone")}
    mine = Operation(
        n=1, space="s", kind="set", type="note", id="n", fields={"title": "mine"}, base=5, stamp="0000000000001-000000"
    )
    assert overlay(state, [mine], "laptop")["title"].value == "mine"
    assert state["title"].value == "theirs"


DEVICES = ("a", "b", "c")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(DEVICES),
        st.dictionaries(st.sampled_from(["title", "body"]), st.integers(0, 9), min_size=1),
        st.integers(0, 12),
        st.integers(0, 99),
    ),
    max_size=12,
)


@given(EDITS)
def test_no_value_vanishes_it_is_current_or_replaced_knowingly_or_in_history(edits: list) -> None:
    state: State = {}
    lost: list[object] = []
    replaced: list[object] = []
    written: list[tuple[str, object]] = []
    for seq, (device, fields, lag, ms) in enumerate(edits, 1):
        before = dict(state)
        new = entry(seq, device, fields, max(0, seq - 1 - lag), f"{ms:013d}-000000")
        losses = apply(state, new)
        lost += [(loss.field, loss.value) for loss in losses]
        written += list(fields.items())
        for name, old in before.items():
            if state[name] != old and (old.seq <= new.base or old.device == device):
                replaced.append((name, old.value))
    current = [(name, field.value) for name, field in state.items()]
    for value in written:
        assert value in current or value in lost or value in replaced
