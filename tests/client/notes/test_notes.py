"""The notes on a device."""

from pathlib import Path

import pytest
from sqlmodel import select

from client.notes import Notes
from client.store import Store
from client.store.tables import Outbox
from sync.text import Insert, from_json
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def store(tmp_path: Path, clock: FakeClock):
    async with open_store(tmp_path, clock) as store:
        yield store


@pytest.fixture
def notes(store: Store) -> Notes:
    return Notes(store)


async def operations(store: Store) -> list[Outbox]:
    return list(await store.read(lambda s: s.exec(select(Outbox)).all()))


async def test_a_saved_note_is_there_with_its_operation(store: Store, notes: Notes) -> None:
    note_id = await notes.save(None, title="判别式", body="$b^2-4ac$", course_id="c", lesson_id="l")
    note = await notes.get(note_id)
    assert note
    assert (note.title, note.body, note.course_id, note.lesson_id) == ("判别式", "$b^2-4ac$", "c", "l")
    assert note.created_utc == note.updated_utc == "2026-11-22T12:00:00.000Z"
    assert [row.record_id for row in await operations(store)] == [note_id]


async def test_only_what_changed_goes_into_the_operation(store: Store, notes: Notes, clock: FakeClock) -> None:
    note_id = await notes.save(None, title="题", body="文")
    await store.write(lambda w: setattr(w.session.get_one(Outbox, 1), "base", 1))  # as if it had been sent
    clock.advance(60)
    await notes.save(note_id, title="题", body="新文")
    last = (await operations(store))[-1]
    assert last.kind == "text"
    assert last.fields.keys() == {"body", "updated_utc"}
    [insertion] = from_json(last.fields["body"])
    assert isinstance(insertion, Insert)
    assert insertion.text == "新", "of the body just what was typed"


async def test_saving_nothing_new_writes_no_operation(store: Store, notes: Notes, clock: FakeClock) -> None:
    note_id = await notes.save(None, title="题", body="文", course_id="c")
    clock.advance(60)
    await notes.save(note_id, title=" 题 ", body="文")
    note = await notes.get(note_id)
    assert note
    assert note.updated_utc == "2026-11-22T12:00:00.000Z"
    assert note.course_id == "c"


async def test_a_new_note_without_a_word_is_not_written(store: Store, notes: Notes) -> None:
    note_id = await notes.save(None, title=" ", body="\n")
    assert await notes.get(note_id) is None
    assert await operations(store) == []


async def test_a_note_can_be_emptied(notes: Notes) -> None:
    note_id = await notes.save(None, title="题", body="文")
    await notes.save(note_id, title="", body="")
    assert [card.title for card in await notes.list()] == [""]


async def test_the_list_has_the_newest_first_and_comes_in_pages(notes: Notes, clock: FakeClock) -> None:
    ids = []
    for number in range(5):
        ids.append(await notes.save(None, title=str(number), body=""))
        clock.advance(1)
    await notes.save(ids[0], title="0", body="又改了")
    assert [card.title for card in await notes.list(limit=3)] == ["0", "4", "3"]
    assert [card.title for card in await notes.list(limit=3, offset=3)] == ["2", "1"]
    assert await notes.count() == 5


async def test_search_finds_notes_with_all_the_words(notes: Notes) -> None:
    await notes.save(None, title="判别式", body="一元二次方程的根")
    await notes.save(None, title="配方法", body="一元二次方程")
    await notes.save(None, title="百分之 100%", body="a_b")
    assert [card.title for card in await notes.list(search="方程 判别")] == ["判别式"]
    assert await notes.count("一元二次") == 2
    assert await notes.list(search="没有") == []


@pytest.mark.parametrize(("search", "found"), [("100%", 1), ("%", 1), ("_", 1), ("a_b", 1), ("axb", 0), ("\\", 0)])
async def test_signs_of_the_query_language_are_only_signs(notes: Notes, search: str, found: int) -> None:
    await notes.save(None, title="百分之 100%", body="a_b")
    await notes.save(None, title="别的", body="文")
    assert await notes.count(search) == found


async def test_a_lesson_knows_its_notes(notes: Notes) -> None:
    await notes.save(None, title="一", body="", course_id="c", lesson_id="1")
    await notes.save(None, title="二", body="", course_id="c", lesson_id="2")
    assert [card.title for card in await notes.for_lesson("c", "2")] == ["二"]
    assert len(await notes.list(course_id="c")) == 2


async def test_a_deleted_note_comes_back(notes: Notes) -> None:
    note_id = await notes.save(None, title="题", body="")
    await notes.delete(note_id)
    assert await notes.list() == []
    await notes.restore(note_id)
    assert [card.id for card in await notes.list()] == [note_id]


async def test_editing_a_note_in_the_trash_brings_it_back(notes: Notes) -> None:
    note_id = await notes.save(None, title="题", body="")
    await notes.delete(note_id)
    await notes.save(note_id, title="题", body="还要")
    note = await notes.get(note_id)
    assert note
    assert not note.deleted
