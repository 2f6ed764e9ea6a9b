"""A family in words."""

from collections.abc import Iterator

import pytest

from client.texts import use_language
from views.family.words import member_words


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh_CN")


def test_a_member_is_one_parent_in_english_too(english: None) -> None:
    assert member_words("parent", me=True) == "Parent · me"
    assert member_words("child", leaving=True).startswith("Child · ")


def test_a_member_in_chinese() -> None:
    assert member_words("parent", me=True) == "家长 · 我"
    assert member_words("child", me=True, leaving=True) == "孩子 · 我 · 想离开"
    assert member_words("reader") == "只看不写"
