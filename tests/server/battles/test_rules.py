"""The rules: whatever comes in whatever order, each answer counts once, and a slow line costs nothing."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.battles.room import ENDED, Room
from server.battles.rules import Answer, Sent, Tempo, points, side_points, smaller_side, thought_s
from server.errors import HasBegun, NoRight, NotYet, TooMany
from sync.battles import ROUND_TRIP_MAX_S, BattleResult, GivenAnswer, Key, Player, Score, is_right
from tests.server.battles.playing import RIGHT, new_battle, questions

NAMES = ("甲", "乙", "丙", "丁")
LIMIT_S = 20

seconds = st.floats(0, 60)
a_number = st.floats(allow_nan=False, allow_infinity=False)


def room(*names: str, **more: object) -> Room:
    made = Room("b", "ABCDEF", names[0], new_battle("s", **more), Tempo(), 0.0)
    for name in names:
        made.join(name, name, 0.0)
    return made


def asked(battle: Room) -> int:
    """The number of the event with the present question."""
    return next(event.n for event in reversed(battle.log) if event.kind == "asked")


def result(battle: Room) -> BattleResult:
    [found] = [event.result for event in battle.log if event.kind == "ended"]
    assert found
    return found


@given(claimed=seconds, first=seconds, again=seconds, seen=seconds, round_trip=seconds)
def test_the_time_is_what_was_said_as_far_as_that_can_be(
    claimed: float, first: float, again: float, seen: float, round_trip: float
) -> None:
    last = first + again
    came = last + seen
    took = thought_s(claimed, Sent(first, last), came, round_trip)
    most, least = came - first, max(0.0, seen - min(round_trip, ROUND_TRIP_MAX_S))
    assert took <= most, "nobody thought for longer than the question was out"
    assert took >= least - 1e-9, "nor for less than the line explains"
    if least + 1e-9 < claimed < most:
        assert took == claimed


@given(thinking=st.floats(0, 25), fast=st.floats(0, 0.05), slow=st.floats(0.05, ROUND_TRIP_MAX_S))
def test_a_slow_line_costs_no_points(thinking: float, fast: float, slow: float) -> None:
    both = [thought_s(thinking, Sent(3.0, 3.0), 3.0 + thinking + trip, trip) for trip in (fast, slow)]
    quick, late = (points(Answer(True, True, took), LIMIT_S) for took in both)
    assert abs(quick - late) <= 1, "of up to 1,000: the rounding of two sums"


@given(lie=st.floats(0, 60), forged=st.floats(0, 1e6))
def test_who_forges_gains_no_more_than_the_slowest_line(lie: float, forged: float) -> None:
    honest = points(Answer(True, True, 10.0), LIMIT_S)
    took = thought_s(lie, Sent(0.0, 0.0), 10.0, forged)
    assert points(Answer(True, True, took), LIMIT_S) <= honest + 500 * ROUND_TRIP_MAX_S / LIMIT_S + 1


@given(right=st.booleans(), sooner=seconds, later=seconds)
def test_quicker_is_never_less_and_wrong_is_nothing(right: bool, sooner: float, later: float) -> None:
    sooner, later = sorted((sooner, later))
    one, other = (points(Answer(None, right, took), LIMIT_S) for took in (sooner, later))
    assert one >= other
    assert (500 <= other <= one <= 1000) if right else one == 0
    assert points(None, LIMIT_S) == 0


@given(number=a_number)
def test_what_is_right_depends_on_the_kind(number: float) -> None:
    ranges, one, many = Key(ranges=[(1.0, 2.0), (5.0, 5.0)]), Key(options=[1]), Key(options=[2, 0])
    assert is_right(ranges, number) == (1 <= number <= 2 or number == 5)
    assert not is_right(one, number)
    assert is_right(many, [0, 2])
    assert not is_right(many, [0])
    assert not is_right(many, [0, 1, 2])
    assert is_right(Key(truth=True), True)
    assert not is_right(Key(truth=True), 1.0)
    assert not is_right(ranges, True)
    assert not any(is_right(key, None) for key in (ranges, one, Key(truth=False)))


moves = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.integers(0, 4), st.sampled_from([*RIGHT, None]), st.floats(0, 25), st.floats(0, 3)
    ),
    max_size=40,
)


@given(plan=moves, shuffle=st.randoms(use_true_random=False), doubled=st.booleans())
@settings(max_examples=150)
def test_order_and_duplicates_change_nothing(plan: list[tuple], shuffle: random.Random, doubled: bool) -> None:
    once: dict[tuple[str, int], tuple[float, GivenAnswer]] = {}
    for who, index, given_in, took, late in plan:
        said = GivenAnswer(index=index, given=given_in, took_s=took)
        once.setdefault((who, index), (took + late, said))

    def played(order: list[tuple[str, int]], again: bool) -> tuple[BattleResult, list]:
        battle = room(*NAMES)
        battle.start("甲", 0.0)
        for _question in questions():  # everybody is sent all of them, and nobody answers in time
            battle.tick(battle.due_s() or 0)
            for who in NAMES:
                battle.sent(who, asked(battle), asked(battle), 50.0 * battle.log[asked(battle) - 1].index)
                battle.seen(who, asked(battle), 50.0 * battle.log[asked(battle) - 1].index + 0.2)
            if battle.log[asked(battle) - 1].index < 4:
                battle.tick(battle.due_s() or 0)
        counted = []
        for who, index in order:
            after, said = once[who, index]
            counted.append((who, index, battle.answer(who, said, 50.0 * index + after)))
            if again:
                assert battle.answer(who, said, 5_000.0) == counted[-1][2]
                changed = GivenAnswer(index=index, given=None, took_s=0)
                assert battle.answer(who, changed, 5_000.0) == counted[-1][2], "the first counts"
        while (due := battle.due_s()) is not None:
            battle.tick(due)
        assert battle.state == ENDED
        return result(battle), sorted(counted, key=lambda one: one[:2])

    order = list(once)
    first, said_first = played(order, again=False)
    shuffle.shuffle(order)
    second, said_second = played(order, again=doubled)
    assert first == second
    assert said_first == said_second
    assert sum(score.points for score in first.scores) == sum(one.points for _who, _index, one in said_first)
    answered = sum(mark.took_s > 0 or mark.given is not None for one in first.solved for mark in one.marks)
    assert answered <= len(once)
    assert [len(one.marks) for one in first.solved] == [len(NAMES)] * 5


def test_all_answer_and_the_next_comes_without_waiting() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 1.0)
    now = 1.0
    for index, right in enumerate(RIGHT):
        now = battle.due_s() or 0
        battle.tick(now)
        for who in ("甲", "乙"):
            battle.sent(who, 1, len(battle.log), now)
        now += 2
        assert battle.answer("甲", GivenAnswer(index=index, given=right, took_s=2), now).points == 950
        assert battle.answer("乙", GivenAnswer(index=index, given=None, took_s=2), now).points == 0
    assert battle.state == ENDED, "nothing is under way"
    assert now == pytest.approx(1 + 5 * (2 + Tempo().pause_s))
    assert [(one.account_id, one.points, one.right) for one in result(battle).scores] == [("甲", 4750, 5), ("乙", 0, 0)]
    assert result(battle).solved[0].question.whole == {"id": "a"}
    assert battle.answer("甲", GivenAnswer(index=0, took_s=1), now).points == 950, "it was counted before"


def test_no_right_answer_leaves_before_the_end() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    while battle.state != ENDED:
        assert not any("key" in event.model_dump_json() or "whole" in event.model_dump_json() for event in battle.log)
        battle.tick(battle.due_s() or 0)


def test_who_is_away_is_waited_for_once_and_comes_back() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    battle.tick(battle.due_s() or 0)
    began = asked(battle)
    battle.sent("甲", 1, began, 3.0)
    battle.answer("甲", GivenAnswer(index=0, given=[1], took_s=1), 4.0)
    first = battle.log[began - 1].at_s
    assert battle.due_s() == first + Tempo().wait_s
    battle.tick(first + Tempo().wait_s)
    battle.tick(battle.due_s() or 0)
    second = battle.log[asked(battle) - 1].at_s
    battle.answer("甲", GivenAnswer(index=1, given=True, took_s=1), second)
    assert [event.kind for event in battle.log[-2:]] == ["answered", "closed"], "not waited for a second time"
    battle.tick(battle.due_s() or 0)
    third = battle.log[asked(battle) - 1].at_s
    battle.sent("乙", 1, asked(battle), third + 1)
    battle.seen("乙", asked(battle), third + 1.5)
    assert battle.due_s() == third + 1.5 + LIMIT_S + Tempo().slack_s, "its own time runs"


def test_what_was_sent_again_counts_anew_only_while_the_question_is_open() -> None:
    def took(*, closed: bool) -> float:
        battle = room("甲", "乙")
        battle.start("甲", 0.0)
        battle.tick(battle.due_s() or 0)
        n, began = asked(battle), 2.5
        battle.sent("乙", n, n, began)
        if closed:
            battle.answer("甲", GivenAnswer(index=0, took_s=1), began + 1)
            battle.tick(began + Tempo().wait_s)
        battle.sent("乙", n, n, began + 17)
        battle.answer("乙", GivenAnswer(index=0, given=[1], took_s=2), began + 19)
        while (due := battle.due_s()) is not None:
            battle.tick(due)
        [mark] = [one for one in result(battle).solved[0].marks if one.account_id == "乙"]
        return mark.took_s

    assert took(closed=False) == 2
    assert took(closed=True) == 19


def test_who_comes_in_and_who_does_not() -> None:
    battle = room("甲")
    with pytest.raises(NotYet, match="两个人"):
        battle.start("甲", 0.0)
    with pytest.raises(NotYet):
        battle.answer("甲", GivenAnswer(index=0, took_s=1), 1.0)
    for number in range(7):
        battle.join(f"p{number}", "", 0.0)
        battle.join(f"p{number}", "", 0.0)
    with pytest.raises(TooMany):
        battle.join("ninth", "", 0.0)
    battle.leave("p6", 0.0)
    battle.join("ninth", "", 0.0)
    with pytest.raises(NoRight):
        battle.start("ninth", 0.0)
    battle.start("甲", 0.0)
    battle.leave("p5", 0.0)
    with pytest.raises(HasBegun):
        battle.join("late", "", 0.0)
    battle.join("p5", "", 0.0)
    assert len(battle.players) == 8


def test_all_have_left() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    battle.tick(battle.due_s() or 0)
    battle.leave("甲", 3.0)
    battle.leave("乙", 3.0)
    assert battle.state == ENDED


def test_a_battle_does_not_run_out_while_all_are_away() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    while battle.state != ENDED:
        battle.tick(battle.due_s() or 0)
    asked_at = [event.at_s for event in battle.log if event.kind == "asked"]
    assert [b - a for a, b in itertools.pairwise(asked_at)] == [Tempo().wait_s + Tempo().pause_s] * 4


def test_who_confirms_only_after_the_question_was_closed_gains_nothing_by_it() -> None:
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    battle.tick(battle.due_s() or 0)
    n = asked(battle)
    battle.sent("乙", n, n, 2.5)
    battle.tick(battle.due_s() or 0)
    battle.sent("乙", n, n, 30.0)
    battle.seen("乙", n, 30.1)
    assert battle.answer("乙", GivenAnswer(index=0, given=[1], took_s=1), 31.0).points == 500


def test_without_its_maker_a_battle_does_not_begin() -> None:
    battle = room("甲", "乙")
    battle.leave("甲", 0.0)
    assert battle.state == ENDED


def test_sides_are_filled_evenly_and_a_larger_one_has_no_advantage() -> None:
    battle = room("甲", "乙", "丙", sides=True)
    assert [one.side for one in battle.players.values()] == [0, 1, 0]
    people = list(battle.players.values())
    assert smaller_side(people) == 1
    equal = [Score(account_id=one.account_id, points=800, right=1, took_s=1) for one in people]
    assert side_points(people, equal) == [800, 800]
    assert side_points([Player(account_id="甲", name="", side=1)], equal) == [0, 800]


def test_who_is_cut_off_as_the_last_question_comes_still_counts() -> None:
    """The question has come and was answered; confirmation and answer wait on the device for the line."""
    battle = room("甲", "乙")
    battle.start("甲", 0.0)
    began = 0.0
    for index in range(5):
        began = battle.due_s() or 0.0
        battle.tick(began)
        n = asked(battle)
        for who in ("甲", "乙"):
            battle.sent(who, n, n, began)
        battle.answer("甲", GivenAnswer(index=index, given=RIGHT[index], took_s=1), began + 1)
        if index < 4:
            battle.answer("乙", GivenAnswer(index=index, given=RIGHT[index], took_s=1), began + 1)
    back = began + 24
    while (due := battle.due_s()) is not None and due < back:
        battle.tick(due)
    assert battle.state != ENDED
    assert battle.answer("乙", GivenAnswer(index=4, given=RIGHT[4], took_s=3), back).right
    assert [score.right for score in result(battle).scores] == [5, 5]
