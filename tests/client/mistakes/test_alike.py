"""One question in two spellings is one; other numbers make another question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.alike import SAME_FROM, form, is_same, likeness, normal

TRAIN = "甲、乙两车同时从相距 480 千米的两地相对开出，甲车每小时行 70 千米，乙车每小时行 50 千米，几小时后相遇？"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("方程 $x^2-2x+1=0$ 的根的情况是（  ）", "12．方程 x²－2x＋1＝0的根的情况是"),
        ("（3分）计算 $\\frac{1}{2}\\times 4$", "计算1/2×4"),
        ("【2020五年级卷第33题】三只猫", "三只猫。"),
        ("第5题. **加速度**是什么？", "加速度是什么"),
        ("例2：解方程 $x+1=3$", "解方程x+1=3"),
    ],
)
def test_numbering_marks_and_ways_to_write_a_formula_do_not_matter(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2.5×4", "25×4"), ("$-3$ 的绝对值", "3 的绝对值"), ("3:4", "34"), ("x>3", "x<3")]
)
def test_what_makes_another_question_stays(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_a_text_that_is_only_a_number_is_not_taken_for_numbering() -> None:
    assert normal("12.") == "12"
    assert normal("3.14") == "3.14"


def test_options_count_in_any_order_and_without_their_letters() -> None:
    assert form("下列是质数的是", ("A. 9", "B. 7")) == form("3. 下列是质数的是（ ）", ("7", "9"))
    assert form("下列是质数的是", ("9", "7")) != form("下列是质数的是", ("9", "5"))


def test_a_few_wrong_letters_are_the_same_question_and_another_number_is_not() -> None:
    misread = TRAIN.replace("相对", "相对的").replace("几小时", "儿小时")
    assert is_same(TRAIN, (), misread, ())
    assert not is_same(TRAIN, (), TRAIN.replace("480", "360"), ())
    assert not is_same(TRAIN, (), "甲、乙两人同时从学校出发，甲每小时走 5 千米，几小时后相遇？", ())


def test_options_of_one_side_only_do_not_part_a_telling_text() -> None:
    assert is_same(TRAIN, (), TRAIN, ("4", "5"))
    assert not is_same("下列说法正确的是", (), "下列说法正确的是", ("质量不变", "体积不变"))
    assert not is_same("下列说法正确的是", ("力是矢量", "质量是矢量"), "下列说法正确的是", ("水是单质", "铁是单质"))


def test_nothing_is_the_same_as_a_picture_without_words() -> None:
    assert not is_same("", (), "", ())
    assert not is_same("![图](a.png)", (), "![图](b.png)", ())


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_alike_from_both_sides(one: str, other: str) -> None:
    ours, theirs = normal(one), normal(other)
    assert 0 <= likeness(ours, theirs) <= 1
    assert likeness(ours, theirs) == likeness(theirs, ours)
    assert likeness(ours, ours) == (1 if ours else 0)


@given(st.text("甲乙丙丁车船走跑时速", min_size=20, max_size=60), st.integers(0, 19))
def test_one_letter_more_leaves_it_the_same(text: str, place: int) -> None:
    longer = text[:place] + "龟" + text[place:]
    assert likeness(text, longer) >= SAME_FROM
    assert is_same(text, (), longer, ())
