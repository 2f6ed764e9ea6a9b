"""The block that a place is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.notes.writing.blocks import block_at

TEXT = "一段\n还是它\n\n\n二段\n\n```py\nx = 1\n\ny = 2\n```\n\n$$\na\n\nb\n$$\n- 一项\n\n  它的第二段\n\n末段"


@pytest.mark.parametrize(
    ("there", "block"),
    [
        ("一段", "一段\n还是它"),
        ("还是", "一段\n还是它"),
        ("二段", "二段"),
        ("y = 2", "```py\nx = 1\n\ny = 2\n```"),
        ("b\n", "$$\na\n\nb\n$$\n- 一项\n\n  它的第二段"),
        ("它的", "$$\na\n\nb\n$$\n- 一项\n\n  它的第二段"),
        ("末段", "末段"),
    ],
)
def test_the_block_of_a_place(there: str, block: str) -> None:
    start, end = block_at(TEXT, TEXT.index(there))
    assert TEXT[start:end] == block


def test_between_two_blocks_it_is_the_one_before_and_nothing_in_an_empty_text() -> None:
    assert block_at("一\n\n\n二", 2) == (0, 1)
    assert block_at("\n\n一", 0) == (0, 0)
    assert block_at("", 0) == (0, 0)
    assert block_at("一", 1) == (0, 1)


@given(st.text("ab\n `~$-"), st.integers(0, 40))
def test_what_is_around_a_block_can_be_read_apart(text: str, index: int) -> None:
    start, end = block_at(text, index)
    assert 0 <= start <= end <= len(text)
    assert start == 0 or text[start - 1] == "\n"
    assert end == len(text) or start == end == 0 or text[end] == "\n"
