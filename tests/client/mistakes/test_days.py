"""Days and intervals in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from client.mistakes.days import date_text, end_of_day, interval_text, start_of_day, when_text

SHANGHAI = timezone(timedelta(hours=8))
EVENING = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai


def test_a_day_ends_at_the_midnight_of_where_one_is() -> None:
    assert end_of_day(EVENING, SHANGHAI) == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert start_of_day(EVENING, SHANGHAI) == datetime(2026, 11, 21, 16, tzinfo=UTC)
    assert end_of_day(EVENING, UTC) == datetime(2026, 11, 23, tzinfo=UTC)


def test_without_a_zone_the_devices_own_midnight_counts() -> None:
    assert timedelta(0) < end_of_day(EVENING) - EVENING <= timedelta(hours=25)
    assert end_of_day(EVENING).astimezone().hour == 0


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(days=-3), "今天"),
        (timedelta(0), "今天"),
        (timedelta(minutes=10), "10 分钟后"),
        (timedelta(hours=1), "明天"),
        (timedelta(days=2), "2 天后"),
        (timedelta(days=35), "12月27日"),
        (timedelta(days=60), "2027年1月21日"),
    ],
)
def test_when_something_is_due_is_said_in_words(wait: timedelta, words: str) -> None:
    assert when_text(EVENING + wait, EVENING, SHANGHAI) == words


def test_a_date_names_the_year_only_when_it_is_another() -> None:
    assert date_text(EVENING, EVENING, SHANGHAI) == "11月22日"
    assert date_text(EVENING - timedelta(days=365), EVENING, SHANGHAI) == "2025年11月22日"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (timedelta(seconds=5), "1 分钟"),
        (timedelta(minutes=10), "10 分钟"),
        (timedelta(hours=5), "5 小时"),
        (timedelta(days=1), "1 天"),
        (timedelta(days=30), "30 天"),
        (timedelta(days=61), "2 个月"),
        (timedelta(days=365), "1 年"),
        (timedelta(days=548), "1.5 年"),
    ],
)
def test_an_interval_is_said_in_its_largest_unit(interval: timedelta, words: str) -> None:
    assert interval_text(interval) == words
