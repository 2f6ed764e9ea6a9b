from typing import Any

import pytest

from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    PartlyRight,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
    Unit,
)
from client.courses.grading import complaint, given_answer, grade, right_answer

ONE = ChoiceQuestion(id="one", text="?", options=("$x=1$", "$x=2$", "$x=3$"), correct=(1,))
SOME = ChoiceQuestion(id="some", text="?", options=("a", "b", "c", "d"), correct=(0, 2), multiple=True)
JUDGE = TrueFalseQuestion(id="judge", text="?", correct=False)
MATCH = MatchingQuestion(
    id="match",
    text="?",
    pairs=(MatchingPair(prompt="力", match="N"), MatchingPair(prompt="功", match="J")),
    distractors=("W",),
)
ESSAY = EssayQuestion(id="essay", text="?", sample="因为 $\\Delta<0$")


def numeric(value: float, tolerance: float = 0.0, unit: str = "") -> NumericQuestion:
    return NumericQuestion(id="n", text="?", answers=(NumericAnswer(value=value, tolerance=tolerance),), unit=unit)


def text(*accepted: str, case_sensitive: bool = False) -> TextQuestion:
    return TextQuestion(id="t", text="?", accepted=accepted, case_sensitive=case_sensitive)


def test_the_one_right_option_is_right_and_another_is_wrong():
    assert grade(ONE, [1]).correct is True
    assert grade(ONE, [0]).correct is False
    assert grade(ONE, [0]).right_answer_text == "B. $x=2$"


def test_a_multiple_choice_wants_exactly_the_right_ones():
    assert grade(SOME, [2, 0]).correct is True
    assert grade(SOME, [0]).message == "选的都对，但还少 1 项"
    assert grade(SOME, [0, 1, 2]).message == "选对 2 项，多选了 1 项"
    assert grade(SOME, [0, 1, 2]).correct is False
    assert grade(SOME, [1]).message == "还差一点，看看讲解"


def test_a_judgement_is_compared_as_truth_not_as_number():
    assert grade(JUDGE, False).correct is True
    assert grade(JUDGE, True).correct is False
    assert grade(JUDGE, 0).correct is False


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (numeric(0.5), "1/2"),
        (numeric(-3), "－３"),
        (numeric(-3), "−3"),
        (numeric(1 / 3), "1/3"),
        (numeric(3.14, 0.01), "3.15"),
        (numeric(5, unit="cm"), "5 cm"),
        (numeric(5, unit="cm"), "5厘米"),
        (numeric(5, unit="cm"), "５ＣＭ"),
        (numeric(9.8, unit="m/s²"), "9.8 m/s^2"),
        (numeric(9.8, unit="m/s²"), "9.8m/s2"),
        (numeric(24, unit="平方米"), "24 m²"),
        (numeric(24, unit="平方米"), "24m2"),
        (numeric(24, unit="平方米"), "24平方米"),
        (numeric(50, unit="%"), "50%"),
        (numeric(60, unit="°"), "60度"),
        (numeric(60, unit="°"), "60°"),
        (numeric(3), "x=3"),
        (numeric(3), "x₁ = 3"),
        (numeric(12), "12人"),
        (numeric(3e8, unit="m/s"), "3×10⁸ m/s"),
        (numeric(0), "-0"),
    ],
)
def test_a_number_is_right_in_any_spelling(question: NumericQuestion, typed: str):
    assert complaint(question, typed) == ""
    assert grade(question, typed).correct is True


def test_a_number_outside_the_tolerance_is_wrong():
    assert grade(numeric(3.14, 0.01), "3.16").correct is False
    assert grade(numeric(1 / 3), "0.33").correct is False


def test_a_turned_sign_is_named():
    assert grade(numeric(4), "-4").message == "数对了，正负号反了"


