"""Edits as JSON, texts as bytes; folding and cutting of edits."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.text import BadTextError, BadTextOpError, Text, TextOp, decode, encode, fold, from_json, pieces, to_json
from sync.text.ops import PART_CHARS, PIECE_CHARS, Bury, Delete, Insert
from tests.sync.text.peers import EDITS, WORDS, Edit

NAMES = st.sampled_from(["anna", "bert", "cleo"])
NUMBERS = st.integers(0, 200)
PARTS = st.one_of(
    st.builds(Insert, NAMES, NUMBERS, WORDS, NAMES, NUMBERS, st.booleans()),
    st.tuples(NAMES, NUMBERS, WORDS).map(lambda new: Insert(*new)),
    st.builds(Bury, NAMES, NUMBERS, st.integers(1, 9), NAMES, NUMBERS),
    st.builds(Delete, NAMES, NUMBERS, st.integers(1, 9)),
)
OPS = st.lists(PARTS, max_size=12).map(tuple)
RUBBISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def edits_of(edits: list[Edit]) -> tuple[Text, list[TextOp]]:
    text = Text("anna")
    ops: list[TextOp] = []
    for place, removed, inserted in edits:
        start = place * len(text) // 1000
        ops.append(text.splice(start, min(removed, len(text) - start), inserted))
    return text, ops


@given(OPS)
def test_an_edit_goes_over_the_line_unchanged(op: TextOp) -> None:
    assert from_json(json.loads(json.dumps(to_json(op)))) == op


def test_a_key_press_is_short() -> None:
    text = Text("Ab3dE9xk")
    text.insert(0, "学习")
    line = json.dumps(to_json(text.insert(2, "了")), ensure_ascii=False, separators=(",", ":"))
    assert line == '["Ab3dE9xk",[0,2,"了"]]'


@given(RUBBISH)
@settings(max_examples=500)
def test_what_is_no_edit_is_refused_in_one_way(value) -> None:
    try:
        from_json(value)
    except BadTextOpError:
        pass
    else:
        assert isinstance(value, list)


@pytest.mark.parametrize(
    "part",
    [[0, 0, "a"], [0, 1, ""], [0, 1, 0], [0, 1, -3], [0, -1, "a"], [1, 1, "a"], [-1, 1, "a"], [0, 1 << 40, "a"],
     [0, 1, 1 << 21], [0, 1, [0]], [0, 1, []], [0, 1], [], [0, 1, "a", 5, 1], [0, 1, "a", 0, True], [True, 1, "a"]],
)  # fmt: skip
def test_a_part_that_cannot_be_is_refused(part: list) -> None:
    with pytest.raises(BadTextOpError):
        from_json(["anna", part])


@given(OPS)
@settings(deadline=None)
def test_any_edit_can_be_applied_and_stored(op: TextOp) -> None:
    text = Text("cleo")
    text.apply(op)
    again = decode(encode(text), "cleo")
    assert str(again) == str(text)
    assert again.counter == text.counter
    assert encode(again) == encode(text)


def test_a_number_far_off_costs_no_memory() -> None:
    text = Text()
    text.apply(
        (
            Insert("anna", 1 << 39, "weit"),
            Insert("anna", 0, "nah"),
            Insert("anna", (1 << 39) + 4, "er", "anna", (1 << 39) + 3),
        )
    )
    assert str(text) == "nahweiter"
    assert str(decode(encode(text))) == "nahweiter"
    text.apply((Delete("anna", 0, 1 << 40),))
    assert str(text) == ""


@given(st.lists(EDITS, max_size=40), st.lists(EDITS, max_size=10))
@settings(deadline=None)
def test_a_text_from_storage_is_the_same_text(edits: list[Edit], more: list[Edit]) -> None:
    text, _ = edits_of(edits)
    again = decode(encode(text), "anna")
    assert (str(again), again.counter) == (str(text), text.counter)
    for place, removed, inserted in more:
        start = place * len(text) // 1000
        change = start, min(removed, len(text) - start), inserted
        assert again.splice(*change) == text.splice(*change)
    assert encode(again) == encode(text)


@given(st.binary(max_size=60))
def test_bytes_that_are_no_text_are_refused_in_one_way(data: bytes) -> None:
    for bad in (data, encode(edits_of([(0, 0, "ein Text")])[0])[:-1] + data[:1], b"\x01\x01\x01a\x02\x00" + data):
        with contextlib.suppress(BadTextError):
            decode(bad)


@given(st.lists(EDITS, max_size=20))
@settings(deadline=None)
def test_folded_edits_do_the_same(edits: list[Edit]) -> None:
    text, ops = edits_of(edits)
    folded: TextOp = ()
    for op in ops:
        folded = fold(folded, op)
    other = Text()
    other.apply(folded)
    assert encode(other) == encode(text)
    assert len(folded) <= sum(len(op) for op in ops)


def test_typing_on_and_deleting_on_fold_into_one_part() -> None:
    text = Text("anna")
    op: TextOp = ()
    for index, key in enumerate("abcd"):
        op = fold(op, text.insert(index, key))
    for index in (3, 2, 0):
        op = fold(op, text.delete(index, index + 1))
    assert op == (Insert("anna", 0, "abcd"), Delete("anna", 2, 2), Delete("anna", 0, 1))


@given(st.lists(EDITS, max_size=20), st.integers(1, 60))
@settings(deadline=None)
def test_an_edit_in_portions_does_the_same(edits: list[Edit], limit: int) -> None:
    text, ops = edits_of(edits)
    other = Text()
    for op in ops:
        for portion in pieces(op, limit):
            weight = sum(PART_CHARS + (len(p.text) if isinstance(p, Insert) else 0) for p in portion)
            assert weight <= limit or len(portion) == 1
            other.apply(portion)
    assert encode(other) == encode(text)


@pytest.mark.parametrize("character", ["a", "\x01", "字", "𝄞"])
def test_a_portion_fits_into_a_request(character: str) -> None:
    long = Text("anna-pen").insert(0, character * PIECE_CHARS * 2)
    for op in (long, tuple(Insert("anna-pen", 1 << 30, character, "bert-pen", 1 << 30, True) for _ in range(8_000))):
        for portion in pieces(op):
            assert len(json.dumps(to_json(portion), ensure_ascii=False).encode()) < 240_000
