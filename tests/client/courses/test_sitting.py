"""A quiz between two touches."""

import json

from client.courses.content import QuizRules
from client.courses.grading import grade
from client.courses.sitting import Sitting
from tests.fakes.courses import ALL_KINDS, ESSAY, JUDGE, ONE, SOME


def graded(sitting: Sitting, given: object) -> Sitting:
    answered = sitting.answered(given)
    return answered.graded(grade(answered.question, answered.given))


def test_one_goes_on_to_what_is_open_and_comes_back_to_what_was_left_out():
    now = graded(Sitting((ONE, SOME, JUDGE)).turned(1), [0, 2]).moved()
    assert now.question == JUDGE
    now = graded(now, True).moved()
    assert now.question == ONE
    now = graded(now, [1])
    assert now.last
    assert now.moved().over
    assert now.moved().ending == "done"


def test_in_sequence_there_is_no_way_back_and_none_ahead():
    now = Sitting((ONE, SOME, JUDGE), QuizRules(sequential=True))
    assert now.turned(2).index == 0
    now = graded(now, [0]).moved()
    assert now.turned(0).index == 1


def test_what_was_wrong_or_left_out_is_worth_doing_again():
    now = graded(Sitting((ONE, SOME, JUDGE)), [0]).moved()
    now = graded(now, [0, 2]).ended("time")
    assert [q.id for q in now.wrong] == ["one"]
    assert [q.id for q in now.again] == ["one", "judge"]
    assert now.right == 1


def test_a_hint_makes_doubtful_only_before_the_answer():
    now = Sitting((ONE, SOME))
    assert now.with_hint().is_doubtful
    assert not graded(now, [1]).with_hint().is_doubtful
    assert now.with_doubt(True).is_doubtful
    assert not now.with_doubt(True).with_doubt(False).is_doubtful


def test_an_essay_lies_beside_its_sample_until_its_writer_has_judged():
    now = Sitting((ESSAY,)).answered({"text": "看判别式"}).checked()
    assert now.compares
    assert not now.gradable
    assert now.answered({"text": "看判别式", "self": True}).checked().gradable


def test_time_that_is_left_counts_what_was_used_before():
    now = Sitting((ONE,), QuizRules(time_limit_s=60), used_s=40)
    assert now.left_s(45) == 15
    assert now.left_s(70) == 0
    assert Sitting((ONE,)).left_s(1e9) == float("inf")


def test_what_the_device_keeps_is_read_back_whole():
    now = Sitting(ALL_KINDS, QuizRules(time_limit_s=600, sequential=True), "a1", "2026-11-22T12:00:00.000Z", 12.5)
    now = graded(now.with_doubt(True), [1]).with_undone(True).moved().with_hint().answered([0])
    back = Sitting.from_json(json.loads(json.dumps(now.to_json())), ALL_KINDS)
    assert back == now


def test_what_cannot_be_gone_on_with_is_none():
    kept = Sitting((ONE, SOME)).to_json()
    assert Sitting.from_json(kept, (ONE,)) is None, "a question is gone from the course"
    assert Sitting.from_json({**kept, "answers": 7}, (ONE, SOME)) is None
    assert Sitting.from_json({**kept, "index": 9}, (ONE, SOME)) is None
    assert Sitting.from_json({}, (ONE, SOME)) is None
