"""Places in a text as Python and as the client count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.notes.offsets import to_index, to_units


@given(st.text(alphabet="ab字𝄞👩", max_size=12), st.integers(0, 12))
def test_there_and_back_is_the_same_place(text: str, index: int) -> None:
    index = min(index, len(text))
    assert to_index(text, to_units(text, index)) == index


@pytest.mark.parametrize(("units", "index"), [(-1, 0), (0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (99, 3)])
def test_a_rare_character_is_two_units_and_the_middle_of_it_is_before_it(units: int, index: int) -> None:
    assert to_index("a𝄞b", units) == index
