"""The words for the ring and the streak: they count, and never scold."""

import re

import pytest

from client.plan import Streak
from views.today.day import goal_words, streak_words

SCOLDING = re.compile("中断|失去|可惜|归零|断了(?!几天)|没能")


@pytest.mark.parametrize(
    ("streak", "title", "word"),
    [
        (Streak(), "今天就是第 1 天", "答一道题"),
        (Streak(best=1), "今天就是第 1 天", "答一道题"),
        (Streak(best=12), "最长连续 12 天", "又是第 1 天"),
        (Streak(6, 6, 1, 4, today=True), "连续 6 天", "攒着 1 个休息日"),
        (Streak(6, 6, 0, 4, today=True), "连续 6 天", "再学 4 天"),
        (Streak(6, 12, 1, 4), "连续 6 天，最长 12 天", "没空也不会断"),
        (Streak(6, 6, 0, 4), "连续 6 天", "加一天"),
    ],
)
def test_the_streak_in_words(streak: Streak, title: str, word: str):
    said = streak_words(streak)
    assert said[0] == title
    assert word in said[1]
    assert not SCOLDING.search("".join(said))


def test_a_rest_day_that_was_used_yesterday_is_told():
    assert "昨天用了一个休息日" in streak_words(Streak(6, 6, 0, 4), rested_yesterday=True)[1]


@pytest.mark.parametrize(
    ("minutes", "word"), [(0, "目标是 30 分钟。"), (12, "再学 18 分钟"), (30, "达成"), (90, "达成")]
)
def test_the_goal_in_words(minutes: int, word: str):
    assert word in goal_words(minutes, 30)


@pytest.mark.parametrize("streak", [Streak(), Streak(best=9), Streak(6, 6, 1, 4), Streak(6, 6, 0, 4)], ids=str)
@pytest.mark.parametrize("minutes", [0, 12])
def test_at_rest_nothing_is_asked_for_today(streak: Streak, minutes: int):
    said = " ".join((goal_words(minutes, 30, resting=True), *streak_words(streak, resting=True)))
    assert "再学" not in said
    assert "今天答" not in said
    assert not SCOLDING.search(said)
