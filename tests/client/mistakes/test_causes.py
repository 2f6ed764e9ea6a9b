"""What speaks for which cause."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.grading import grade
from client.mistakes.causes import Cause, Circumstances, cause_name, propose_cause
from tests.fakes.courses import ALL_KINDS


def numeric(value: float, unit: str = "") -> NumericQuestion:
    return NumericQuestion(id="n", text="求值", answers=(NumericAnswer(value=value),), unit=unit)


def choice(text: str, *options: str, correct: tuple[int, ...] = (0,), multiple: bool = False) -> ChoiceQuestion:
    return ChoiceQuestion(id="c", text=text, options=options, correct=correct, multiple=multiple)


def cause_of(question: Question, answer: Any, **seen: float) -> Cause | None:
    assert grade(question, answer).correct is not True
    found = propose_cause(question, answer, Circumstances(**seen))
    return found.cause if found else None


@pytest.mark.parametrize(
    ("right", "given_in"),
    [
        (9, "-9"),  # sign
        (0.5, "5"), (1200, "120"), (3.6, "0.036"),  # place
        (12, "6"), (4, "12"), (2, "120"), (72, "20"),  # factor
        (4, "1/4"), (9, "3"), (5, "25"),  # reciprocal, square
        (36, "63"), (128, "138"), (20, "21"),  # digits, one off
    ],
)  # fmt: skip
def test_a_number_off_by_sign_place_factor_or_digit_is_calculation(right: float, given_in: str) -> None:
    assert cause_of(numeric(right), given_in) == Cause.CALCULATION


def test_the_unit_is_read_past() -> None:
    assert cause_of(numeric(9, "cm²"), "-9 cm²") == Cause.CALCULATION


@pytest.mark.parametrize(("right", "given_in"), [(9, "47"), (3.7, "11.2"), (17, "0")])
def test_any_other_number_says_nothing(right: float, given_in: str) -> None:
    assert cause_of(numeric(right), given_in) is None


def test_options_that_are_numbers_are_compared_as_numbers() -> None:
    assert cause_of(choice("$-3$ 的相反数是", "$3$", "$-3$", "$0$"), [1]) == Cause.CALCULATION
    assert cause_of(choice("最小的质数是", "$2$", "$7$"), [1]) is None


def test_solutions_with_turned_signs_are_calculation() -> None:
    question = TextQuestion(id="t", text="解方程", accepted=("x₁=1，x₂=-3",))
    assert cause_of(question, "x₁=-1，x₂=3") == Cause.CALCULATION
    assert cause_of(question, "x₁=2，x₂=-6") == Cause.CALCULATION
    assert cause_of(question, "无实数根") is None


@pytest.mark.parametrize(
    "text", ["下列说法不正确的是", "以下说法错误的是（ ）", "下列哪一项不属于可再生能源？", "Which is NOT a prime?"]
)
def test_a_question_that_asks_for_the_wrong_one_is_misread(text: str) -> None:
    assert cause_of(choice(text, "甲", "乙", "丙"), [1]) == Cause.MISREAD


def test_a_story_that_denies_something_is_no_trap() -> None:
    assert cause_of(choice("小明没有带伞。他走了多久？", "两小时多", "三刻钟", "一刻钟"), [1]) is None


def test_just_the_other_options_is_misread() -> None:
    question = choice("哪些是质数", "二", "三", "四", "六", correct=(0, 1), multiple=True)
    assert cause_of(question, [2, 3]) == Cause.MISREAD
    assert cause_of(question, [0]) == Cause.MISREAD  # one of several
    assert cause_of(question, [0, 1, 2]) == Cause.CONCEPT


def test_nothing_written_is_a_missing_method() -> None:
    assert cause_of(numeric(5), "") == Cause.METHOD
    assert cause_of(EssayQuestion(id="e", text="证明"), {"text": "不会", "self": False}) == Cause.METHOD


def test_two_that_were_swapped_are_an_unclear_concept() -> None:
    pairs = tuple(MatchingPair(prompt=p, match=m) for p, m in (("力", "牛"), ("功", "焦"), ("压强", "帕")))
    question = MatchingQuestion(id="m", text="配对", pairs=pairs)
    assert cause_of(question, ["焦", "牛", "帕"]) == Cause.CONCEPT
    assert cause_of(question, ["焦", "帕", "牛"]) is None


def test_a_fast_answer_on_a_mastered_point_is_careless() -> None:
    question = choice("最小的质数是", "二", "三", "五")
    assert cause_of(question, [1], mastery=0.9, elapsed_s=3, usual_s=20) == Cause.CARELESS
    assert cause_of(question, [1], mastery=0.9, elapsed_s=60, usual_s=20) == Cause.METHOD
    assert cause_of(question, [1], mastery=0.5, elapsed_s=3, usual_s=20) is None
    assert cause_of(question, [1], mastery=0.2, elapsed_s=20, usual_s=20) == Cause.CONCEPT
    assert cause_of(numeric(9), "47", mastery=0.2) == Cause.METHOD


def test_a_judgement_of_a_denial_is_misread_and_of_a_plain_sentence_is_not() -> None:
    assert cause_of(TrueFalseQuestion(id="j", text="0 不是自然数。", correct=False), True) == Cause.MISREAD
    assert cause_of(TrueFalseQuestion(id="j", text="0 是自然数。", correct=True), False) is None


@given(
    st.sampled_from(ALL_KINDS),
    st.one_of(
        st.none(), st.text(max_size=8), st.booleans(), st.floats(), st.lists(st.integers(-3, 9), max_size=4),
        st.lists(st.text(max_size=3), max_size=3), st.dictionaries(st.just("text"), st.text(max_size=5)),
    ),
)  # fmt: skip
def test_whatever_was_answered_the_rules_say_something_or_nothing(question: Question, answer: Any) -> None:
    found = propose_cause(question, answer)
    assert found is None or (found.reason and cause_name(found.cause))
