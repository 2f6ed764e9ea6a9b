"""Grades: their names, what is taught in them, and what a course's own words say."""

import pytest

from client.profile.grades import GOALS, GRADES, goal_for, grade_name, grades_of, said_grade, subjects_for
from client.subjects import SUBJECTS


def test_there_are_twelve_grades_each_with_a_name():
    assert [grade_name(grade) for grade in (1, 6, 7, 9, 10, 12)] == ["小一", "小六", "初一", "初三", "高一", "高三"]
    assert len({grade_name(grade) for grade in GRADES}) == 12
    assert grade_name(0) == grade_name(13) == ""


@pytest.mark.parametrize(
    ("words", "grades"),
    [
        ("九年级", (9, 9)),
        ("八年级上", (8, 8)),
        ("初二", (8, 8)),
        ("高三", (12, 12)),
        ("小学三年级", (3, 3)),
        ("高中", (10, 12)),
        ("初中数学", (7, 9)),
        ("2010-2022 年高考", (10, 12)),
        ("", None),
        ("大学", None),
        ("Grade 9", None),
    ],
)
def test_the_words_of_a_course_name_its_grades(words: str, grades: tuple[int, int] | None):
    assert grades_of(words) == grades


def test_subjects_begin_when_school_begins_them():
    assert subjects_for(3) == ("chinese", "math", "english")
    assert "physics" not in subjects_for(7)
    assert "physics" in subjects_for(8)
    assert "chemistry" not in subjects_for(8)
    assert subjects_for(9) == subjects_for(12) == subjects_for(0) == SUBJECTS


def test_the_goal_that_is_proposed_can_be_chosen():
    assert {goal_for(grade) for grade in (0, *GRADES)} <= set(GOALS)
    assert goal_for(2) < goal_for(8) < goal_for(11)


@pytest.mark.parametrize(
    ("words", "said"),
    [("九年级", "初三"), ("三年级", "小三"), ("初二", "初二"), ("八年级上", "八年级上"), ("中考", "中考"), ("", "")],
)
def test_one_grade_has_one_name(words: str, said: str) -> None:
    assert said_grade(words) == said
