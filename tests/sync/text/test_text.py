"""A text at one replica: it does what a string does, in code points, and its anchors hold."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.text import Anchor, CharId, Text, clean
from tests.sync.text.peers import EDITS, WORDS, Edit


@given(st.lists(EDITS, max_size=80))
@settings(deadline=None)
def test_a_text_is_what_a_string_would_be(edits: list[Edit]) -> None:
    text, other, plain = Text("anna"), Text(), ""
    for place, removed, inserted in edits:
        start = place * len(plain) // 1000
        removed = min(removed, len(plain) - start)
        other.apply(text.splice(start, removed, inserted))
        plain = plain[:start] + inserted + plain[start + removed :]
        assert (str(text), len(text)) == (plain, len(plain))
        assert str(other) == plain


@given(WORDS | st.just(""), WORDS | st.just(""))
def test_a_text_becomes_another_by_what_differs(old: str, new: str) -> None:
    text, other = Text("anna"), Text("bert")
    other.apply(text.insert(0, old))
    other.apply(text.become(new))
    assert str(text) == str(other) == new


def test_indices_count_code_points_also_outside_the_basic_plane() -> None:
    text = Text("anna")
    text.insert(0, "a𝄞b👩‍👧c")
    assert len(text) == 7
    text.insert(2, "音")
    text.delete(3, 4)
    assert str(text) == "a𝄞音👩‍👧c"


def test_half_a_surrogate_pair_is_no_character() -> None:
    text = Text("anna")
    text.insert(0, "a\ud83db")
    assert str(text) == "a\ufffdb" == clean(str(text))


def test_a_long_text_is_quick_to_find_ones_way_in() -> None:
    text, plain = Text("anna"), ""
    for i in range(3_000):  # backwards, so that every key is a run of its own and there are many blocks
        text.insert(0, chr(0x4E00 + i))
        plain = chr(0x4E00 + i) + plain
    for index in (0, 1, 2_999, 1_500, 64, 2_000):
        text.delete(index, index + 1)
        plain = plain[:index] + plain[index + 1 :]
        text.insert(index, "x")
        plain = plain[:index] + "x" + plain[index:]
    assert len(text.runs.blocks) > 10
    assert str(text) == plain


def test_a_place_that_is_not_there_is_refused() -> None:
    text = Text("anna")
    text.insert(0, "ab")
    with pytest.raises(IndexError):
        text.insert(3, "c")
    with pytest.raises(IndexError):
        text.delete(1, 3)
    assert str(text) == "ab"


def test_what_is_typed_on_extends_the_run() -> None:
    text, other = Text("anna"), Text()
    for index, key in enumerate("配方法"):
        other.apply(text.insert(index, key))
    assert len(list(text.runs.spans())) == len(list(other.runs.spans())) == 1


@given(st.lists(EDITS, min_size=1, max_size=20), st.lists(EDITS, max_size=10), st.integers(0, 1000), st.booleans())
@example([(0, 0, "ab")], [(0, 0, "x")], 0, True)
@settings(deadline=None)
def test_a_cursor_stays_at_its_character(before: list[Edit], after: list[Edit], place: int, ahead: bool) -> None:
    text = Text("anna")
    edit(text, before)
    index = place * len(text) // 1000
    anchor = text.anchor(index, before=ahead)
    assert text.index(anchor) == index
    chars = [text.anchor(i + 1).char for i in range(len(text))]
    text.replica, text.counter = "cleo", 0
    edit(text, after)
    left = [char for char in chars[:index] if char and text.shows(char)]
    right = [char for char in chars[index:] if char and text.shows(char)]
    now = text.index(anchor)
    assert all(text.index(Anchor(char)) <= now for char in left)
    assert all(text.index(Anchor(char)) > now for char in right)


def edit(text: Text, edits: list[Edit]) -> None:
    for place, removed, inserted in edits:
        start = place * len(text) // 1000
        text.splice(start, min(removed, len(text) - start), inserted)


def test_a_cursor_in_a_deleted_passage_stays_where_that_was() -> None:
    text = Text("anna")
    text.insert(0, "eins zwei drei")
    anchor, ahead = text.anchor(7), text.anchor(7, before=True)
    text.delete(5, 10)
    assert text.index(anchor) == text.index(ahead) == 5


def test_the_two_ends_are_anchors_too_and_an_unknown_character_is_the_beginning() -> None:
    text = Text("anna")
    begin, end = text.anchor(0), text.anchor(0, before=True)
    text.insert(0, "word")
    assert (text.index(begin), text.index(end)) == (0, 4)
    assert text.index(Anchor(CharId("nobody", 3))) == 0
