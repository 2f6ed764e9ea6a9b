"""Days of the calendar in words."""

from datetime import date

import pytest

from client.dates import day_stacked, day_text
from client.texts import use_language


@pytest.mark.parametrize(
    ("language", "year", "words"),
    [
        ("zh_CN", False, "12月5日"),
        ("zh_CN", True, "2026年12月5日"),
        ("en", False, "Dec 5"),
        ("en", True, "Dec 5, 2026"),
    ],
)
def test_a_day_is_said_as_the_language_has_it(language: str, year: bool, words: str) -> None:
    use_language(language)
    try:
        assert day_text(date(2026, 12, 5), year=year) == words
    finally:
        use_language("zh_CN")


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "12月\n5日"), ("en", "Dec\n5")])
def test_a_day_in_two_lines_breaks_after_its_month(language: str, words: str) -> None:
    use_language(language)
    try:
        assert day_stacked(date(2026, 12, 5)) == words
    finally:
        use_language("zh_CN")