@pytest.mark.parametrize("typed", ["三", "5 kg", "cm", "5+0", "5 mm"])
def test_what_is_no_number_in_the_unit_asked_is_said_before_it_counts(typed: str):
    assert complaint(numeric(5, unit="cm"), typed) == "这里要填一个数（单位是 cm），例如 3.5 或 1/2"


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("判别式", " 判别式。"),
        ("Newton", "newton"),
        ("x²+1", "x^2 + 1"),
        ("2×3", r"2\times3"),
        ("x₁=1，x₂=3", "x1=3, x2=1"),
        ("x₁=1，x₂=3", "3和1"),
        ("x₁=1，x₂=3", "x=1或x=3"),
        ("x=±2", "x₁=2，x₂=-2"),
        ("x₁=2,x₂=-2", "±2"),
        (r"$x_1=\frac{1}{2}, x_2=-3$", "x1=-3，x2=1/2"),
        ("x=3", "3"),
        ("3", "x=3"),
        ("(1,3)", "（1，3）"),
        ("2ab", "2a·b"),
        (r"y=2x^2", "y=2×x²"),
        ("x≥3", "x>=3"),
    ],
)
def test_a_text_is_right_in_any_spelling(accepted: str, typed: str):
    assert grade(text(accepted), typed).correct is True


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("x₁=1，x₂=3", "x1=1,x2=2"),
        ("x₁=1，x₂=3", "x=1"),
        ("x₁=1，x₂=3", "y=1或y=3"),
        ("1,3", "3,1"),
        ("(1,3)", "(3,1)"),
        ("ice cream", "icecream"),
        ("2×3", "23"),
        ("x>3", "x<3"),
    ],
)
def test_another_text_is_wrong(accepted: str, typed: str):
    assert grade(text(accepted), typed).correct is False


def test_case_counts_only_where_the_author_says_so():
    assert grade(text("Pa", case_sensitive=True), "pa").correct is False
    assert grade(text("Pa"), "pa").correct is True


def test_matching_counts_the_pairs():
    assert grade(MATCH, ["N", "J"]).correct is True
    assert grade(MATCH, ["N", "W"]).message == "2 项里配对了 1 项"
    assert complaint(MATCH, ["N", ""]) == "还有 1 项没有配对"
    assert right_answer(MATCH) == "力 → N\n\n功 → J"


def test_an_essay_is_judged_by_its_writer():
    assert grade(ESSAY, {"text": "……", "self": True}).correct is True
    assert grade(ESSAY, {"text": "……", "self": False}).correct is False
    assert grade(ESSAY, {"text": "……"}).correct is None
    assert complaint(ESSAY, {"text": " "}) == "请先写下你的回答"


@pytest.mark.parametrize("question", [ONE, SOME, JUDGE, numeric(1), text("a"), MATCH, ESSAY])
@pytest.mark.parametrize("given", [None, "", [], {}, 7, "x", [99], ["?"], True, {"text": 1}])
def test_nothing_that_is_given_breaks_the_grading(question: Any, given: Any):
    assert grade(question, given).correct in (True, False, None)


def test_nothing_given_is_never_right():
    for question in (ONE, SOME, JUDGE, numeric(0), text("a"), MATCH, ESSAY):
        assert grade(question, None).correct is not True
        assert complaint(question, None)


def test_the_answer_given_is_shown_as_the_person_saw_it():
    assert given_answer(SOME, [0, 3]) == "A. a\n\nD. d"
    assert given_answer(JUDGE, True) == "对"
    assert given_answer(MATCH, ["N", ""]) == "力 → N\n\n功 → —"
    assert given_answer(ESSAY, {"text": "嗯"}) == "嗯"
    assert given_answer(numeric(1), None) == "—"


ORDER = OrderingQuestion(id="o", text="?", items=("春", "夏", "秋", "夏"))
CLOZE = ClozeQuestion(
    id="c",
    text="水在[[1]]℃沸腾，化学式是[[2]]，颜色[[3]]。",
    gaps=(
        NumericGap(answers=(NumericAnswer(value=100, tolerance=1),), weight=2),
        TextGap(accepted=("H2O",), partly=(PartlyRight(text="水", credit=0.5),)),
        ChoiceGap(options=("红", "无"), correct=(1,)),
    ),
)


@pytest.mark.parametrize(
    ("given", "correct", "credit"),
    [([0, 1, 2, 3], True, 1), ([0, 3, 2, 1], True, 1), ([1, 0, 2, 3], False, 0.5), ([], False, 0), ("x", False, 0)],
)
def test_an_order_is_right_when_it_reads_right(given: object, correct: bool, credit: float):
    verdict = grade(ORDER, given)
    assert (verdict.correct, verdict.credit) == (correct, credit)


