"""Places, and who missed what: a function of the result that all players were sent."""

from __future__ import annotations

from client.battles.asking import as_asked, question_of
from client.battles.result import looked_at, standings
from client.battles.state import of_result
from client.courses.questions import NumericAnswer, NumericQuestion
from client.courses.quizzes import Asked
from sync.battles import BattleCard, BattleResult, Mark, Player, Score, Solved
from tests.client.battles.contenders import asked, course

COURSE = course()
WHERE = Asked(COURSE, COURSE.lessons[0], 1)
PLAYERS = [Player(account_id=who, name=name) for who, name in (("a", "小红"), ("b", "小刚"), ("c", "小美"))]
CARD = BattleCard(
    id="x", code="ABCDEF", space="s", title="小课", maker="a", state="ended", count=1, limit_s=20, sides=False,
    players=PLAYERS,
)  # fmt: skip


def score(who: str, points: int, took_s: float) -> Score:
    return Score(account_id=who, points=points, right=points // 900, took_s=took_s)


def test_equal_points_in_equal_time_share_a_place_and_who_is_unknown_has_a_name() -> None:
    scores = [score("b", 1_900, 3.0), score("a", 900, 4.0), score("c", 900, 4.0), score("gone", 0, 0.0)]
    result = BattleResult(scores=scores, sides=[], solved=[])
    rows = standings(of_result(CARD, result), result)
    assert [(row.place, row.name) for row in rows] == [(1, "小刚"), (2, "小红"), (2, "小美"), (4, "以前的队友")]


def test_whoever_gave_no_answer_is_among_those_who_missed_the_question() -> None:
    [question] = [one for one in asked() if one.shown.text == "选乙"]
    marks = [Mark(account_id="a", given=[1], right=True), Mark(account_id="b", given=[0]), Mark(account_id="c")]
    result = BattleResult(scores=[], sides=[], solved=[Solved(question=question, marks=marks)])
    [looked] = looked_at(of_result(CARD, result), result)
    assert (looked.missed, looked.got) == (["小刚", "小美"], ["小红"])
    assert looked.question
    assert looked.question.id == "q1"
    assert looked.verdict([1]).correct is True
    assert looked.verdict([0]).correct is False
    assert (looked.verdict(None).correct, looked.verdict(None).message) == (False, "没有作答")
    newer = question.model_copy(update={"whole": {"question": {"kind": "newer"}}})
    result = BattleResult(scores=[], sides=[], solved=[Solved(question=newer, marks=marks)])
    [looked] = looked_at(of_result(CARD, result), result)
    assert looked.question is None


def test_what_a_screen_shows_before_the_end_knows_nothing_of_the_answer() -> None:
    quiz = COURSE.lessons[0].segments[1].quiz
    number = NumericQuestion(id="n", text="几", answers=(NumericAnswer(value=7),), unit="m")
    for question in (*quiz, number):
        sent = as_asked(WHERE, question)
        assert sent
        other = sent.model_copy(update={"key": sent.key.model_copy(update={"options": [0], "truth": False})})
        assert question_of(sent.shown, 3) == question_of(other.shown, 3)
        assert question_of(sent.shown, 3).text == question.text
