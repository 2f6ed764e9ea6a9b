"""Quizzes on a device: kept while they run, written as events, and the same on every device."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from client.courses.content import QuizRules
from client.courses.library import Courses
from client.courses.quizzes import Asked, best_of, read_attempts
from client.courses.shelf import Shelf
from client.courses.sitting import Sitting
from client.courses.tables import AnswerEvent, AttemptEvent
from client.mistakes.book import MistakeBook
from client.store import Store
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, JUDGE, ONE, SOME, a_course
from tests.fakes.store import open_store
from tests.fakes.synced import SyncedDevice, sign_in_both

COURSE = a_course("c")
ASKED = Asked(COURSE, COURSE.lessons[0], 1)


def courses_of(store: Store, folder: Path, clock: FakeClock) -> Courses:
    return Courses(store, Shelf(folder / "courses", folder / "starter"), MistakeBook(store, clock))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def courses(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Courses]:
    async with open_store(tmp_path, clock) as store:
        courses = courses_of(store, tmp_path, clock)
        await courses.add_pack(COURSE, FILES)
        yield courses


async def take(courses: Courses, *given: object, doubt: bool = False, rules: QuizRules | None = None) -> Sitting:
    """A quiz with these answers, to its end."""
    now = courses.quizzes.begin((ONE, SOME, JUDGE)[: len(given)], rules)
    for answer in given:
        now = await courses.quizzes.answer(ASKED, now.with_doubt(doubt).answered(answer), 3.0)
        now = now.moved()
    await courses.quizzes.end(ASKED, now)
    return now


async def mistakes(courses: Courses) -> list[str]:
    book = courses.quizzes._mistakes
    assert isinstance(book, MistakeBook)
    return sorted(card.question.id for card in await book.list() if card.question)


async def test_an_attempt_counts_what_was_right_in_it(courses: Courses, clock: FakeClock):
    await take(courses, [1], [0], True)
    clock.advance(60)
    await take(courses, [1], [0, 2], False)
    latest, first = await courses.attempts("c", "l1")
    assert (first.right, latest.right, first.score) == (2, 2, 2 / 3)
    assert latest.ended is not None
    assert latest.ended > (first.ended or latest.ended)


async def test_the_best_attempt_is_one_at_the_whole_quiz(courses: Courses, clock: FakeClock):
    await take(courses, [1], [0], True)
    clock.advance(60)
    await take(courses, [1])
    attempts = await courses.attempts("c", "l1")
    best = best_of(attempts, 1, (ONE, SOME, JUDGE))
    assert best is not None
    assert (best.right, len(best.questions)) == (2, 3)
    assert best_of(attempts, 2, (ONE,)) is None


async def test_a_doubtful_answer_is_kept_though_it_was_right(courses: Courses):
    await take(courses, [1], doubt=True)
    assert await mistakes(courses) == ["one"]
    answer = await courses._store.read(lambda session: session.exec(select(AnswerEvent)).one())
    assert (answer.correct, answer.doubtful, answer.hinted) == (True, True, False)


async def test_an_answer_after_the_hint_is_doubtful(courses: Courses):
    now = courses.quizzes.begin((ONE,)).with_hint().answered([1])
    graded = await courses.quizzes.answer(ASKED, now, 1.0)
    assert graded.verdict is not None
    assert graded.verdict.correct
    assert graded.verdict.is_new_mistake
    assert await mistakes(courses) == ["one"]


async def test_what_was_in_the_book_before_is_not_undone_with_an_answer(courses: Courses):
    await take(courses, [0])
    again = await courses.quizzes.answer(ASKED, courses.quizzes.begin((ONE,)).answered([0]), 1.0)
    assert again.verdict is not None
    assert again.verdict.mistake_id
    assert not again.verdict.is_new_mistake
    assert await courses.quizzes.undo_mistake(ASKED, again) == again
    assert await mistakes(courses) == ["one"]


async def test_one_tap_takes_a_mistake_out_and_another_puts_it_back(courses: Courses):
    now = await courses.quizzes.answer(ASKED, courses.quizzes.begin((ONE,)).answered([0]), 1.0)
    undone = await courses.quizzes.undo_mistake(ASKED, now)
    assert "one" in undone.undone
    assert await mistakes(courses) == []
    assert await courses.quizzes.redo_mistake(ASKED, undone) == now
    assert await mistakes(courses) == ["one"]


async def test_a_doubtful_answer_to_a_known_mistake_is_no_lapse(courses: Courses, clock: FakeClock):
    await take(courses, [0])
    book = courses.quizzes._mistakes
    assert isinstance(book, MistakeBook)
    [card] = await book.list()
    await book.review(card.id, 3)
    clock.advance(60)
    due = (await book.list())[0].due_utc
    await take(courses, [1], doubt=True)
    assert (await book.list())[0].due_utc == due


async def test_a_quiz_that_runs_is_kept_with_its_answers_and_gone_when_it_ends(courses: Courses):
    now = courses.quizzes.begin((ONE, SOME, JUDGE), QuizRules(time_limit_s=300))
    now = (await courses.quizzes.answer(ASKED, now.answered([1]), 2.0)).moved().answered([0])
    await courses.quizzes.keep(ASKED, now)
    opened = await courses.open_lesson("c", "l1")
    assert opened is not None
    assert opened.running == {1: now}
    await courses.quizzes.end(ASKED, now.ended("time"))
    opened = await courses.open_lesson("c", "l1")
    assert opened is not None
    assert opened.running == {}
    assert [(each.reason, each.right, len(each.questions)) for each in opened.attempts] == [("time", 1, 3)]


async def test_a_quiz_of_a_course_that_has_changed_is_begun_anew(courses: Courses):
    await courses.quizzes.keep(ASKED, courses.quizzes.begin((ONE, SOME)))
    lesson = COURSE.lessons[0]
    shorter = lesson.segments[1].model_copy(update={"quiz": (JUDGE,)})
    changed = lesson.model_copy(update={"segments": (lesson.segments[0], shorter, lesson.segments[2])})
    await courses.add_pack(COURSE.model_copy(update={"lessons": (changed, *COURSE.lessons[1:])}), FILES)
    opened = await courses.open_lesson("c", "l1")
    assert opened is not None
    assert opened.running == {}


@pytest.fixture
async def devices(devices: tuple[SyncedDevice, SyncedDevice]) -> tuple[SyncedDevice, SyncedDevice]:
    await sign_in_both(*devices)
    return devices


async def test_attempts_of_both_devices_count_on_both(devices: tuple[SyncedDevice, SyncedDevice], tmp_path: Path):
    async def quiz(device: SyncedDevice, *given: object) -> None:
        await take(courses_of(device.store, tmp_path, device.clock), *given)

    laptop, phone = devices
    await asyncio.gather(quiz(laptop, [1], [0], True), quiz(phone, [0], [0, 2], True))

    def whole(session: Session) -> bool:
        found = read_attempts(session, "c", "l1")
        return len(found) == 2 and sorted(each.right for each in found) == [2, 2]

    await laptop.until(whole)
    await phone.until(whole)
    ids = [await d.store.read(lambda s: sorted(a.id for a in s.exec(select(AttemptEvent)))) for d in devices]
    assert ids[0] == ids[1]
