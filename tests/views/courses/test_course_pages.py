"""The list of courses and the page of one, as a person finds the way there."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.courses.content import Attribution, Course, Lesson, Segment
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device, open_window
from views.courses.contents import FIRST, FOUND, ROWS
from views.courses.courses import ROWS as TILES


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=FakeClock()) as client:
        await client.courses.add_pack(a_course(), FILES)
        yield client


def long_course(lessons: int, course_id: str = "long") -> Course:
    read = (Segment(body="正文"),)
    return Course(
        id=course_id,
        title="很长的课",
        subject="math",
        points=("math-9-delta", "quadratic-discriminant", "nobody-knows"),
        attribution=Attribution(authors=("张老师",), licence="CC BY-SA 4.0"),
        lessons=tuple(
            Lesson(id=f"l{n}", title=f"第{n}课", section=f"第{1 + n // 10}单元", segments=read) for n in range(lessons)
        ),
    )


def rows(app: MemoryApp) -> list[str]:
    return [
        str(control.identifier)
        for control in app.find_all(ft.Semantics)
        if str(control.identifier).startswith("lesson-l")
    ]


async def test_a_course_is_found_by_its_words_and_by_its_subject(client: Client):
    for n in range(6):
        await client.courses.add_pack(a_course(f"c{n}", f"课程{n}"), FILES)
    async with open_window(client, "/courses", PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="course-c3"))
        await app.type(app.find(ft.TextField, within=app.ident("course-search")), "课程3")
        await app.wait_for(lambda: not app.find_all(ft.Semantics, identifier="course-c2"))
        assert app.find_all(ft.Semantics, identifier="course-c3")
        await app.type(app.find(ft.TextField, within=app.ident("course-search")), "没有的课")
        await app.wait_for(lambda: "没有找到这样的课程" in app.texts())
        await app.click("看看全部课程")
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="course-c2"))
        physics = app.ident("subject-physics")
        await app.click(next(c for c in app.walk(physics.content) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: not app.find_all(ft.Semantics, identifier="course-c2"))
        assert app.find_all(ft.Semantics, identifier="course-physics-pressure-buoyancy")


async def test_many_courses_do_not_come_at_once(client: Client):
    for n in range(TILES + 5):
        await client.courses.add_pack(long_course(1, f"c{n}"), {})
    async with open_window(client, "/courses", PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="more-courses"))
        tiles = [s for s in app.find_all(ft.Semantics) if str(s.identifier).startswith("course-c")]
        assert len(tiles) <= TILES


async def test_a_long_course_shows_what_is_around_the_next_lesson(client: Client):
    await client.courses.add_pack(long_course(500), {})
    await client.courses.finish_lesson("long", "l249")
    async with open_window(client, "/courses/long", PHONE) as app:
        await app.wait_for(lambda: rows(app))
        assert "lesson-l250" in rows(app)
        assert len(rows(app)) <= sum(FIRST) + ROWS
        assert "第26单元" in app.texts()
        await app.click(app.find(ft.TextButton, within=app.ident("later-lessons")))
        assert len(rows(app)) <= sum(FIRST) + 2 * ROWS
        await app.type(app.find(ft.TextField, within=app.ident("lesson-search")), "第499课")
        await app.wait_for(lambda: rows(app) == ["lesson-l499"])
        await app.type(app.find(ft.TextField, within=app.ident("lesson-search")), "课")
        await app.wait_for(lambda: len(rows(app)) == FOUND)


async def test_a_section_says_how_much_of_it_is_done(client: Client):
    await client.courses.add_pack(long_course(20), {})
    await client.courses.finish_lesson("long", "l0")
    async with open_window(client, "/courses/long", DESKTOP) as app:
        await app.wait_for(lambda: "第1单元" in app.texts())
        assert "1/10 课" in app.texts()
        assert "张老师 · CC BY-SA 4.0" in app.texts()


async def test_a_course_says_what_it_teaches_what_it_needs_and_what_is_due(client: Client):
    course = await client.courses.course("math-quadratic-equations")
    assert course
    lesson = course.lessons[0]
    question = lesson.questions[0]
    await client.courses.answer(course, lesson, 0, question, [1 if question.correct == (0,) else 0], 3.0)  # pyright: ignore[reportAttributeAccessIssue]
    async with open_window(client, f"/courses/{course.id}", PHONE) as app:
        await app.wait_for(lambda: "学完会什么" in app.texts())
        for words in ("根的判别式", "先要会什么", "完全平方公式", "这门课有 1 道错题今天该复习"):
            await app.wait_for(lambda words=words: words in app.texts())
        row = app.ident("course-reviews").content
        assert isinstance(row, ft.Control)
        await app.click(row)
        assert app.page.route == "/mistakes/review"


async def test_points_that_this_version_does_not_know_are_passed_over(client: Client):
    await client.courses.add_pack(long_course(1), {})
    async with open_window(client, "/courses/long", PHONE) as app:
        await app.wait_for(lambda: rows(app))
        await app.settle()
        assert "nobody-knows" not in " ".join(app.texts())
