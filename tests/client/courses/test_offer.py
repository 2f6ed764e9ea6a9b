"""Which courses are offered first, and what can be taken off a device."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.courses.library import Courses
from client.courses.offer import by_subject
from client.courses.packs import write_pack
from client.courses.shelf import Shelf
from client.courses.tour import TOUR
from client.profile.profile import Profile
from client.store import Store
from tests.fakes.courses import FakeMistakes, a_course
from tests.fakes.store import open_store

COURSES = (("art", "history", "初一"), ("math-9", "math", "九年级"), ("math-7", "math", "七年级"), (TOUR, "other", ""))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path) as store:
        yield store


@pytest.fixture
def courses(store: Store, tmp_path: Path) -> Courses:
    for identity, subject, grade in COURSES:
        course = a_course(identity, identity).model_copy(update={"subject": subject, "grade": grade})
        write_pack(course, {}, tmp_path / "assets" / identity)
    return Courses(store, Shelf(tmp_path / "data", tmp_path / "assets"), FakeMistakes())


async def order(courses: Courses) -> list[str]:
    return [card.id for card in await courses.list()]


async def test_a_new_person_is_shown_around_first(courses: Courses):
    assert await order(courses) == [TOUR, "art", "math-7", "math-9"]
    upcoming = await courses.next_lesson()
    assert upcoming is not None
    assert upcoming.course_id == TOUR


async def test_whoever_has_begun_something_needs_no_tour(courses: Courses):
    await courses.keep_place("math-9", "l1", 0)
    assert await order(courses) == ["math-9", "art", "math-7", TOUR]


@pytest.mark.parametrize(
    ("grade", "subjects", "expected"),
    [
        (9, ["math"], ["math-9", "math-7", "art"]),
        (7, ["math"], ["math-7", "math-9", "art"]),
        (7, ["history", "math"], ["art", "math-7", "math-9"]),
        (0, [], ["art", "math-7", "math-9"]),
        (12, [], ["math-9", "art", "math-7"]),
    ],
)
async def test_ones_own_subjects_and_grade_come_first_and_nothing_is_hidden(
    courses: Courses, store: Store, grade: int, subjects: list[str], expected: list[str]
):
    await Profile(store).save(role="student", grade=grade, subjects=subjects, goal_min=30)
    assert await order(courses) == [TOUR, *expected]


async def test_subjects_stand_in_the_order_of_their_first_course(courses: Courses, store: Store):
    await Profile(store).save(role="student", grade=7, subjects=["math"], goal_min=30)
    assert [card.id for card in by_subject(await courses.list())] == [TOUR, "math-7", "math-9", "art"]
    await courses.keep_place("art", "l1", 0)
    assert [card.id for card in by_subject(await courses.list())] == ["art", "math-7", "math-9", TOUR]


async def test_a_starter_course_can_be_taken_off_and_put_back_with_its_progress(courses: Courses):
    await courses.finish_lesson("math-9", "l1")
    assert await courses.remove("math-9")
    assert "math-9" not in await order(courses)
    assert [card.id for card in await courses.removed()] == ["math-9"]
    upcoming = await courses.next_lesson()
    assert upcoming is not None
    assert upcoming.course_id != "math-9"
    outline = await courses.outline("math-9")  # a link from a mistake still leads there
    assert outline is not None
    assert outline.removed
    assert await courses.restore("math-9")
    assert (await courses.list())[0].id == "math-9"
    assert (await courses.list())[0].finished == 1
    assert await courses.removed() == []


async def test_what_was_taken_off_stays_off_after_a_restart(courses: Courses, store: Store, tmp_path: Path):
    await courses.remove("art")
    again = Courses(store, Shelf(tmp_path / "data", tmp_path / "assets"), FakeMistakes())
    assert "art" not in await order(again)


async def test_all_can_be_taken_off(courses: Courses):
    for identity, _subject, _grade in COURSES:
        assert await courses.remove(identity)
    assert await courses.list() == []
    assert await courses.next_lesson() is None
    assert len(await courses.removed()) == len(COURSES)


async def test_an_imported_course_of_the_same_id_is_shown_although_the_starter_is_off(courses: Courses):
    await courses.remove("art")
    await courses.add_pack(a_course("art", "我的画"), {})
    assert "我的画" in [card.title for card in await courses.list()]


async def test_what_is_not_there_cannot_be_taken_off_or_put_back(courses: Courses):
    assert not await courses.remove("nothing")
    assert not await courses.restore("nothing")
    assert not await courses.restore("art")
