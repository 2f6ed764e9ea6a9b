"""What shows while edits wait is what will be when the log has them."""

import pytest

from sync.catalogue import NOTE
from sync.merge import PENDING_SEQ, FieldState, State
from sync.records import DELETED
from sync.textfields import TextFields
from sync.wire import LogEntry


def entry(n: int, seq: int, stamp: str, **fields: object) -> LogEntry:
    about = {"device": "me", "kind": "text", "type": "note", "id": "a", "base": 0, "stamp": stamp, "fields": fields}
    return LogEntry.model_validate({"n": n, "seq": seq} | about)


@pytest.mark.parametrize(("stamp", "gone"), [("1", False), ("3", True)])
def test_a_delete_that_waits_behind_a_text_yields_to_it_as_it_will_in_the_log(stamp: str, gone: bool) -> None:
    """An old delete is sent again behind the text that healing brings, under its old stamp."""
    began: State = {"title": FieldState("t", 0, "0", "other")}
    waiting = [entry(1, PENDING_SEQ, "2", body="text"), entry(2, PENDING_SEQ, stamp, deleted=True)]
    shown, words = TextFields(NOTE, {}).overlay("a", began, waiting)
    logged = dict(began)
    texts = TextFields(NOTE, {})
    for seq, one in enumerate(waiting, 1):
        texts.apply(logged, one.model_copy(update={"seq": seq}))
    assert words == {"body": "text"}
    assert shown.get(DELETED, FieldState(False, 0, "", "")).value is gone
    assert logged.get(DELETED, FieldState(False, 0, "", "")).value is gone


@pytest.mark.parametrize("other", [["me", [0, 0, "text", 0]], ["you", [0, 0, "more", 0]]])
def test_a_text_that_is_sent_once_more_is_no_edit_that_a_delete_has_not_seen(other: list) -> None:
    """Found by the simulator (seed 100068). Another text of the same millisecond is one."""
    first = entry(1, 1, "2", body=["me", [0, 0, "text", 0]])
    second = entry(1, 2, "2", body=other).model_copy(update={"device": "another"})
    delete = entry(2, 3, "3", deleted=True).model_copy(update={"base": 1, "device": "phone"})
    state: State = {}
    texts = TextFields(NOTE, {})
    texts.apply(state, first)
    shown, words = texts.overlay("a", state, [second, delete])
    for one in (second, delete):
        texts.apply(state, one)
    assert (DELETED in state) == (DELETED in shown) == (other[0] == "me")
    assert len(words["body"]) == (4 if other[0] == "me" else 8)
