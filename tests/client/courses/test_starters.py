"""The starter courses' own answers are right in the eyes of the grading."""

from typing import Any

import pytest

from client.courses.content import (
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.grading import complaint, grade
from client.courses.packs import read_pack
from client.courses.shelf import STARTER

COURSES = [read_pack(folder.parent) for folder in sorted(STARTER.glob("*/course.json"))]
QUESTIONS = [question for course in COURSES for question in course.questions]


def right_ones(question: Question) -> list[Any]:
    match question:
        case ChoiceQuestion():
            return [list(question.correct)]
        case TrueFalseQuestion():
            return [question.correct]
        case NumericQuestion():
            return [f"{a.value:.10g}{unit}" for a in question.answers for unit in ("", question.unit)]
        case TextQuestion():
            return list(question.accepted)
        case MatchingQuestion():
            return [[pair.match for pair in question.pairs]]
        case OrderingQuestion():
            return [list(range(len(question.items)))]
        case ClozeQuestion():
            pytest.fail("no starter has one; say here how it is answered when one does")
        case EssayQuestion():
            return [{"text": question.sample or "…", "self": True}]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_authors_answer_is_right(question: Question):
    for given in right_ones(question):
        assert complaint(question, given) == ""
        assert grade(question, given).correct is True


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_another_answer_is_wrong(question: Question):
    wrong: Any
    match question:
        case ChoiceQuestion():
            wrong = [i for i in range(len(question.options)) if i not in question.correct]
        case TrueFalseQuestion():
            wrong = not question.correct
        case NumericQuestion():
            wrong = f"{max(a.value + a.tolerance for a in question.answers) * 2 + 17:.10g}"
        case TextQuestion():
            wrong = "不知道"
        case MatchingQuestion():
            wrong = ["没有"] * len(question.pairs)
        case OrderingQuestion():
            wrong = list(range(len(question.items)))[::-1]
        case ClozeQuestion():
            wrong = [None] * len(question.gaps)
        case EssayQuestion():
            wrong = {"text": "不会", "self": False}
    assert grade(question, wrong).correct is False
