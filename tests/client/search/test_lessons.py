"""What courses say is found once they are here, as they are now, and no more when they are gone."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.search import index as kept
from client.search.found import Found
from client.search.index import take_due
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device

ASKED = "怎么判断根的个数"


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        await client.courses.add_pack(a_course(), FILES)
        await taken_in(client)
        yield client


async def taken_in(client: Client) -> None:
    client.search.wake()
    await client.search.tended()


async def found(client: Client, text: str, kind: str) -> list[Found]:
    return [each for each in await client.search.find(text) if each.kind == kind]


async def test_a_lesson_is_found_by_what_it_says_and_shows_the_words(client: Client) -> None:
    hits = await found(client, "互为相反数", "lesson")
    assert [(hit.parent, hit.id) for hit in hits] == [("math-9", "l1")]
    assert "互为相反数" in hits[0].words


async def test_a_question_is_found_with_its_place_and_options_count(client: Client) -> None:
    hits = await found(client, ASKED, "question")
    assert [(hit.parent, hit.lesson, hit.segment, hit.id) for hit in hits] == [("math-9", "l1", 2, "essay")]
    by_option = await found(client, "没有 根的个数配对", "question")  # 没有 is the third thing to match with
    assert [hit.id for hit in by_option] == ["match"]
    assert not await found(client, "判别式 怎么判断", "question"), "an explanation gives the answer away"


async def test_a_course_that_is_removed_is_found_no_more_and_comes_back(client: Client) -> None:
    await client.courses.remove("math-9")
    assert not await found(client, "互为相反数", "lesson"), "at once, before anything is taken out"
    await taken_in(client)
    assert not await found(client, ASKED, "question")
    await client.courses.restore("math-9")
    await taken_in(client)
    assert await found(client, ASKED, "question")


async def test_a_starter_that_was_taken_off_is_found_no_more(client: Client) -> None:
    before = [hit for hit in await found(client, "浮力", "question") if hit.parent == "physics-pressure-buoyancy"]
    assert before
    await client.courses.remove("physics-pressure-buoyancy")
    await taken_in(client)
    assert not [hit for hit in await client.search.find("浮力") if hit.parent == "physics-pressure-buoyancy"]


async def test_a_new_version_takes_the_place_of_the_old(client: Client) -> None:
    course = a_course()
    first = course.lessons[0]
    segment = first.segments[0].model_copy(update={"body": "完全换了的内容"})
    changed = first.model_copy(update={"segments": (segment, *first.segments[1:])})
    await client.courses.add_pack(course.model_copy(update={"lessons": (changed, *course.lessons[1:])}), FILES)
    await taken_in(client)
    assert not await found(client, "记住它", "lesson")
    assert [hit.id for hit in await found(client, "完全换了", "lesson")] == ["l1"]


async def test_courses_are_taken_in_again_when_the_index_begins_anew(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "STALE", 0)
    note_id = await client.notes.save(None, title="题", body="一")
    for number in range(300):
        await client.notes.save(note_id, body=f"第{number}次")
        await client.store.write(take_due)
        if not await found(client, ASKED, "question"):
            break
    else:
        pytest.fail("the index never began anew")
    await taken_in(client)
    assert await found(client, ASKED, "question")


async def test_what_answers_best_comes_first_whatever_it_is(client: Client) -> None:
    in_text = await client.notes.save(None, title="周末", body="想到了认识方程那一课")
    named = await client.notes.save(None, title="第一课 认识方程", body="")
    hits = await client.search.find("第一课 认识方程")
    assert (hits[0].kind, hits[0].id) == ("note", named)
    ranks = [hit.rank for hit in hits]
    assert ranks == sorted(ranks)
    notes = [hit.id for hit in await client.search.find("认识方程") if hit.kind == "note"]
    assert notes == [named, in_text]


async def test_the_title_that_answers_best_comes_first_however_old_it_is(client: Client) -> None:
    whole = await client.notes.save(None, title="浮力", body="")
    for number in range(8):
        await client.notes.save(None, title=f"复习浮力 {number}", body="")
    for _now in ("before it is taken in", "after"):
        assert (await found(client, "浮力", "note"))[0].id == whole
        await taken_in(client)


async def test_first_letters_and_words_together_find_a_note(client: Client) -> None:
    note_id = await client.notes.save(None, title="勾股定理", body="一种证明")
    for _now in ("before it is taken in", "after"):
        assert [hit.id for hit in await found(client, "ggdl 证明", "note")] == [note_id]
        await taken_in(client)
