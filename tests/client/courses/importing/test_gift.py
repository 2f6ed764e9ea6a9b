import pytest

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    MatchingQuestion,
    NumericQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.grading import grade
from client.courses.importing import Imported, ImportRefusedError
from client.courses.importing.reading import read_blocking


def gift(text: str, name: str = "力学.gift") -> Imported:
    return read_blocking(text.encode(), name)


def questions(text: str) -> list[Question]:
    found = gift(text)
    assert not found.skipped
    return list(found.courses[0].questions)


def one(text: str) -> Question:
    (question,) = questions(text)
    return question


def test_one_right_answer_is_a_choice() -> None:
    question = one("光在真空中的速度约为？{~300 km/s =300 000 km/s ~3 km/s}")
    assert isinstance(question, ChoiceQuestion)
    assert question.options == ("300 km/s", "300 000 km/s", "3 km/s")
    assert (question.correct, question.multiple) == ((1,), False)


def test_weights_make_a_multiple_choice() -> None:
    question = one("哪些是矢量？{~%50%力 ~%50%速度 ~%-100%质量}")
    assert isinstance(question, ChoiceQuestion)
    assert (question.correct, question.multiple) == ((0, 1), True)


def test_partial_credit_is_told_because_we_cannot_hold_it() -> None:
    found = gift("哪个最好？{=甲 ~%50%乙 ~丙}")
    question = found.courses[0].questions[0]
    assert isinstance(question, ChoiceQuestion)
    assert question.correct == (0,)
    assert found.notes == (("第 1 题“哪个最好？”（第 1 行）", "不支持部分得分，原题里“乙” 50%"),)


def test_several_right_options_are_all_wanted_and_that_is_told() -> None:
    found = gift("四季有哪些？{=春 =夏 =秋 =冬 ~雨}")
    question = found.courses[0].questions[0]
    assert isinstance(question, ChoiceQuestion)
    assert (question.correct, question.multiple) == ((0, 1, 2, 3), True)
    assert "全部 4 项" in found.notes[0].reason


def test_feedback_goes_with_its_option_and_general_feedback_is_the_explanation() -> None:
    question = one("1+1=？{\n=2#对了\n~3#多了\n~1\n####看看手指\n再数一遍}".replace("1+1=", "1+1\\="))
    assert isinstance(question, ChoiceQuestion)
    assert question.feedback == ("对了", "多了", "")
    assert question.explanation == "看看手指  \n再数一遍"


@pytest.mark.parametrize(("said", "correct"), [("T", True), ("TRUE", True), ("F", False), ("FALSE", False)])
def test_true_and_false(said: str, correct: bool) -> None:
    question = one(f"水往低处流。{{{said}}}")
    assert isinstance(question, TrueFalseQuestion)
    assert question.correct is correct


def test_the_two_feedbacks_of_a_judgement_are_for_wrong_and_for_right() -> None:
    question = one("水往高处流。{FALSE#想想瀑布#正是####重力}")
    assert question.explanation == "答错时：想想瀑布\n\n答对时：正是\n\n重力"


def test_short_answers_take_every_wording() -> None:
    question = one("中国的首都是？{=北京 =北京市 =Beijing}")
    assert isinstance(question, TextQuestion)
    assert question.accepted == ("北京", "北京市", "Beijing")
    assert grade(question, "beijing").correct


def test_a_short_answer_needs_no_sign() -> None:
    question = one("数字 1 的英文是？{One}")
    assert isinstance(question, TextQuestion)
    assert question.accepted == ("One",)


def test_a_lesser_short_answer_is_not_right_but_its_feedback_is_kept() -> None:
    found = gift("最好的动物？{=青蛙#好 =%50%猫#也行 =%0%*#不对}")
    question = found.courses[0].questions[0]
    assert isinstance(question, TextQuestion)
    assert question.accepted == ("青蛙",)
    assert question.explanation == "“青蛙”：好\n\n“猫”（50% 分值）：也行\n\n其他答案：不对"
    assert "猫" in found.notes[0].reason


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [
        ("1822", 1822, 0),
        ("3.14:0.01", 3.14, 0.01),
        ("1..5", 3, 2),
        ("-2..-1", -1.5, 0.5),
        ("3,5", 3.5, 0),
        ("1e3:1", 1000, 1),
    ],
)
def test_numbers_with_tolerance_or_range(answer: str, value: float, tolerance: float) -> None:
    question = one(f"多少？{{#{answer}}}")
    assert isinstance(question, NumericQuestion)
    assert question.answers[0].value == pytest.approx(value)
    assert question.answers[0].tolerance == pytest.approx(tolerance)


