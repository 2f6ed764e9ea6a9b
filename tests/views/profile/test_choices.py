"""The cells of a choice: as many beside each other as their words find room."""

import pytest

from views.profile.choices import columns


@pytest.mark.parametrize(
    ("texts", "room", "expected"),
    [
        (["小一", "初三"], 358, 6),
        (["Grade 1", "Grade 12"], 358, 3),
        (["语文", "政治"], 358, 6),
        (["Chinese", "Chemistry"], 358, 3),
        (["Chinese", "Chemistry"], 640, 6),
        (["一个很长很长很长很长很长很长很长的名字"], 200, 1),
    ],
)
def test_as_many_columns_as_the_longest_word_allows(texts: list[str], room: float, expected: int):
    assert columns(texts, room) == expected
