"""Ratings and counts follow the answers; the benchmark's measure is the textbook's."""

from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.mastery.model import HAND_SET, Student, chance, logit
from tests.bench.mastery import auc, follow
from tests.bench.training import learn

ANSWERS = st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=40)


def told(answers: list[tuple[str, bool]]) -> Student:
    student = Student()
    for number, (point, right) in enumerate(answers):
        student.learn((point,), number, 0.0, right=right)
    return student


def mastery(student: Student, point: str = "a") -> float:
    return chance(logit(HAND_SET, student.look((point,)), 0.0))


@given(ANSWERS)
def test_a_right_answer_never_lowers_the_point_and_a_wrong_one_never_raises_it(answers: list[tuple[str, bool]]) -> None:
    before = mastery(told(answers))
    assert 0 < before < 1
    assert mastery(told([*answers, ("a", True)])) >= before
    assert mastery(told([*answers, ("a", False)])) <= before + 0.35  # the first answer also ends being new


def test_what_was_practised_and_got_right_is_mastered_and_what_went_wrong_is_weak() -> None:
    assert mastery(told([("a", True)] * 6)) > 0.8
    assert mastery(told([("a", False)] * 6)) < 0.3
    mixed = told([("a", True)] * 6 + [("b", False)] * 6)
    assert mastery(mixed, "a") > mastery(mixed, "c") > mastery(mixed, "b")


def test_a_hard_question_says_more_when_right_and_less_when_wrong() -> None:
    easy, hard = Student(), Student()
    easy.learn(("a",), 1, 1.2, right=True)
    hard.learn(("a",), 1, -1.2, right=True)
    assert hard.points["a"].rating > easy.points["a"].rating > 0


def test_the_area_under_the_curve() -> None:
    assert auc([False, True], [0.1, 0.9]) == 1
    assert auc([True, False], [0.1, 0.9]) == 0
    assert auc([True, False, True, False], [0.5, 0.5, 0.5, 0.5]) == 0.5
    assert auc([False, True, False, True], [0.1, 0.2, 0.3, 0.4]) == 0.75


def test_learning_tells_easy_questions_from_hard_ones() -> None:
    students = [[(1, (7,), True), (2, (7,), False), (1, (7,), True)] for _n in range(60)]
    learned = learn(students, epochs=3)
    assert learned.ease(1, (7,)) > learned.ease(2, (7,)) + 1
    foretold = follow(learned, learned.weights, students[:1])
    assert foretold[0] > foretold[1]
