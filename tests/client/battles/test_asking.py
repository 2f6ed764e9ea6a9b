"""A battle grades as a quiz does, and what comes back is the question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.battles.asking import as_asked, as_given, from_whole, pick
from client.courses.grading import grade
from client.courses.questions import ChoiceQuestion, NumericAnswer, NumericQuestion, Question, TextQuestion
from client.courses.quizzes import Asked
from sync.battles import is_right
from sync.ids import system_random
from tests.client.battles.contenders import course

COURSE = course()
QUIZ = COURSE.lessons[0].segments[1].quiz
WHERE = Asked(COURSE, COURSE.lessons[0], 1)
MORE: tuple[Question, ...] = (
    ChoiceQuestion(id="m", text="几个", options=("a", "b", "c"), correct=(2, 0), multiple=True),
    NumericQuestion(id="n", text="约", answers=(NumericAnswer(value=-2.0, tolerance=0.1, relative=True),)),
    NumericQuestion(id="p", text="部分", answers=(NumericAnswer(value=1 / 3), NumericAnswer(value=3.0, credit=0.5))),
)
TYPED = st.one_of(
    st.lists(st.integers(-1, 4), max_size=4),
    st.booleans(),
    st.sampled_from(
        ["1.5", "１.５", "150cm", "150 厘米", "1.5m", "-2", "−2.2", "-1.79", "1/3", "0.3333", "3", "x", "", None]
    ),
    st.floats(-4, 4).map(str),
)


@pytest.mark.parametrize("question", [*QUIZ, *MORE], ids=lambda one: one.id)
def test_a_battle_grades_as_a_quiz_does(question: Question) -> None:
    asked = as_asked(WHERE, question)
    assert asked

    @given(typed=TYPED)
    def check(typed: Any) -> None:
        wanted = {"choice": list, "true_false": bool, "numeric": str}[asked.shown.kind]
        if isinstance(typed, wanted):
            assert is_right(asked.key, as_given(asked.shown, typed)) == grade(question, typed).correct, typed
        else:
            assert as_given(asked.shown, typed) is None or wanted is str

    check()


def test_players_are_not_shown_what_is_right() -> None:
    for question in QUIZ:
        asked = as_asked(WHERE, question)
        assert asked
        assert asked.shown.model_fields_set <= {"kind", "text", "options", "multiple", "unit", "units"}


def test_what_comes_back_is_the_question_in_its_place() -> None:
    for question in [*QUIZ, *MORE]:
        asked = as_asked(WHERE, question)
        assert asked
        back = from_whole(asked)
        assert back
        assert back[1] == question
        assert (back[0].course.id, back[0].course.title, back[0].lesson.id, back[0].segment) == ("c1", "小课", "l1", 1)
        assert from_whole(asked.model_copy(update={"whole": {**asked.whole, "question": {"kind": "newer"}}})) is None
        assert from_whole(asked.model_copy(update={"whole": {}})) is None


def test_only_what_a_battle_can_ask_is_picked_and_weak_points_come_first() -> None:
    assert as_asked(WHERE, TextQuestion(id="t", text="写", accepted=("a",))) is None
    assert as_asked(WHERE, QUIZ[1].model_copy(update={"text": "看图 ![图](a.png)"})) is None
    assert len(pick([COURSE], 10, system_random())) == 5
    assert len(pick([COURSE], 3, system_random())) == 3
    weak = [one.model_copy(update={"points": ("math.x",)}) if one.id == "q4" else one for one in QUIZ]
    segment = COURSE.lessons[0].segments[1].model_copy(update={"quiz": tuple(weak)})
    lesson = COURSE.lessons[0].model_copy(update={"segments": (segment,)})
    picked = pick([COURSE.model_copy(update={"lessons": (lesson,)})], 1, system_random(), [{"math.y"}, {"math.x"}])
    assert [one.shown.text for one in picked] == ["也对"]
    weakest = COURSE.model_copy(update={"lessons": (lesson,)})
    assert [one.shown.text for one in pick([COURSE, weakest], 9, system_random(), [{"math.x"}], only=True)] == ["也对"]
