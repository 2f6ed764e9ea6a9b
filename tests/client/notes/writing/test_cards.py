"""What in a text is a review card."""

import pytest

from client.notes.writing.cards import GAP, find_marks
from client.notes.writing.links import for_reading


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("水是 {{H2O}}。", [(f"水是 {GAP}。", "H2O")]),
        ("- 甲 {{一}}，乙 {{二}}", [(f"甲 {GAP}，乙 二", "一"), (f"甲 一，乙 {GAP}", "二")]),
        ("{{c1::Paris::首都}} 在哪里", [("[首都] 在哪里", "Paris")]),
        ("定理：{{$a^{2}+b^{2}=c^{2}$}}", [(f"定理：{GAP}", "$a^{2}+b^{2}=c^{2}$")]),
        ("## 判别式 :: $b^2-4ac$", [("判别式", "$b^2-4ac$")]),
        ("一 :: 二 :: 三", [("一", "二 :: 三")]),
        ("Q: 甲？\nA: 乙\n丙\n\n丁", [("甲？", "乙\n丙")]),
        ("问：甲\n乙？\n答：丙\n问：丁？\n答：戊", [("甲\n乙？", "丙"), ("丁？", "戊")]),
    ],
)
def test_marks_that_are_usual_elsewhere_are_cards(text: str, cards: list[tuple[str, str]]) -> None:
    assert [(mark.asked, mark.answer) for mark in find_marks(text)] == cards


@pytest.mark.parametrize(
    "text",
    [
        r"$\frac{{a}}{b}$", "`{{x}}`", "```\n甲 :: 乙\nQ: 甲\nA: 乙\n```", "std::vector 和 a::b", "甲 :: ", " :: 乙",
        "Q: 只有问题", "Q: 问题\n\nA: 太远", "{{ }}", "{{\n}}", "$$\n{{a}}\n$$",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert find_marks(text) == []


def test_a_card_is_where_its_sign_is() -> None:
    text = "𝕏 前\n甲 :: 乙\n{{丙}}\nQ: 丁\nA: 戊"
    signs = [text[mark.at : mark.at + 2] for mark in find_marks(text)]
    assert signs == ["::", "{{", "Q:"]


def test_marked_words_are_read_as_marked_and_formulas_and_code_stay() -> None:
    assert for_reading("==要紧== `==码==` $a==b==c$") == "[**要紧**](mark:) `==码==` $a==b==c$"
    assert for_reading("答 {{二}}，$\\frac{{a}}{b}$") == "答 [**二**](mark:)，$\\frac{{a}}{b}$"
    assert for_reading("Q: 甲\nA: 乙") == "Q: 甲  \nA: 乙"
    assert for_reading("a == b 且 c == d ====") == "a == b 且 c == d ===="
