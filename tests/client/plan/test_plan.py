"""The day, read from a real store."""

from collections.abc import AsyncIterator
from datetime import UTC, date
from pathlib import Path
from typing import NamedTuple

import pytest

from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.mistakes.book import MistakeBook
from client.plan import Plan
from client.store import Store
from client.timer import StudyClock
from client.timer.drafts import Place
from client.timer.safe import Safe
from tests.fakes.clock import FakeClock
from tests.fakes.safe import MemorySafe
from tests.fakes.store import open_store

COURSE = "math-quadratic-equations"


class Device(NamedTuple):
    clock: FakeClock
    store: Store
    courses: Courses
    timer: StudyClock
    plan: Plan


@pytest.fixture
async def device(tmp_path: Path) -> AsyncIterator[Device]:
    clock = FakeClock()
    async with open_store(tmp_path, clock) as store:
        book = MistakeBook(store, clock, zone=UTC)
        courses = Courses(store, Shelf(tmp_path / "courses"), book)
        timer = await StudyClock.open(store, clock, await Safe.open(MemorySafe()), place=Place(zone=UTC))
        yield Device(clock, store, courses, timer, Plan(store, courses, book, clock, lambda _session: None))


async def test_a_new_device_starts_with_a_course(device: Device):
    today = await device.plan.today()
    assert (today.minutes_today, today.due_count, today.next_step.kind) == (0, 0, "start")
    assert [minutes for _day, minutes in today.week] == [0] * 7
    assert today.day == date(2026, 11, 22)


async def test_the_lesson_left_open_is_the_one_to_go_on_with(device: Device):
    course = await device.courses.course(COURSE)
    assert course is not None
    await device.courses.keep_place(COURSE, course.lessons[1].id, 1)
    today = await device.plan.today()
    assert today.next_lesson is not None
    assert (today.next_lesson.course_id, today.next_lesson.lesson_id) == (COURSE, course.lessons[1].id)
    assert today.next_step.kind == "continue"


async def test_a_wrong_answer_is_due_the_same_day(device: Device):
    course = await device.courses.course(COURSE)
    assert course is not None
    lesson = course.lessons[0]
    index, question = next((i, q) for i, s in enumerate(lesson.segments) for q in s.quiz if q.kind == "true_false")
    await device.courses.answer(course, lesson, index, question, not question.correct, 5)
    today = await device.plan.today()
    assert today.due_count == 1
    assert today.next_step.kind == "review"


async def test_minutes_show_on_the_day_that_they_were_studied(device: Device):
    device.timer.begin("lesson")
    for _beat in range(36):
        device.clock.advance(5)
        device.timer.touch()
        await device.timer.beat()
    await device.timer.flush()
    today = await device.plan.today()
    assert today.minutes_today == 3
    assert today.week[-1] == (date(2026, 11, 22), 3)


async def test_the_day_is_read_in_one_go(device: Device, monkeypatch: pytest.MonkeyPatch):
    reads = []
    read = device.store.read

    async def counted(query):
        reads.append(query)
        return await read(query)

    monkeypatch.setattr(device.store, "read", counted)
    await device.plan.today()
    assert len(reads) == 1