def test_several_numbers_with_weights() -> None:
    found = gift("哪一年？{#\n=1822:0 #全对\n=1823 #也对\n=%50%1822:2 #差一点\n~#错了}")
    question = found.courses[0].questions[0]
    assert isinstance(question, NumericQuestion)
    assert [answer.value for answer in question.answers] == [1822, 1823]
    assert "差一点" in question.explanation
    assert "其他答案：错了" in question.explanation
    assert "1822:2" in found.notes[0].reason


def test_pairs_to_match_with_a_match_that_belongs_to_none() -> None:
    question = one("连线：{\n=中国 -> 北京\n=日本 -> 东京\n= -> 巴黎\n}")
    assert isinstance(question, MatchingQuestion)
    assert [(pair.prompt, pair.match) for pair in question.pairs] == [("中国", "北京"), ("日本", "东京")]
    assert question.distractors == ("巴黎",)


def test_an_arrow_in_a_choice_is_text() -> None:
    question = one("怎么走？{~东 -> 西 =南 -> 北}")
    assert isinstance(question, ChoiceQuestion)
    assert question.options[1] == "南 -> 北"


def test_a_missing_word_is_a_blank() -> None:
    assert one("地球绕着 {~月亮 =太阳} 转。").text == "地球绕着 _____ 转。"


def test_empty_braces_are_an_essay() -> None:
    question = one("谈谈你的看法。{}")
    assert isinstance(question, EssayQuestion)


def test_a_description_is_read_before_the_questions_that_follow() -> None:
    found = gift("先答这一题。{T}\n\n::材料::阅读下面的**材料**。\n\n材料里有水。{T}\n\n材料里有火。{F}")
    first, second = found.courses[0].lessons[0].segments
    assert (first.title, first.body) == ("第 1 题", "")
    assert second.title == "材料"
    assert second.body == "阅读下面的\\*\\*材料\\*\\*。"
    assert len(second.quiz) == 2


def test_categories_become_lessons_with_the_words_that_say_something() -> None:
    found = gift(
        "$CATEGORY: $course$/top/Default for 物理/力学\n\n甲{T}\n\n$CATEGORY: $course$/top/电学//磁学\n乙{T}\n\n丙{F}"
    )
    assert [lesson.title for lesson in found.courses[0].lessons] == ["物理 / 力学", "电学/磁学"]
    assert [len(lesson.questions) for lesson in found.courses[0].lessons] == [1, 2]


def test_forty_questions_are_four_lessons_of_short_segments() -> None:
    found = gift("\n\n".join(f"第 {n} 件事是真的。{{T}}" for n in range(40)))
    lessons = found.courses[0].lessons
    assert [len(lesson.questions) for lesson in lessons] == [10, 10, 10, 10]
    assert [lesson.title for lesson in lessons] == ["练习 1", "练习 2", "练习 3", "练习 4"]
    assert [len(segment.quiz) for segment in lessons[0].segments] == [5, 5]
    assert lessons[0].segments[1].title == "第 6–10 题"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[html]<p>水是 <b>H<sub>2</sub>O</b></p>", "水是 **H₂O**"),
        ("[plain]<b>*水*</b>", "\\<b>\\*水\\*\\</b>"),
        ("[markdown]**水** 是\\n- 甲\\n- 乙", "**水** 是\n- 甲\n- 乙"),
        ("[moodle]第一行\n第二行", "第一行  \n第二行"),
        ("x < 3 而 y<z", "x \\< 3 而 y\\<z"),
    ],
)
def test_the_format_of_a_text_is_heeded(source: str, shown: str) -> None:
    assert one(source + "{T}").text == shown


def test_options_take_the_questions_format_or_their_own() -> None:
    question = one("[html]选<i>一</i>个{=[plain]<b> ~<b>乙</b>}")
    assert isinstance(question, ChoiceQuestion)
    assert question.options == ("\\<b>", "**乙**")


def test_escaped_signs_are_text() -> None:
    question = one(r"集合 \{1\: 2\} 与 a\=b{=\~ ~\= ~\# ~\\ ~\{\}}")
    assert isinstance(question, ChoiceQuestion)
    assert question.text == "集合 {1: 2} 与 a=b"
    assert question.options == (r"\~", "=", r"#", r"\\", "{}")


def test_comments_are_left_out_but_give_id_and_tags() -> None:
    first = gift("// 说明\n// [id:42] [tag:力]\n::旧题名::甲{T}").courses[0].questions[0]
    renamed = gift("// [id:42]\n::新题名::甲改了{\n// 里面也有\nF}").courses[0].questions[0]
    assert first.text == "甲"
    assert renamed.text == "甲改了"
    assert first.id == renamed.id


def test_formulas_come_as_our_player_writes_them_and_prices_stay_prices() -> None:
    question = one(r"若 $$x^2\=4$$，花了 $5 和 $6，则 \(y\=\\frac\{1\}\{2\}\)？{T}")
    assert question.text == r"若 $x^2=4$，花了 \$5 和 \$6，则 $y=\frac{1}{2}$？"


