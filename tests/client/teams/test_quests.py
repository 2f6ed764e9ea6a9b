"""A team's quest: what it is about, derived from what was told; questions from this device; the team hears of it."""

import random
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.bootstrap import Client
from client.teams.quests import EACH_AT_WEEKENDS, QUESTIONS, QuestDone, Wanting, quest_of
from tests.client.teams.test_home import account, equal
from tests.fakes.family import soon
from tests.fakes.teams import School, aeroplane, found_team, school

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
COURSE = "math-quadratic-equations"


def told(who: str, day: date, *points: str) -> Wanting:
    return Wanting(who, day, points)


def test_what_most_members_find_hard_comes_first() -> None:
    wanting = [told("a", MONDAY, "x", "y"), told("b", MONDAY, "y"), told("c", MONDAY, "z")]
    quest = quest_of("t", MONDAY + DAY, wanting, [])
    assert quest.points[0] == "y"
    assert set(quest.points) == {"x", "y", "z"}


def test_what_was_practised_these_days_gives_way() -> None:
    wanting = [told("a", MONDAY, "x"), told("b", MONDAY, "x", "y")]
    done = [QuestDone("a", MONDAY + DAY, "x", 4, 5)]
    assert quest_of("t", MONDAY + 2 * DAY, wanting, done).points == ("y", "x")
    assert quest_of("t", MONDAY + DAY, wanting, done).points == ("x", "y"), "not on the day itself"
    assert quest_of("t", MONDAY + 5 * DAY, wanting, done).points == ("x", "y")


def test_only_the_latest_word_of_each_counts_and_that_for_two_weeks() -> None:
    wanting = [told("a", MONDAY, "old"), told("a", MONDAY + DAY, "new"), told("b", MONDAY + 2 * DAY, "today")]
    assert quest_of("t", MONDAY + 2 * DAY, wanting, []).points == ("new",)
    assert quest_of("t", MONDAY + 16 * DAY, wanting, []).points == ("today",)
    assert quest_of("t", MONDAY + 17 * DAY, wanting, []).points == ()


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20), st.lists(st.sampled_from("xyz"), max_size=3))),
    st.integers(0, 25),
    st.randoms(),
)
def test_it_is_the_same_in_whatever_order_things_came(
    said: list[tuple[str, int, list[str]]], today: int, chance: random.Random
) -> None:
    by_day = {(who, day): told(who, MONDAY + day * DAY, *points) for who, day, points in said}
    wanting = list(by_day.values())
    shuffled = wanting[:]
    chance.shuffle(shuffled)
    day = MONDAY + today * DAY
    assert quest_of("t", day, shuffled, []) == quest_of("t", day, wanting, [])


def test_at_the_weekend_all_fill_one_number() -> None:
    saturday = MONDAY + 5 * DAY
    wanting = [told(who, MONDAY, "x") for who in "abc"]
    done = [
        QuestDone("a", saturday - DAY, "x", 5, 5),
        QuestDone("a", saturday, "x", 4, 5),
        QuestDone("a", saturday, "x", 5, 5),
        QuestDone("b", saturday + DAY, "x", 2, 5),
    ]
    sunday = quest_of("t", saturday + DAY, wanting, done)
    assert (sunday.shared, sunday.right, sunday.goal) == (True, 11, 3 * EACH_AT_WEEKENDS)
    assert sunday.done == {"b": (2, 5)}
    assert quest_of("t", saturday, wanting, done).done == {"a": (9, 10)}
    assert quest_of("t", saturday - DAY, wanting, done).goal == 0


@pytest.fixture
async def three(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚", "小美") as opened:
        yield opened


async def answer_wrongly(client: Client, count: int = 6) -> str:
    """Make a point of the course weak; which."""
    course = await client.courses.course(COURSE)
    assert course
    points: dict[str, int] = {}
    for lesson in course.lessons:
        for index, segment in enumerate(lesson.segments):
            for question in segment.quiz:
                if question.kind == "choice" and question.points:
                    wrong = [n for n in range(len(question.options)) if n not in question.correct][:1]
                    await client.courses.answer(course, lesson, index, question, wrong, 20.0)
                    points[question.points[0]] = points.get(question.points[0], 0) + 1
                    if points[question.points[0]] >= 3 and sum(points.values()) >= count:
                        return question.points[0]
    raise AssertionError(points)


async def test_a_quest_is_chosen_from_what_members_find_hard_and_the_team_hears_of_it(three: School) -> None:
    red, strong, pretty = three.people
    team = await found_team(red, strong, pretty)
    assert (await red.teams.home(team)).quest.points == ()
    assert (await red.teams.practising.choose((await red.teams.home(team)).quest)).questions == []
    weak = await answer_wrongly(red)
    assert weak in await red.teams.practising.weak()
    await red.teams.doing.check_in(team, "")
    await equal(team, red, strong, pretty)
    three.clock.advance(86_400)
    home = await equal(team, red, strong, pretty)
    assert weak in home.quest.points
    chosen = await pretty.teams.practising.choose(home.quest)
    assert chosen.point_id in home.quest.points, "somebody else's weak point, with questions of this device's course"
    assert len(chosen.questions) == QUESTIONS
    async with aeroplane(pretty):
        for _press in range(2):
            await pretty.teams.practising.done(team, home.quest, chosen.point_id, 4, 5)
        await red.teams.practising.done(team, home.quest, chosen.point_id, 5, 5)
        await equal(team, red, strong)
        assert set((await strong.teams.home(team)).quest.done) == {account(red)}
    home = await equal(team, red, strong, pretty)
    assert home.quest.done == {account(red): (5, 5), account(pretty): (4, 5)}, "once a day, whatever was pressed"


async def test_today_leads_to_the_quest_until_it_is_done(three: School) -> None:
    red, strong, _pretty = three.people
    team = await found_team(red, strong)
    await answer_wrongly(strong)
    await strong.teams.doing.check_in(team, "")
    await equal(team, red, strong)
    three.clock.advance(86_400)
    home = await red.teams.home(team)

    async def step() -> object:
        return await red.store.read(red.teams.practising.waiting)

    waiting = await soon(step)
    assert waiting.route == f"/teams/{team}/quest"
    await red.teams.practising.done(team, home.quest, home.quest.points[0], 3, 5)
    assert await red.store.read(red.teams.practising.waiting) is None
