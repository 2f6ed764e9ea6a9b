"""The streak: counts, forgives, and never takes more than a day that was missed."""

from datetime import date, timedelta

import pytest

from client.plan.streak import REST_EVERY, RESTS_KEPT, Streak, streak

MONDAY = date(2026, 11, 16)


def days(pattern: str, first: date = MONDAY) -> tuple[list[date], date]:
    """The days marked x; the pattern's last sign is today."""
    studied = [first + timedelta(days=n) for n, sign in enumerate(pattern) if sign == "x"]
    return studied, first + timedelta(days=len(pattern) - 1)


def after(pattern: str) -> Streak:
    return streak(*days(pattern))


@pytest.mark.parametrize(
    ("pattern", "now", "best", "rests"),
    [
        (".", 0, 0, 0),
        ("x", 1, 1, 1),  # the first day brings a rest day along
        ("xx", 2, 2, 1),
        ("xx.", 2, 2, 1),  # today is not over
        ("xx.x", 3, 3, 0),  # the rest day was used by itself
        ("xx..", 2, 2, 0),
        ("xx..x", 1, 2, 1),  # none was left: begins again, with a rest day
        ("xx...", 0, 2, 0),
        ("xxxxx", 5, 5, 2),  # the fifth day earns the second
        ("xxxxxxxxxxxxxxxxx", 17, 17, RESTS_KEPT),
        ("xxxxx..x", 6, 6, 0),  # a whole weekend
        ("xxxxx..xxxxx", 10, 10, 1),
        ("xxxxx...x", 1, 5, 1),
        ("..xx", 2, 2, 1),
        ("xxxxxxx.......xx", 2, 7, 1),
    ],
)
def test_a_calendar_leads_to_its_streak(pattern: str, now: int, best: int, rests: int):
    found = after(pattern)
    assert (found.days, found.best, found.rests) == (now, best, rests)


def test_today_counts_only_once_something_was_done():
    assert after("xx").today
    assert not after("xx.").today


def test_the_days_that_a_rest_day_was_used_for_are_told():
    assert after("xx.x").rested == {MONDAY + timedelta(days=2)}
    assert after("xx..x").rested == frozenset()  # of the streak that ended


def test_it_is_said_how_many_days_earn_the_next_rest_day():
    assert after("x").until_rest == REST_EVERY - 1
    assert after("xxxx").until_rest == 1
    assert after("xxxxx").until_rest == 0  # two is what one can have
    assert after("xxxxx.x").until_rest == REST_EVERY - 1
    assert after(".").until_rest == 0


def test_the_order_and_the_future_do_not_matter():
    studied, today = days("xxx")
    assert streak([*reversed(studied), today + timedelta(days=1)], today) == streak(studied, today)


def test_years_of_study_are_counted_at_once():
    studied, today = days("x" * 2000)
    assert streak(studied, today).days == 2000
    assert streak([MONDAY - timedelta(days=40_000), *studied], today).days == 2000


def test_one_day_more_of_study_never_makes_a_streak_shorter():
    studied, today = days("xx.xxxx..xxxxx.x")
    for missed in (MONDAY + timedelta(days=n) for n in range(16)):
        if missed not in studied:
            assert streak([*studied, missed], today).days >= streak(studied, today).days
            assert streak([*studied, missed], today).best >= streak(studied, today).best
