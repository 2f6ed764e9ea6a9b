"""When something happened, in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from views.when import when

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 1, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 11, 21, 17, 0, tzinfo=UTC), "01:00"),
        (datetime(2026, 11, 21, 10, 0, tzinfo=UTC), "昨天"),
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), "3月1日"),
        (datetime(2025, 3, 1, 10, 0, tzinfo=UTC), "2025年3月1日"),
    ],
)
def test_a_moment_is_said_as_near_as_it_is(moment: datetime, words: str) -> None:
    assert when(moment, NOW, CHINA) == words
