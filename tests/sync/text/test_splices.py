"""What changed between two versions of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.text import Splice, splice

TEXTS = st.text(alphabet="ab𝄞", max_size=12)


@given(TEXTS, TEXTS)
def test_a_splice_makes_the_new_of_the_old_and_is_no_longer_than_needed(old: str, new: str) -> None:
    start, removed, inserted = change = splice(old, new)
    assert old[:start] + inserted + old[start + removed :] == new
    if removed and inserted:
        assert old[start] != inserted[0]
        assert old[start + removed - 1] != inserted[-1]
    assert (change.size == 0) == (old == new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("aaa", "aaaa", (3, 0, "a")),
        ("aaaa", "aaa", (3, 1, "")),
        ("配方法", "配方的法", (2, 0, "的")),
        ("", "", (0, 0, "")),
    ],
)
def test_equal_letters_count_as_typed_at_the_end(old: str, new: str, expected: tuple) -> None:
    assert splice(old, new) == Splice(*expected)
