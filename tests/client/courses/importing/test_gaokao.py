import json
from typing import Any

import pytest

from client.courses.content import ChoiceQuestion, EssayQuestion, NumericQuestion, TextQuestion
from client.courses.importing import Imported, ImportRefusedError
from client.courses.importing.reading import read_blocking

OPTIONS = "\nA．甲\nB．乙\nC．丙\nD．丁\n"


def record(question: str = f"1．（6分）选哪个？（）{OPTIONS}", answer: Any = "B", **more: Any) -> dict[str, Any]:
    return {"year": "2020", "category": "（新课标ⅱ）", "question": question, "answer": answer, "analysis": "略", **more}


def bank(*records: Any, keywords: str = "2010-2022_Physics_MCQs") -> Imported:
    data = {"keywords": keywords, "example": list(records)}
    return read_blocking(json.dumps(data, ensure_ascii=False).encode(), "bank.json")


def one(question: str, answer: Any = "B") -> Any:
    found = bank(record(question, answer))
    assert not found.skipped
    (only,) = found.courses[0].questions
    return only


def test_a_record_is_a_choice_with_its_source_and_explanation() -> None:
    question = one(f"1．（6分）选哪个？（）{OPTIONS}", ["B"])
    assert isinstance(question, ChoiceQuestion)
    assert question.text == "（2020·新课标Ⅱ）选哪个？（　　）"
    assert question.options == ("甲", "乙", "丙", "丁")
    assert (question.correct, question.multiple, question.explanation) == ((1,), False, "略")


def test_several_letters_are_a_multiple_choice() -> None:
    question = one(f"选哪些？（）{OPTIONS}", ["$\\mathrm{A B D}$"])
    assert (question.correct, question.multiple) == ((0, 1, 3), True)


@pytest.mark.parametrize(
    "options",
    [
        "\nA．甲  B．乙  C．丙  D．丁",
        "\nA. 甲\nB. 乙\nC. 丙\nD. 丁",
        "A、甲 B、乙\nC、丙 D、丁",
        "（A）甲（B）乙（C）丙（D）丁",
        "(A) 甲 (B) 乙 (C) 丙 (D) 丁",
        "A.甲B.乙C.丙D.丁",
        "\nA．甲 B．乙4C．丙 D．丁\n\n\\section{",
    ],
)
def test_options_are_found_however_they_are_marked(options: str) -> None:
    question = one("关于 A、B 两点，下列正确的是（ ）" + options)
    assert isinstance(question, ChoiceQuestion)
    assert question.options == ("甲", "乙", "丙", "丁")
    assert question.text.endswith("关于 A、B 两点，下列正确的是（　　）")


def test_letters_in_formulas_are_no_options() -> None:
    question = one("点 $A. B. C$ 共线，则（ $)$\nA. $A. x$\nB. $\\frac{1}{2}$\nC. 3\nD.\n\n$\\{2\\}$")
    assert question.options == ("$A. x$", "$\\frac{1}{2}$", "3", "$\\{2\\}$")


@pytest.mark.parametrize(
    "blank", ["（ $)$", "$(\\quad)$", "( )", "（", "$($ )", "（　　）", "(\\quad$ ）".replace("(", "$(")]
)
def test_the_bracket_to_fill_is_the_same_however_the_scan_mangled_it(blank: str) -> None:
    question = one(f"$x$ 的值为 {blank}\nA. 1\nB. 2\nC. 3\nD. 4")
    assert question.text == "（2020·新课标Ⅱ）$x$ 的值为（　　）"


def test_options_that_cannot_be_told_apart_leave_a_question_to_judge_oneself() -> None:
    found = bank(record("选哪个？\nA．甲\nC．丙\nD．丁", "B"))
    question = found.courses[0].questions[0]
    assert isinstance(question, EssayQuestion)
    assert question.sample == "B"
    assert "无法可靠地拆开" in found.notes[0].reason


def test_a_number_is_asked_for_as_a_number() -> None:
    question = one("则 $a=$", "$-\\frac{1}{2}$.")
    assert isinstance(question, NumericQuestion)
    assert question.answers[0].value == -0.5
    assert question.text == "（2020·新课标Ⅱ）则 $a=$ _____"
    assert question.explanation.startswith("答案：$-\\frac{1}{2}$")


