"""Versions and their differences, links that follow a title, attachments."""

from pathlib import Path

import pytest
from sqlmodel import Session

from client.bootstrap import Client
from client.notes.choosing import ABOUT_A_LESSON, Chosen, choose
from client.notes.tables import NoteRow
from client.notes.versions import difference
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


def test_a_difference_shows_what_came_and_went() -> None:
    pieces = difference("一\n二\n三\n四\n五\n六", "一\n二\n叁\n四\n五\n六")
    assert [f"{p.sign}{p.text}" for p in pieces] == [" 二", "-三", "+叁", " 四"]
    assert difference("一", "一") == []


async def test_a_version_is_kept_when_somebody_goes_on_after_a_while(tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_device(tmp_path, clock=clock) as client:
        note_id = await client.notes.save(None, title="题", body="一")
        await client.notes.save(note_id, body="一二")
        await client.notes.save(note_id, body="一二三")
        assert [v.body for v in await client.notes.versions(note_id)] == ["一"]
        clock.advance(600)
        await client.notes.save(note_id, body="没了")
        assert [v.body for v in await client.notes.versions(note_id)] == ["一二三", "一"]


async def test_links_follow_a_title(client: Client) -> None:
    target = await client.notes.save(None, title="判别式", body="")
    note_id = await client.notes.save(None, title="题", body="见[[判别式]]、[[判别式|它]]，不是[[判别式法]]")
    assert [card.id for card in await client.notes.backlinks(target, "判别式")] == [note_id]
    await client.notes.save(target, title="根的判别式")
    assert await client.notes.rename_links(target, "判别式", "根的判别式") == 1
    note = await client.notes.get(note_id)
    assert note
    assert note.body == "见[[根的判别式]]、[[根的判别式|它]]，不是[[判别式法]]"
    assert await client.notes.named("根的判别式") == target


async def test_another_file_of_one_name_gets_a_number(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="一")
    files = client.attachments
    assert await files.add(note_id, "图 1.PNG", b"a") == "![图-1](图-1.png)"
    assert await files.add(note_id, "图 1.PNG", b"a") == "![图-1](图-1.png)"
    assert await files.add(note_id, "图 1.PNG", b"b") == "![图-1-2](图-1-2.png)"
    assert await files.add(note_id, "讲义.pdf", b"c") == "[讲义.pdf](讲义.pdf)"
    names = await files.names(note_id)
    assert sorted(names) == ["图-1-2.png", "图-1.png", "讲义.pdf"]
    assert await files.read(names["图-1-2.png"]) == b"b"


async def test_a_notebook_and_a_lesson_are_found_by_their_indexes(client: Client) -> None:
    def plans(session: Session) -> list[str]:
        asked = [
            choose("", Chosen(notebook="数学")),
            choose("").where(ABOUT_A_LESSON, NoteRow.course_id == "c", NoteRow.lesson_id == "l"),
        ]
        found: list[str] = []
        for query in asked:
            written = query.compile(session.connection(), compile_kwargs={"literal_binds": True})
            rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {written}").all()
            found.append(" ".join(row[3] for row in rows))
        return found

    notebook, lesson = await client.store.read(plans)
    assert "note_by_notebook" in notebook
    assert "note_by_lesson" in lesson


async def test_shelves_name_notebooks_and_tags_with_the_number_of_their_notes(client: Client) -> None:
    placed = [("数学", ["考试", "难"]), ("数学", ["考试"]), ("物理", []), ("", []), ("化学", ["难"])]
    last = ""
    for notebook, tags in placed:
        last = await client.notes.save(None, title="题", body="文")
        await client.notes.sort(last, notebook=notebook, tags=tags)
    await client.notes.delete(last)
    shelves = await client.notes.shelves()
    assert shelves.notebooks == {"数学": 2, "物理": 1}
    assert shelves.tags == {"考试": 2, "难": 1}
