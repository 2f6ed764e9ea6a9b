"""The school grades from 小一 to 高三 as 1 to 12: their names, what is taught in them, and what they suggest. Pure."""

from __future__ import annotations

import re

from client.subjects import SUBJECTS
from client.texts import _

GRADES = tuple(range(1, 13))
PRIMARY, JUNIOR = 6, 9
"""The last grades of primary and of junior secondary school."""

GOALS = (10, 20, 30, 45, 60)
"""Minutes a day that can be chosen as one's own goal."""

_FROM_GRADE = {"biology": 7, "history": 7, "geography": 7, "politics": 7, "physics": 8, "chemistry": 9}
"""When a subject begins (课程方案, Ministry of Education, 2022); primary school's science is not among ours."""

_SIGNS = {sign: n for n, sign in enumerate("一二三四五六七八九", start=1)}
_STAGES = {"小学": (1, 6), "初中": (7, 9), "中考": (7, 9), "高中": (10, 12), "高考": (10, 12)}
_WITHIN = {"小": 0, "初": PRIMARY, "高": JUNIOR}


def grade_name(grade: int) -> str:
    """A grade in words: 小一 … 高三; "" for one that was not said."""
    names = (
        _("小一"), _("小二"), _("小三"), _("小四"), _("小五"), _("小六"),
        _("初一"), _("初二"), _("初三"), _("高一"), _("高二"), _("高三"),
    )  # fmt: skip
    return names[grade - 1] if grade in GRADES else ""


def grades_of(words: str) -> tuple[int, int] | None:
    """The first and the last grade that a course's own words name (九年级, 初二, 高中); None when they name none."""
    if found := re.search("([一二三四五六七八九])年级", words):
        grade = _SIGNS[found[1]]
        return grade, grade
    if found := re.search("([小初高])([一二三四五六])", words):
        grade = _WITHIN[found[1]] + _SIGNS[found[2]]
        return grade, grade
    return next((grades for stage, grades in _STAGES.items() if stage in words), None)


def said_grade(words: str) -> str:
    """A course's words for its grade as the interface calls it (九年级 is 初三); what is no grade stays."""
    is_one = re.fullmatch("[一二三四五六七八九]年级|[小初高][一二三四五六]", words.strip())
    grades = grades_of(words) if is_one else None
    return grade_name(grades[0]) or words if grades else words


def subjects_for(grade: int) -> tuple[str, ...]:
    """The subjects taught in a grade, in the order of `client.subjects`; all of them when the grade is not said."""
    return tuple(s for s in SUBJECTS if grade not in GRADES or grade >= _FROM_GRADE.get(s, GRADES[0]))


def goal_for(grade: int) -> int:
    """Minutes a day that suit a grade: what a lesson, or a lesson and its reviews, take; less for the young."""
    if grade not in GRADES:
        return 30
    return 20 if grade <= PRIMARY else 30 if grade <= JUNIOR else 45