def test_a_word_is_asked_for_as_a_word_and_an_equation_is_compared_by_oneself() -> None:
    assert isinstance(one("正确的序号是", "①③"), TextQuestion)
    essay = one("切线方程为", "$y=2 x$")
    assert isinstance(essay, EssayQuestion)
    assert essay.sample == "$y=2 x$"
    either = one("则切线方程为", "$y=2 x$ ## $2 x-y=0$")
    assert either.sample == "$y=2 x$ 或 $2 x-y=0$"


def test_lines_that_fill_the_page_go_on_and_short_ones_end() -> None:
    wrapped = "这一行文字从纸的左边一直写到了右边所以它在这里断开只是因为纸不够\n宽。\n年份  数量\n1900  3"
    question = one(wrapped + OPTIONS)
    assert "纸不够宽。\n\n年份  数量\n\n1900  3" in question.text


def test_lost_backslashes_come_back() -> None:
    assert r"$z \cdot\bar{z}$" in one("$z \\cdot\x08ar{z}$ 等于" + OPTIONS).text


def test_a_passage_with_several_questions_is_read_once() -> None:
    passage = "Tom has a cat.\n1. Who?\nA. Tom\nB. Ann\nC. Bob\n2. What?\nA. a dog\nB. a cat\nC. a cow\n"
    found = bank(record(passage, ["A", "B"]), keywords="2010-2022_English_Reading_Comp")
    (segment,) = found.courses[0].lessons[0].segments
    assert segment.body == "Tom has a cat."
    assert [question.text for question in segment.quiz] == ["Who?", "What?"]
    assert found.courses[0].subject == "english"


def test_years_are_lessons_and_a_long_year_is_cut_by_paper() -> None:
    records = [record(year="2019", index=1)]
    records += [record(f"第 {n} 题{OPTIONS}", category=f"（{paper}）") for paper in "甲乙" for n in range(9)]
    found = bank(*records)
    assert [lesson.title for lesson in found.courses[0].lessons] == ["2019 年", "2020 年 甲", "2020 年 乙"]


@pytest.mark.parametrize(
    ("keywords", "subject", "title"),
    [
        ("2010-2022_Math_I_MCQs", "math", "高考数学（理科）选择题 2010–2022"),
        ("2010-2022_Math_II_Fill-in-the-Blank", "math", "高考数学（文科）填空题 2010–2022"),
        ("2010-2022_History_MCQs", "history", "高考历史选择题 2010–2022"),
        ("2010-2022_Political_Science_Open-ended_Questions", "politics", "高考政治解答题 2010–2022"),
        ("我校月考", "other", "我校月考"),
    ],
)
def test_the_bank_is_titled_in_chinese(keywords: str, subject: str, title: str) -> None:
    course = bank(record(), keywords=keywords).courses[0]
    assert (course.subject, course.title) == (subject, title)


def test_the_same_bank_again_is_the_same_course_with_the_same_ids() -> None:
    first, again = bank(record(index=7)).courses[0], bank(record(f"改过的题{OPTIONS}", index=7)).courses[0]
    assert (first.id, first.questions[0].id) == (again.id, again.questions[0].id)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"question": "", "answer": "A"}, "没有题干"),
        ({"question": "问？", "answer": []}, "没有答案"),
        ({"question": {"x": 1}, "answer": 3}, "没有题干"),
        ("不是记录", "不是一条题目记录"),
    ],
)
def test_a_broken_record_is_named_with_its_reason_and_the_good_ones_are_kept(broken: Any, reason: str) -> None:
    found = bank(record(index=1), broken, record(index=3))
    assert len(found.courses[0].questions) == 2
    assert found.skipped[0].item.startswith("第 2 题")
    assert found.skipped[0].reason == reason


def test_a_damaged_file_gives_what_is_whole_and_says_where_it_broke() -> None:
    text = json.dumps({"keywords": "k", "example": [record(index=n) for n in range(3)]}, ensure_ascii=False, indent=1)
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if '"index": 1' in line)
    lines[at] = ' "index": oops,,'
    found = read_blocking("\n".join(lines).encode(), "bank.json")
    assert len(found.courses[0].questions) == 2
    assert found.skipped == ((f"第 2 题（第 {at + 1} 行）", "JSON 写法有误，这一题读不出来"),)


def test_a_file_cut_off_gives_what_is_whole() -> None:
    text = json.dumps({"example": [record(index=n) for n in range(3)]}, ensure_ascii=False)
    found = read_blocking(text[:-60].encode(), "bank.json")
    assert (len(found.courses[0].questions), len(found.skipped)) == (2, 1)


def test_a_bank_without_a_usable_question_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="没有能用的题。第 1 题：没有题干"):
        bank({"question": "", "answer": ""})
