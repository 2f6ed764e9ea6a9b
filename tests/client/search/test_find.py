"""Finding everything on a device by name."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.search.find import Search
from client.search.found import Found
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        await client.courses.add_pack(a_course(), FILES)
        yield client


def search(client: Client) -> Search:
    return client.search


def of(found: list[Found], kind: str) -> list[str]:
    return [each.title for each in found if each.kind == kind]


async def test_courses_lessons_and_points_are_found_by_name_and_by_first_letters(client: Client):
    for text in ("一元二次方程", "yyecfc"):
        found = await search(client).find(text)
        assert "一元二次方程" in of(found, "course")
        assert of(found, "point"), text
    lesson = next(each for each in await search(client).find("认识方程") if each.kind == "lesson")
    assert (lesson.parent, lesson.id) == ("math-9", "l1")


async def test_notes_are_found_in_their_text_and_those_with_it_in_the_title_come_first(client: Client):
    await client.notes.save(None, title="勾股定理", body="直角三角形")
    await client.notes.save(None, title="别的", body="也用到 勾股定理")
    gone = await client.notes.save(None, title="勾股定理 旧", body="")
    await client.notes.delete(gone)
    assert of(await search(client).find("勾股"), "note") == ["勾股定理", "别的"]


async def test_letters_in_either_case_and_signs_of_patterns_are_only_signs(client: Client):
    await client.notes.save(None, title="Newton 100%", body="")
    assert of(await search(client).find("NEWTON"), "note") == ["Newton 100%"]
    assert of(await search(client).find("n_wton"), "note") == []
    assert of(await search(client).find("0%"), "note") == ["Newton 100%"]


async def test_mistakes_are_found_by_the_words_of_their_question(client: Client):
    course = a_course()
    lesson = course.lessons[0]
    for segment in lesson.segments:
        for question in segment.quiz:
            if question.kind == "choice":
                await client.courses.answer(course, lesson, 0, question, [0], 1.0)
                await client.courses.answer(course, lesson, 0, question, [1], 1.0)
    shown = (await client.mistakes.list())[0]
    found = [each for each in await search(client).find(shown.words[:4]) if each.kind == "mistake"]
    assert shown.id in [each.id for each in found]
    assert not of(await search(client).find("explanation"), "mistake")


async def test_at_most_as_many_of_a_kind_as_asked_for(client: Client):
    for number in range(6):
        await client.notes.save(None, title=f"方程 {number}", body="")
    assert len(of(await search(client).find("方程", limit=3), "note")) == 3


async def test_blank_text_finds_nothing(client: Client):
    assert await search(client).find("  ") == []
