"""Pairing: what two have in common, rules that nothing outweighs, and how near it comes to the best possible."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.teams.matching.candidates import KEEP, WHOLE, best_candidates
from server.teams.matching.pairing import pair_up
from server.teams.matching.people import BEST, REGION_FROM, Person, in_common, may_meet, regions_shared, score
from tests.bench.match import crowd, optimum, rule_breaks

ALIKE = Person("a", 9, tags=0b1111, goals=0b11, hours=0b11111, region="上海")


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    size = draw(st.integers(0, 40))
    ids = st.integers(0, size).map(str)
    return [
        Person(
            str(number),
            draw(st.integers(0, 12)),
            draw(st.integers(0, 63)),
            draw(st.integers(0, 7)),
            draw(st.integers(0, (1 << 24) - 1)),
            draw(st.sampled_from(["", "上海", "成都"])),
            draw(st.frozensets(ids, max_size=4)),
        )
        for number in range(size)
    ]


def test_who_has_everything_in_common_comes_to_a_hundred() -> None:
    assert score(ALIKE, replace(ALIKE, id="b")) == BEST == 100


@given(crowds())
def test_a_score_is_the_same_either_way(people: list[Person]) -> None:
    for one in people[:6]:
        for other in people[:6]:
            assert may_meet(one, other) == may_meet(other, one)
            if may_meet(one, other):
                assert 0 <= score(one, other) == score(other, one) <= BEST


@given(crowds())
@settings(deadline=None)
def test_no_pair_is_against_a_rule_and_nobody_is_in_two(people: list[Person]) -> None:
    assert rule_breaks(people, pair_up(people)) == 0


@pytest.mark.parametrize(
    "other",
    [
        replace(ALIKE, id="b", grade=0),
        replace(ALIKE, id="b", grade=5),
        replace(ALIKE, id="b", blocked=frozenset({"a"})),
        ALIKE,
    ],
    ids=["an adult", "four grades apart", "blocked", "itself"],
)
def test_however_much_they_have_in_common_some_are_never_paired(other: Person) -> None:
    assert not may_meet(ALIKE, other)
    assert pair_up([ALIKE, other]) == []
    assert pair_up([other, ALIKE]) == []


@pytest.mark.parametrize("seed", range(4))
def test_small_crowds_come_near_the_best_possible(seed: int) -> None:
    people = crowd(60, seed)
    pairs = pair_up(people)
    assert sum(worth for _i, _j, worth in pairs) >= 0.95 * optimum(people)
    assert rule_breaks(people, pairs) == 0


def test_two_good_pairs_are_better_than_the_best_one_and_a_bad_one() -> None:
    """a and b would be best together, and would leave c and d, who have nothing in common."""
    a, b = Person("a", 9, tags=0b11, goals=0b01), Person("b", 9, tags=0b11, goals=0b10)
    c, d = Person("c", 12, tags=0, goals=0b01), Person("d", 12, tags=0, goals=0b10)
    assert {frozenset(pair[:2]) for pair in pair_up([a, b, replace(c, grade=9), replace(d, grade=9)])} == {
        frozenset({0, 2}),
        frozenset({1, 3}),
    }


def test_in_a_large_crowd_everybody_has_candidates_without_comparing_all() -> None:
    people = crowd(WHOLE + 300, 3)
    candidates = best_candidates(people)
    assert all(0 < len(mine) <= KEEP for mine in candidates)
    pairs = pair_up(people)
    assert rule_breaks(people, pairs) == 0
    assert 2 * len(pairs) > 0.95 * len(people)


def test_a_region_is_told_only_where_many_share_it() -> None:
    few = [replace(ALIKE, id=str(n)) for n in range(REGION_FROM - 1)]
    assert "region" not in in_common(few[0], few[1], regions_shared(few))
    many = [*few, ALIKE]
    assert "region" in in_common(few[0], few[1], regions_shared(many))


def test_reasons_name_what_two_share_the_most_telling_first() -> None:
    other = Person("b", 9, tags=0b1001, goals=0b10, hours=0b100)
    assert in_common(ALIKE, other, frozenset()) == ["goal:1", "tag:0", "tag:3", "grade", "hour:2"]
