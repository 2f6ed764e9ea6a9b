"""The order of need."""

from dataclasses import replace

import pytest

from client.courses.offer import NextLesson
from client.plan.steps import (
    BREAK_AFTER_MIN,
    MANY_DUE,
    NIGHT_FROM,
    NIGHT_UNTIL,
    REST_AFTER_MIN,
    Kind,
    Quest,
    Situation,
    choose_next_step,
)

BEGUN = NextLesson("math", "一元二次方程", "l2", "配方法", segment=2, minutes=15, started=True)
UPCOMING = replace(BEGUN, segment=0)
NEW = replace(BEGUN, lesson_id="l1", lesson_title="认识方程", segment=0, started=False)
QUEST = Quest("三人一起复习 20 题", "小组还差 6 题。", "/teams/1")


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        # what would be forgotten, what was begun, the team, something new, nothing
        (Situation(due_count=3, next_lesson=BEGUN, quest=QUEST), "review"),
        (Situation(next_lesson=BEGUN, quest=QUEST), "continue"),
        (Situation(next_lesson=UPCOMING, quest=QUEST), "continue"),
        (Situation(next_lesson=NEW, quest=QUEST), "quest"),
        (Situation(quest=QUEST), "quest"),
        (Situation(next_lesson=NEW), "start"),
        (Situation(), "done"),
        (Situation(has_courses=False), "import"),
        # the goal is reached: done for today, but not in the middle of a lesson, and not before what is due
        (Situation(minutes_today=30, next_lesson=UPCOMING), "rest"),
        (Situation(minutes_today=30, next_lesson=NEW), "rest"),
        (Situation(minutes_today=29, next_lesson=UPCOMING), "continue"),
        (Situation(minutes_today=30, goal_min=60, next_lesson=UPCOMING), "continue"),
        (Situation(minutes_today=30, next_lesson=BEGUN), "continue"),
        (Situation(minutes_today=30, due_count=1), "review"),
        (Situation(minutes_today=30, next_lesson=NEW, quest=QUEST), "quest"),
        # rest comes before everything: at night, after a long day, after long study on end
        (Situation(hour=NIGHT_FROM, due_count=3, next_lesson=BEGUN, quest=QUEST), "rest"),
        (Situation(hour=NIGHT_FROM - 1, due_count=3), "review"),  # the hours when most study: 20 to 22
        (Situation(hour=NIGHT_FROM - 2, next_lesson=NEW), "start"),
        (Situation(hour=0, next_lesson=BEGUN), "rest"),
        (Situation(hour=NIGHT_UNTIL - 1, due_count=1), "rest"),
        (Situation(hour=NIGHT_UNTIL, due_count=1), "review"),
        (Situation(minutes_today=REST_AFTER_MIN, due_count=1, next_lesson=BEGUN), "rest"),
        (Situation(minutes_today=REST_AFTER_MIN - 1, goal_min=120, due_count=1), "review"),
        (Situation(minutes_on_end=BREAK_AFTER_MIN, due_count=1), "rest"),
        (Situation(minutes_on_end=BREAK_AFTER_MIN - 1, due_count=1), "review"),
        (Situation(hour=NIGHT_FROM, has_courses=False), "rest"),
    ],
)
def test_the_order_of_need(now: Situation, kind: Kind):
    assert choose_next_step(now).kind == kind


@pytest.mark.parametrize("hour", range(24))
def test_every_step_says_why_and_a_step_that_leads_somewhere_has_a_button(hour: int):
    for lesson in (None, NEW, UPCOMING, BEGUN):
        for quest in (None, QUEST):
            for due in (0, 2):
                for minutes in (0, 30, 130):
                    step = choose_next_step(Situation(minutes, due, lesson, hour=hour, quest=quest))
                    assert step.title
                    assert step.reason
                    assert bool(step.action) == bool(step.route) == (step.kind != "rest")


def test_a_review_says_how_many_and_how_long():
    step = choose_next_step(Situation(due_count=3, next_lesson=BEGUN))
    assert step.route == "/mistakes/review"
    assert "3" in step.title
    assert "2 分钟" in step.reason


def test_a_mountain_of_reviews_is_not_to_be_climbed_at_once():
    assert "先做一部分" in choose_next_step(Situation(due_count=MANY_DUE + 1)).reason


def test_the_lesson_that_was_begun_goes_on_where_it_stopped():
    step = choose_next_step(Situation(10, 0, BEGUN))
    assert (step.title, step.route) == ("配方法", "/courses/math/lessons/l2")
    assert "第 3 段" in step.reason


def test_a_new_course_says_how_long_its_first_lesson_takes():
    assert "15 分钟" in choose_next_step(Situation(next_lesson=NEW)).reason


def test_at_night_what_is_due_is_promised_for_tomorrow():
    assert "4 道题明天还在" in choose_next_step(Situation(hour=23, due_count=4)).reason
    assert "错题" not in choose_next_step(Situation(hour=23)).reason


def test_rest_says_how_long_was_studied():
    assert "130 分钟" in choose_next_step(Situation(minutes_today=130)).reason
    assert "50 分钟" in choose_next_step(Situation(minutes_on_end=50)).reason


def test_when_all_is_learned_more_can_be_brought_in():
    assert choose_next_step(Situation()).route == "/me/import"
    assert choose_next_step(Situation(has_courses=False)).route == "/me/import"
