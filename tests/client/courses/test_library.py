from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import select

from client.courses.library import Courses
from client.courses.packs import write_pack
from client.courses.progress import Spot
from client.courses.shelf import Shelf
from client.courses.tables import AnswerEvent
from client.store import Store
from client.store.tables import Outbox
from sync.ids import stable_id
from tests.fakes.clock import FakeClock
from tests.fakes.courses import ESSAY, FILES, ONE, FakeMistakes, a_course
from tests.fakes.store import open_store


@dataclass
class Desk:
    courses: Courses
    store: Store
    clock: FakeClock
    mistakes: FakeMistakes

    async def answers(self) -> list[AnswerEvent]:
        return await self.store.read(lambda session: list(session.exec(select(AnswerEvent))))

    async def operations(self) -> list[str]:
        return await self.store.read(lambda session: [row.type for row in session.exec(select(Outbox))])


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    for identity, title in (("a-math", "甲"), ("b-physics", "乙")):
        write_pack(a_course(identity, title), FILES, tmp_path / "assets" / identity)
    clock, mistakes = FakeClock(), FakeMistakes()
    async with open_store(tmp_path, clock) as store:
        yield Desk(Courses(store, Shelf(tmp_path / "data", tmp_path / "assets"), mistakes), store, clock, mistakes)


async def test_a_new_person_sees_all_courses_and_where_to_begin(desk: Desk):
    cards = await desk.courses.list()
    assert [(card.title, card.lessons, card.finished, card.started) for card in cards] == [
        ("甲", 3, 0, False),
        ("乙", 3, 0, False),
    ]
    upcoming = await desk.courses.next_lesson()
    assert upcoming is not None
    assert (upcoming.course_id, upcoming.lesson_id, upcoming.segment, upcoming.started) == ("a-math", "l1", 0, False)


async def test_the_course_to_go_on_with_comes_first(desk: Desk):
    await desk.courses.keep_place("a-math", "l1", 1)
    desk.clock.advance(60)
    await desk.courses.keep_place("b-physics", "l1", 2)
    assert [card.title for card in await desk.courses.list()] == ["乙", "甲"]
    upcoming = await desk.courses.next_lesson()
    assert upcoming is not None
    assert (upcoming.course_id, upcoming.lesson_id, upcoming.segment) == ("b-physics", "l1", 2)


async def test_the_place_is_kept_and_returned_to(desk: Desk):
    await desk.courses.keep_place("a-math", "l1", 2)
    assert (await desk.courses.status("a-math")).place == Spot("l1", 2)
    opened = await desk.courses.open_lesson("a-math", "l1")
    assert opened is not None
    assert opened.segment == 2
    assert (await desk.courses.open_lesson("a-math", "l2")).segment == 0  # pyright: ignore[reportOptionalMemberAccess]


async def test_a_place_beyond_the_end_of_a_shorter_new_version_is_its_last_segment(desk: Desk):
    await desk.courses.keep_place("a-math", "l1", 99)
    opened = await desk.courses.open_lesson("a-math", "l1")
    assert opened is not None
    assert opened.segment == 2


async def test_finishing_a_lesson_leads_to_the_next(desk: Desk):
    following = await desk.courses.finish_lesson("a-math", "l1")
    assert following is not None
    assert following.id == "l2"
    status = await desk.courses.status("a-math")
    assert status.finished == {"l1"}
    assert status.place == Spot("l2", 0)


async def test_a_lesson_that_was_skipped_comes_up_at_the_end(desk: Desk):
    assert (await desk.courses.finish_lesson("a-math", "l2")) is not None
    assert (await desk.courses.finish_lesson("a-math", "l3")) is None
    outline = await desk.courses.outline("a-math")
    assert outline is not None
    assert outline.next_lesson is not None
    assert outline.next_lesson.id == "l1"


async def test_a_finished_course_goes_last_and_has_nothing_next(desk: Desk):
    for lesson in ("l1", "l2", "l3", "l1"):
        await desk.courses.finish_lesson("a-math", lesson)
    cards = await desk.courses.list()
    assert [(card.title, card.finished, card.next_lesson) for card in cards][1] == ("甲", 3, None)
    for lesson in ("l1", "l2", "l3"):
        await desk.courses.finish_lesson("b-physics", lesson)
    assert await desk.courses.next_lesson() is None


async def test_a_right_answer_is_kept_and_no_mistake(desk: Desk):
    course = a_course("a-math")
    verdict = await desk.courses.answer(course, course.lessons[0], 1, ONE, [1], 4.26)
    assert verdict.correct is True
    [kept] = await desk.answers()
    assert (kept.question_id, kept.segment, kept.given, kept.correct, kept.elapsed_s) == ("one", 1, [1], True, 4.3)
    assert desk.mistakes.recorded == []
    assert await desk.operations() == ["answer"]


async def test_a_wrong_answer_is_in_the_book_in_the_same_transaction(desk: Desk):
    course = a_course("a-math")
    verdict = await desk.courses.answer(course, course.lessons[0], 1, ONE, [0], 4)
    assert desk.mistakes.recorded == [("a-math", "l1", "one", [0])]
    assert verdict.mistake_id == stable_id("mistake", "a-math", "one")


async def test_when_the_book_fails_the_answer_is_not_kept_either(desk: Desk):
    course = a_course("a-math")
    desk.mistakes.broken = True
    with pytest.raises(RuntimeError):
        await desk.courses.answer(course, course.lessons[0], 1, ONE, [0], 4)
    assert await desk.answers() == []
    assert await desk.operations() == []


async def test_an_essay_that_its_writer_doubts_goes_to_the_book(desk: Desk):
    course = a_course("a-math")
    await desk.courses.answer(course, course.lessons[0], 2, ESSAY, {"text": "不会", "self": False}, 9)
    assert [entry[2] for entry in desk.mistakes.recorded] == ["essay"]


async def test_the_latest_answer_to_a_question_counts(desk: Desk):
    course = a_course("a-math")
    for given in ([0], [1]):
        await desk.courses.answer(course, course.lessons[0], 1, ONE, given, 1)
        desk.clock.advance(1)
    opened = await desk.courses.open_lesson("a-math", "l1")
    assert opened is not None
    assert opened.answers["one"].correct
    assert opened.answers["one"].given == [1]


async def test_an_imported_course_wakes_the_list_and_can_be_removed_and_taken_back(desk: Desk):
    await desk.courses.add_pack(a_course("mine", "我的"), FILES)
    await desk.courses.keep_place("mine", "l1", 1)
    assert (await desk.courses.list())[0].origin == "imported"
    assert await desk.courses.remove("mine")
    assert [card.id for card in await desk.courses.list()] == ["a-math", "b-physics"]
    assert await desk.courses.restore("mine")
    assert (await desk.courses.list())[0].started  # the progress was not thrown away


async def test_a_course_that_is_not_there_is_none(desk: Desk):
    assert await desk.courses.course("nope") is None
    assert await desk.courses.outline("nope") is None
    assert await desk.courses.open_lesson("nope", "l1") is None
    assert await desk.courses.open_lesson("a-math", "nope") is None
    with pytest.raises(KeyError):
        desk.courses.pack_dir("nope")
