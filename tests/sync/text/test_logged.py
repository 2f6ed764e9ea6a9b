"""A text as a log makes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.text import LoggedText, Text, decode, encode, to_json
from tests.sync.text.peers import EDITS, WORDS

VALUES = st.lists(st.one_of(EDITS, WORDS), max_size=15)


def log_of(values: list) -> list:
    """Edits, and now and then a whole text from a client that knows no edits."""
    text, log = LoggedText(), []
    for number, value in enumerate(values):
        if not isinstance(value, str):
            place, removed, inserted = value
            editor = decode(text.state(), "anna")
            start = place * len(editor) // 1000
            value = to_json(editor.splice(start, min(removed, len(editor) - start), inserted))
        log.append((value, f"old-client:{number}"))
        text.take(*log[-1])
    return log


@given(VALUES, st.integers(0, 15))
@settings(deadline=None)
def test_the_state_depends_on_the_log_alone_and_not_on_how_it_came(values: list, cut: int) -> None:
    log = log_of(values)
    whole, first = LoggedText(), LoggedText()
    for value in log:
        whole.take(*value)
    for value in log[:cut]:
        first.take(*value)
    then = LoggedText(first.state())
    for value in log[cut:]:
        then.take(*value)
    assert (str(then), then.state()) == (str(whole), whole.state())


@given(WORDS, st.integers(0, 300))
def test_one_insertion_into_nothing_is_stored_like_any_text(word: str, counter: int) -> None:
    text, logged = Text("anna"), LoggedText()
    text.counter = counter
    op = text.insert(0, word * 200)
    logged.apply(op)
    assert (str(logged), logged.state()) == (str(text), encode(text))
    assert str(LoggedText(logged.state())) == str(text)


@given(VALUES, WORDS)
@settings(deadline=None)
def test_a_whole_text_from_an_old_client_replaces_what_is_there(values: list, whole: str) -> None:
    text = LoggedText()
    for value in log_of(values):
        text.take(*value)
    text.take(whole, "old:1")
    assert str(text) == whole


def test_an_edit_beside_a_whole_text_keeps_both() -> None:
    text = LoggedText()
    text.take("eins zwei", "old:1")
    editor = decode(text.state(), "anna")
    text.take("eins und zwei", "old:2")
    text.take(to_json(editor.insert(len(editor), " drei")), "anna:1")
    assert str(text) == "eins und zwei drei"


@pytest.mark.parametrize("value", [None, 3, True, {"a": 1}, ["anna", 4], [[]]])
def test_what_is_no_text_changes_nothing(value) -> None:
    text = LoggedText()
    text.take("da", "old:1")
    before = text.state()
    text.take(value, "bad:1")
    assert (str(text), text.state()) == ("da", before)


def test_an_author_who_writes_twice_does_no_harm() -> None:
    text = LoggedText()
    text.take("eins", "old:1")
    text.take("zwei", "old:1")
    assert str(text) == "zwei"
    assert str(LoggedText(text.state())) == "zwei"
