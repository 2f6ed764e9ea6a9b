"""What is written down becomes a question of the kind that its answer shows."""

import pytest

from client.courses.content import ChoiceQuestion, EssayQuestion, NumericQuestion, TextQuestion, TrueFalseQuestion
from client.mistakes.capture.draft import Draft, draft_of, given_of, id_of, options_in, question_of
from client.mistakes.cuttings import Cutting

CHOICE = "下列方程中，没有实数根的是（　）\nA. $x^2=1$\nB. $x^2+1=0$\nC．x²-x=0\nD、x²=0"


def made(**fields: str) -> object:
    return question_of(Draft(**fields), "q")  # type: ignore[arg-type]


def test_options_are_told_from_the_question_by_their_letters() -> None:
    stem, options = options_in(CHOICE)
    assert stem == "下列方程中，没有实数根的是（　）"
    assert options == ("$x^2=1$", "$x^2+1=0$", "x²-x=0", "x²=0")


@pytest.mark.parametrize(
    "text",
    [
        "如图，点 A、B、C 在圆 O 上，求 ∠ABC。",
        "A. 只有一项",
        "已知 A(1,2)、B(3,4)，求 AB 的长。",
        "Mr. A. said so. B. agreed",
        "",
    ],
)
def test_letters_that_name_points_are_no_options(text: str) -> None:
    assert options_in(text) == (text.strip(), ()) or text.startswith("Mr")


def test_options_on_one_line_are_found() -> None:
    assert options_in("1+1 等于几？ A．1 B．2  C．3 D．4")[1] == ("1", "2", "3", "4")
    assert options_in("选出正确的一项 (A) 甲 (B) 乙")[1] == ("甲", "乙")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"text": CHOICE, "answer": "B"}, ChoiceQuestion),
        ({"text": CHOICE, "answer": "选B。"}, ChoiceQuestion),
        ({"text": CHOICE, "answer": "AC"}, ChoiceQuestion),
        ({"text": CHOICE, "answer": "x²=0"}, ChoiceQuestion),
        ({"text": CHOICE, "answer": ""}, EssayQuestion),
        ({"text": CHOICE, "answer": "H"}, EssayQuestion),
        ({"text": "3+4=?", "answer": "7"}, NumericQuestion),
        ({"text": "速度是多少？", "answer": "12.5 m/s"}, NumericQuestion),
        ({"text": "解方程", "answer": "$x=\\pm 2$"}, TextQuestion),
        ({"text": "两点之间直线最短。", "answer": "错"}, TrueFalseQuestion),
        ({"text": "证明题", "answer": "因为 AB=CD，所以……"}, EssayQuestion),
        ({"text": "没有答案"}, EssayQuestion),
    ],
)
def test_the_answer_tells_the_kind(fields: dict[str, str], kind: type) -> None:
    assert isinstance(made(**fields), kind)


def test_a_choice_keeps_which_option_was_taken() -> None:
    draft = Draft(text=CHOICE, answer="BD", given="b")
    question = question_of(draft, "q")
    assert isinstance(question, ChoiceQuestion)
    assert (question.correct, question.multiple) == ((1, 3), True)
    assert given_of(draft, question) == [1]


def test_a_number_keeps_its_unit_and_its_minus() -> None:
    question = made(text="?", answer="−3 米")
    assert isinstance(question, NumericQuestion)
    assert (question.answers[0].value, question.unit) == (-3.0, "米")


@pytest.mark.parametrize(
    ("answer", "given"), [("B", "A"), ("7", "8"), ("错", "对"), ("$x=2$", "x=3"), ("因为平行，所以相等。", "不会")]
)
def test_what_was_written_down_can_be_edited_again(answer: str, given: str) -> None:
    draft = Draft(text=CHOICE if answer == "B" else "题目", answer=answer, given=given, solution="略")
    question = question_of(draft, "q")
    again = draft_of(question, given_of(draft, question))
    assert question_of(again, "q") == question
    assert given_of(again, question) == given_of(draft, question)
    assert again.answer == answer


def test_one_question_has_one_id_however_it_is_spelt() -> None:
    first = id_of(Draft(text="12. 解方程：x² - 4 = 0"))
    assert id_of(Draft(text="解方程 $x^2-4=0$。")) == first
    assert id_of(Draft(text="解方程 $x^2-9=0$。")) != first


def test_a_question_without_words_is_known_by_its_picture() -> None:
    one, other = Draft(cuttings=(Cutting("a" * 64),)), Draft(cuttings=(Cutting("b" * 64),))
    assert id_of(one) == id_of(Draft(cuttings=(Cutting("a" * 64),)))
    assert id_of(one) != id_of(other)
    assert not one.is_empty
    assert Draft(text=" \n").is_empty


def test_subject_and_source_stay_for_the_next_one() -> None:
    after = Draft(text="题", answer="1", source="期中", subject="math", cause="careless").next()
    assert after == Draft(source="期中", subject="math")
