"""The ladder: what was passed is derived from runs, the best one counts, and nothing takes anything away."""

from __future__ import annotations

from pathlib import Path

from client.bootstrap import Client
from client.courses.content import Course, Lesson
from client.courses.ladder import LEVEL, QUESTIONS, Level, askable, level_after, next_level, to_pass
from client.courses.quizzes import Asked
from tests.fakes.opened import open_device
from tests.gallery.life import right, wrong

COURSE = "math-quadratic-equations"


async def climb(client: Client, course: Course, lesson: Lesson, misses: int, segment: int = LEVEL) -> None:
    """A whole run, of which so many answers are wrong."""
    asked, quizzes = Asked(course, lesson, segment), client.courses.quizzes
    sitting = quizzes.begin(tuple(one for one in askable(lesson) if right(one) is not None)[:QUESTIONS])
    for number, question in enumerate(sitting.questions):
        given = wrong(question) if number < misses else right(question)
        sitting = (await quizzes.answer(asked, sitting.answered(given), 9.0)).moved()
    await quizzes.end(asked, sitting)


def at(levels: list[Level], place: int) -> tuple[bool, bool]:
    return levels[place].is_passed, levels[place].is_clean


async def test_the_best_run_of_a_level_counts_and_a_worse_one_takes_nothing_away(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        course = await client.courses.course(COURSE)
        assert course
        ladder = client.courses.ladder
        levels = await ladder.levels(COURSE)
        assert [level.lesson_id for level in levels] == [lesson.id for lesson in course.lessons]
        assert all(0 < level.questions <= QUESTIONS and level.best is None for level in levels)
        assert next_level(levels) == levels[0]
        first = course.lessons[0]
        await climb(client, course, first, 3)
        assert at(await ladder.levels(COURSE), 0) == (False, False), "half is not enough"
        await climb(client, course, first, 1)
        assert at(await ladder.levels(COURSE), 0) == (True, False)
        await climb(client, course, first, 0)
        await climb(client, course, first, 6)
        levels = await ladder.levels(COURSE)
        assert at(levels, 0) == (True, True), "the best one stays"
        assert next_level(levels) == levels[1]
        assert level_after(levels, first.id) == levels[1]
        assert level_after(levels, course.lessons[-1].id) is None


async def test_a_quiz_in_a_lesson_is_no_run_of_its_level(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        course = await client.courses.course(COURSE)
        assert course
        await climb(client, course, course.lessons[0], 0, segment=0)
        assert (await client.courses.ladder.levels(COURSE))[0].best is None
        assert (await client.courses.status(COURSE)).finished == frozenset(), "nor does the ladder finish a lesson"


async def test_a_run_that_was_left_open_goes_on(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        course = await client.courses.course(COURSE)
        assert course
        lesson = course.lessons[0]
        begun = await client.courses.ladder.begin(COURSE, lesson)
        assert len({one.id for one in begun.questions}) == QUESTIONS
        order = [one.id for one in lesson.questions]
        assert sorted(begun.questions, key=lambda one: order.index(one.id)) == list(begun.questions)
        await client.courses.quizzes.keep(Asked(course, lesson, LEVEL), begun.answered([0]))
        assert (await client.courses.ladder.begin(COURSE, lesson)).attempt_id == begun.attempt_id


def test_what_passes() -> None:
    assert [to_pass(n) for n in (1, 2, 3, 4, 5, 6)] == [1, 2, 3, 3, 4, 5]
    assert Level(1, "a", "a", 4, 0.75).is_passed
    assert not Level(1, "a", "a", 4, 0.74).is_passed