def test_a_formula_with_bare_braces_is_read_where_moodle_would_trip() -> None:
    question = one(r"求 $$\frac{1}{2}=x$$ {=$$\frac{1}{2}$$ ~$$\sqrt{3}$$}")
    assert isinstance(question, ChoiceQuestion)
    assert question.text == r"求 $\frac{1}{2}=x$"
    assert question.options == (r"$\frac{1}{2}$", r"$\sqrt{3}$")


def test_a_blank_line_inside_an_answer_does_not_cut_the_question() -> None:
    question = one("甲还是乙？{\n=甲\n\n~乙\n}")
    assert isinstance(question, ChoiceQuestion)


def test_a_missing_picture_is_marked_and_told() -> None:
    found = gift('[html]<p>看图：<img src\\="@@PLUGINFILE@@/图1.png" alt\\=""></p>{T}')
    assert found.courses[0].questions[0].text == "看图：〔缺图：图1.png〕"
    assert found.notes[0].reason == "图片 图1.png 不在文件里"


def test_the_same_file_again_is_the_same_course_with_the_same_ids() -> None:
    text = "::一::甲{T}\n\n::二::乙{F}"
    first, again = gift(text).courses[0], gift("::零::新{T}\n\n" + text).courses[0]
    assert first.id == again.id
    assert {question.id for question in first.questions} < {question.id for question in again.questions}


def test_an_export_of_another_day_is_the_same_course_but_two_nameless_files_are_not() -> None:
    one_day = gift("甲{T}", "questions-物理-力学-20261101-0800.gift").courses[0]
    another = gift("甲{T}", "questions-物理-力学-20261122-1930.gift").courses[0]
    assert (one_day.id, one_day.title) == (another.id, "物理-力学")
    assert gift("甲{T}", "题库.gift").courses[0].id != gift("乙{T}", "题库.gift").courses[0].id


def test_two_questions_with_the_same_words_are_both_kept() -> None:
    first, second = questions("甲{T}\n\n甲{F}")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("没关上 {=甲 ~乙", "没有配上"),
        ("多了 =甲}", "多了一个右花括号"),
        ("套着 {=甲 {~乙}", "又出现了左花括号"),
        ("两处 {=甲 ~乙} 和 {=丙 ~丁}", "只能有一处答案"),
        ("没有对的 {~甲 ~乙}", "没有标出正确选项"),
        ("只有一个 {~甲}", "至少要有两个选项"),
        ("空选项 {=甲 ~}", "第 2 个选项是空的"),
        ("不是数 {#abc}", "不是数"),
        ("没有数 {#}", "没有写出答案"),
        ("缺箭头 {=甲 -> 一 =乙}", "第 2 个配对缺少 ->"),
        ("一对 {=甲 -> 一}", "至少要有两对"),
        ("太大 {#1e999}", "太大"),
    ],
)
def test_a_broken_question_is_named_with_its_reason_and_the_good_ones_are_kept(broken: str, reason: str) -> None:
    found = gift(f"好题一{{T}}\n\n::坏题::{broken}\n\n好题二{{=甲 ~乙}}")
    assert [question.text for question in found.courses[0].questions] == ["好题一", "好题二"]
    (skipped,) = found.skipped
    assert skipped.item.startswith("第 2 题“坏题")
    assert skipped.item.endswith("（第 3 行）")
    assert reason in skipped.reason


def test_a_question_without_text_is_skipped_and_one_with_a_title_alone_is_asked_by_it() -> None:
    found = gift("{T}\n\n::水往低处流::{T}")
    assert found.skipped == (("第 1 题（第 1 行）", "没有题干"),)
    assert found.courses[0].questions[0].text == "水往低处流"


def test_a_display_formula_stands_in_a_line_of_its_own() -> None:
    assert one("已知\n\\[x^2\\=1\\]\n求解{T}".replace("\\=", "\\=")).text == "已知\n\n$$x^2=1$$\n\n求解"


def test_the_line_of_a_broken_question_is_where_it_breaks() -> None:
    found = gift("甲{T}\n\n乙\n还有\n一行 {=对 {~错}")
    assert found.skipped[0].item == "第 2 题“乙 还有 一行”（第 5 行）"


@pytest.mark.parametrize("text", ["// 只有注释", "$CATEGORY: $course$/top/空"])
def test_a_file_without_questions_is_refused(text: str) -> None:
    with pytest.raises(ImportRefusedError, match="没有题目"):
        gift(text)


def test_a_file_with_nothing_but_broken_questions_is_refused_with_the_first_reason() -> None:
    with pytest.raises(ImportRefusedError, match=r"2 道题都无法读取。第 1 题“甲”（第 1 行）：答案的左花括号"):
        gift("甲{=一\n\n乙{~一 ~二}")