def test_an_order_that_lacks_items_or_has_one_twice_cannot_be_taken():
    assert complaint(ORDER, [0, 1]) == "还有 2 项没有排"
    assert complaint(ORDER, [0, 0, 0, 0]) == "还有 3 项没有排"
    assert complaint(ORDER, [3, 2, 1, 0]) == ""


@pytest.mark.parametrize(
    ("given", "credit"),
    [
        (["100.5", "h2o", 1], 1),
        (["100", "水", 1], 3.5 / 4),
        (["90", "", 0], 0),
        (["abc", "H2O", None], 0.25),
        (None, 0),
    ],
)
def test_each_gap_earns_its_share(given: object, credit: float):
    verdict = grade(CLOZE, given)
    assert verdict.credit == pytest.approx(credit)
    assert verdict.correct is (credit == 1)


def test_gaps_must_be_filled_and_numbers_be_numbers():
    assert complaint(CLOZE, ["100", "", 1]) == "还有 1 个空没有填"
    assert complaint(CLOZE, ["沸", "H2O", 1]).startswith("这里要填一个数")
    assert complaint(CLOZE, ["100", "H2O", 0]) == ""


def test_the_right_answer_of_a_cloze_is_its_text_filled_in():
    assert right_answer(CLOZE) == "水在 **100** ℃沸腾，化学式是 **H2O** ，颜色 **无** 。"
    assert given_answer(CLOZE, ["9", None, 0]) == "水在 **9** ℃沸腾，化学式是 **—** ，颜色 **红** 。"


@pytest.mark.parametrize("text", ["没有空", "[[1]] [[1]]", "[[2]]"])
def test_a_gap_without_its_place_is_refused(text: str):
    with pytest.raises(ValueError, match="place"):
        ClozeQuestion(id="c", text=text, gaps=(TextGap(accepted=("a",)),))


LENGTH = NumericQuestion(
    id="u",
    text="?",
    answers=(NumericAnswer(value=1.5, tolerance=0.02, relative=True), NumericAnswer(value=1, credit=0.5)),
    unit="m",
    units=(Unit(name="cm", factor=0.01), Unit(name="km", factor=1000)),
)


@pytest.mark.parametrize(
    ("typed", "credit"),
    [
        ("1.5", 1),
        ("1.5m", 1),
        ("150 cm", 1),
        ("152cm", 1),
        ("154 厘米", 0),
        ("0.0015km", 1),
        ("1 m", 0.5),
        ("1.5 kg", 0),
    ],
)
def test_a_number_is_converted_from_the_unit_that_was_typed(typed: str, credit: float):
    assert grade(LENGTH, typed).credit == credit


def test_a_unit_can_be_required():
    strict = LENGTH.model_copy(update={"unit_required": True})
    assert complaint(strict, "1.5") == "别忘了写单位，例如 m"
    assert not grade(strict, "1.5").correct
    assert grade(strict, "150cm").correct


def test_wildcards_and_lesser_wordings_of_a_text():
    question = TextQuestion(
        id="w", text="?", accepted=("blue*sky", r"a\*b"), partly=(PartlyRight(text="grey", credit=0.5),), wildcards=True
    )
    assert grade(question, "Blue summer sky").correct
    assert grade(question, "a*b").correct
    assert not grade(question, "acb").correct
    assert (grade(question, "grey").correct, grade(question, "grey").credit) == (False, 0.5)


def test_options_earn_the_credit_that_they_carry():
    weighted = ChoiceQuestion(
        id="x", text="?", options=("a", "b", "c"), correct=(0, 1), multiple=True, credit=(0.7, 0.3, -0.5)
    )
    assert [grade(weighted, given).credit for given in ([0, 1], [0], [0, 2], [2])] == pytest.approx([1, 0.7, 0.2, 0])
    plain = weighted.model_copy(update={"credit": ()})
    assert [grade(plain, given).credit for given in ([0], [0, 2], [0, 1, 2])] == [0.5, 0, 0.5]
