"""Pasted text finds its fields."""

from client.mistakes.capture.draft import Draft
from client.mistakes.capture.pasting import take_apart, take_several, written

PASTED = """12. （2023·北京·中考）已知 $x^2-4=0$，则 x 等于（　）
A. 2  B. ±2
【我的答案】A
【答案】B
【分析】开平方有两个根。
【详解】$x=\\pm2$。
"""


def test_headings_in_brackets_part_the_text() -> None:
    draft = take_apart(PASTED)
    assert draft.text.startswith("12. （2023·北京·中考）已知")
    assert draft.text.endswith("B. ±2")
    assert (draft.given, draft.answer) == ("A", "B")
    assert draft.solution == "开平方有两个根。\n$x=\\pm2$。"
    assert draft.source == "2023·北京·中考"


def test_headings_with_a_colon_part_the_text_at_the_beginning_of_a_line_only() -> None:
    draft = take_apart("题目：小明说：答案: 是 3，对吗？\n参考答案：不对\n解析：应为 4\nSource: exam 7")
    assert draft.text == "小明说：答案: 是 3，对吗？"
    assert (draft.answer, draft.solution, draft.source) == ("不对", "应为 4", "exam 7")


def test_text_without_headings_is_the_question() -> None:
    assert take_apart("  解方程 x=1 \n").text == "解方程 x=1"
    assert take_apart("").text == ""


def test_numbered_questions_are_taken_one_by_one() -> None:
    text = "期中试卷\n1. 第一题 3.5 是几？\n答案：1\n2．第二题\nA. 甲 B. 乙\n3、第三题\n"
    drafts = take_several(text)
    assert [draft.text for draft in drafts] == ["第一题 3.5 是几？", "第二题\nA. 甲 B. 乙", "第三题"]
    assert drafts[0].answer == "1"
    assert {draft.source for draft in drafts} == {"期中试卷"}


def test_one_question_with_numbered_parts_below_its_text_stays_whole() -> None:
    assert len(take_several("已知三角形 ABC。\n(1) 求边长；\n(2) 求面积。")) in (1, 2)
    assert len(take_several("7. 只有一道题\n答案：3")) == 1


def test_answers_that_were_written_under_the_question_find_their_fields() -> None:
    draft = Draft("解方程 x+1=3\n我的答案：1\n答案：2", source="周测")
    assert written(draft) == Draft("解方程 x+1=3", "1", "2", source="周测")


def test_a_text_with_nothing_announced_or_with_fields_that_are_filled_stays_as_it_is() -> None:
    for draft in (Draft("解方程 x+1=3"), Draft("解方程 x+1=3\n答案：2", answer="3"), Draft("答案：2")):
        assert written(draft) == draft
