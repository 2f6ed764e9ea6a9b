"""Joplin's JEX comes in: notebooks in notebooks, tags, files, links, tasks; what is left out is named."""

from pathlib import Path

import pytest

from client.bootstrap import Client
from client.notes.importing import FoundNotes, are_notes
from client.notes.importing.formats import read_blocking
from tests.client.notes.importing.jex import FOLDER, NOTE, NOTE_TAG, RESOURCE, TAG, item, key, tarred
from tests.client.notes.importing.vault import PNG, on_disk
from tests.fakes.opened import open_device

BODY = (
    f'看[圆](:/{key(12)}#切线)和[旧的](:/{key(99)})\n\n![板.png](:/{key(20)})\n\n<img src=":/{key(20)}" width="3">\n\n'
    f"[讲义](:/{key(21)})\n\nid: 不是字段\n\ntype_: 也不是"
)
FILES = dict(
    [
        item(1, FOLDER, "数学"),
        item(2, FOLDER, "几何", parent_id=key(1)),
        item(11, NOTE, "判别式", BODY, parent_id=key(1)),
        item(12, NOTE, "圆", "", parent_id=key(2), is_todo="1", todo_completed="1709370000000"),
        item(13, NOTE, "网页", f'<h1>题</h1><p>一<b>二</b></p><img src=":/{key(20)}">', parent_id=key(2),
             markup_language="2"),
        item(14, NOTE, "扔掉的", "x", parent_id=key(1), deleted_time="1709370000000"),
        item(15, NOTE, "冲突的", "x", parent_id=key(1), is_conflict="1"),
        item(20, RESOURCE, "板书.png", mime="image/png", file_extension="png"),
        item(21, RESOURCE, "讲义 一", mime="application/pdf", file_extension="pdf"),
        item(22, RESOURCE, "没人用.mp3", mime="audio/mpeg", file_extension="mp3"),
        item(30, TAG, "代数"),
        item(31, NOTE_TAG, note_id=key(11), tag_id=key(30)),
        (f"resources/{key(20)}.png", PNG),
        (f"resources/{key(21)}.pdf", b"%PDF"),
        (f"resources/{key(22)}.mp3", b"ID3"),
    ]
)  # fmt: skip


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path / "data") as client:
        yield client


def titled(found: FoundNotes) -> dict[str, str]:
    return {page.title: page.text for page in found.pages}


async def test_everything_of_a_jex_comes_in(client: Client) -> None:
    found = read_blocking(tarred(FILES), "joplin.jex")
    assert (found.format, len(found.pages), found.attachments, found.links) == ("jex", 3, 3, 1)
    assert (found.notebooks, found.tags) == ({"数学", "数学/几何"}, {"代数"})
    texts = titled(found)
    assert texts["判别式"] == (
        f"看[[圆]]和[旧的](:/{key(99)})\n\n![板.png](板书.png)\n\n![板书.png](板书.png)\n\n[讲义](讲义-一.pdf)\n\n"
        "id: 不是字段\n\ntype_: 也不是"
    )
    assert texts["圆"] == "- [x] 圆"
    assert "一**二**" in texts["网页"]
    assert "](板书.png)" in texts["网页"]
    assert {entry.item for entry in found.skipped} == {"扔掉的", "冲突的", "没人用.mp3"}
    assert [entry.item for entry in found.changes] == ["数学/判别式"]
    await client.transfer.bring_in(found)
    note_id = await client.notes.named("判别式")
    assert note_id
    note = await client.notes.get(note_id)
    assert note
    assert (note.created_utc, note.updated_utc) == ("2024-03-01T08:00:00.000Z", "2024-03-02T09:10:11.123Z")
    assert note.tags == ("代数",)
    names = await client.attachments.names(note_id)
    assert await client.attachments.read(names["板书.png"]) == PNG
    assert await client.notes.named("圆")
    again = await client.transfer.bring_in(found)
    assert (again.new, again.same) == (0, 3)


async def test_joplins_raw_folder_is_the_same(tmp_path: Path) -> None:
    folder = on_disk(tmp_path / "raw", {**FILES})
    assert await are_notes(folder)
    assert titled(read_blocking(folder)) == titled(read_blocking(tarred(FILES), "a.jex"))


def test_what_is_encrypted_is_said() -> None:
    name, data = item(2, NOTE, "密", "x")
    files = {**FILES, name: data.replace(b"encryption_applied: 0", b"encryption_applied: 1")}
    assert [e.item for e in read_blocking(tarred(files), "a.jex").skipped if "加了密" in e.reason] == [name]
