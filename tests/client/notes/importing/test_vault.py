"""A vault comes in: counts equal, links and attachments alive, what cannot come named; again, nothing twice."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.courses.importing import ImportRefusedError
from client.notes import Note
from client.notes.importing import are_notes, read_notes
from client.notes.importing.__main__ import main
from client.notes.importing.formats import read_blocking
from client.notes.writing.links import titles
from tests.client.notes.importing.vault import PNG, VAULT, on_disk, zipped
from tests.fakes.opened import open_device


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path / "data") as client:
        yield client


async def notes_by_title(client: Client) -> dict[str, Note]:
    found: dict[str, Note] = {}
    for card in await client.notes.list(500):
        note = await client.notes.get(card.id)
        assert note
        found[f"{note.notebook}/{note.title}"] = note
    return found


async def test_a_vault_comes_in_with_links_and_attachments_alive(client: Client, tmp_path: Path) -> None:
    found = await read_notes(on_disk(tmp_path / "我的库"))
    assert len(found.pages) == sum(n.endswith(".md") and not n.startswith(".") for n in VAULT)
    assert found.notebooks == {"数学", "数学/几何", "物理"}
    brought = await client.transfer.bring_in(found)
    assert (brought.new, brought.left_out) == (5, [])
    notes = await notes_by_title(client)
    home = notes["/首页"]
    assert home.tags == ("目录", "重要")
    assert "source: 课堂" in home.body
    assert "从[[判别式]]开始，再看[[圆|圆的笔记]]和[[圆#切线]]" in home.body
    assert "![板书 1](板书-1.png)" in home.body
    assert "[讲义](讲义.pdf)" in home.body
    assert "[[还没写]]" in home.body
    assert "`[[代码里]]`" in home.body
    assert notes["数学/判别式"].tags == ("代数", "公式/二次", "初三")
    assert notes["数学/判别式"].body.startswith("回[[首页|入口]]、[[首页]] #初三")
    assert "[[圆#切线]]" in notes["数学/判别式"].body
    assert f"[看](/notes/{notes['数学/判别式'].id})" in notes["数学/几何/圆"].body
    assert "#不是标签 [[判别式]]" in notes["数学/几何/圆"].body
    assert notes["物理/重名"].body == f"去[重名](/notes/{notes['数学/重名'].id})"
    alive = {title: await client.notes.named(title) for note in notes.values() for title in titles(note.body)}
    assert [title for title, there in alive.items() if there is None] == ["还没写"]
    for note in (home, notes["数学/判别式"]):
        files = await client.attachments.names(note.id)
        assert await client.attachments.read(files["板书-1.png"]) == PNG
    assert {entry.item for entry in found.skipped} == {"附件/没人用.mp3", "画布.canvas"}
    assert [entry.reason for entry in found.changes if "没有的图" in entry.reason]


async def test_again_nothing_is_there_twice_and_what_is_newer_wins(client: Client, tmp_path: Path) -> None:
    vault = on_disk(tmp_path / "库")
    for file in vault.rglob("*.md"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    await client.transfer.bring_in(await read_notes(vault))
    again = await client.transfer.bring_in(await read_notes(vault))
    assert (again.new, again.same, again.updated) == (0, 5, 0)
    notes = await notes_by_title(client)
    await client.notes.save(notes["/首页"].id, body="在这里改过")
    (vault / "数学" / "判别式.md").write_text("新的")
    later = await client.transfer.bring_in(await read_notes(vault))
    assert (later.new, later.same, later.updated, later.later) == (0, 3, 1, 1)
    notes = await notes_by_title(client)
    assert notes["/首页"].body == "在这里改过"
    assert notes["数学/判别式"].body == "新的"
    assert [v.body[:1] for v in await client.notes.versions(notes["数学/判别式"].id)] == ["回"]


async def test_what_was_put_into_the_trash_comes_back(client: Client, tmp_path: Path) -> None:
    vault = on_disk(tmp_path / "库")
    await client.transfer.bring_in(await read_notes(vault))
    for card in await client.notes.list(10):
        await client.notes.delete(card.id)
    assert (await client.transfer.bring_in(await read_notes(vault))).updated == 5
    assert await client.notes.count() == 5


async def test_a_link_to_a_title_that_another_note_has_is_led_by_the_id(client: Client, tmp_path: Path) -> None:
    await client.notes.save(None, title="判别式", body="我自己的")
    await client.transfer.bring_in(await read_notes(on_disk(tmp_path / "库")))
    notes = await notes_by_title(client)
    assert f"[判别式](/notes/{notes['数学/判别式'].id})开始" in notes["/首页"].body


def test_a_zip_is_the_same_as_the_folder(tmp_path: Path) -> None:
    folder = read_blocking(on_disk(tmp_path / "库"))
    for data, name in ((zipped(), "库.zip"), (zipped(), "库 (1).zip"), (zipped(top="库/"), "下载.zip")):
        found = read_blocking(data, name)
        assert [(p.id, p.title, p.text, p.notebook) for p in found.pages] == [
            (p.id, p.title, p.text, p.notebook) for p in folder.pages
        ]


def test_a_file_alone_finds_what_lies_beside_it(tmp_path: Path) -> None:
    on_disk(tmp_path, {"一.md": "![图](图%201.png) ![[图 1.png]] ![[../外.png]]", "图 1.png": PNG, "别的.md": ""})
    found = read_blocking(tmp_path / "一.md")
    assert [page.text for page in found.pages] == ["![图](图-1.png) ![图 1](图-1.png) ![[../外.png]]"]


async def test_only_what_is_surely_a_vault_is_taken_for_notes(tmp_path: Path) -> None:
    assert await are_notes(on_disk(tmp_path / "库"))
    assert await are_notes(zipped(), "库.zip")
    assert not await are_notes(on_disk(tmp_path / "书", {"一.md": "# 一"}))
    assert not await are_notes(tmp_path / "无")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "空.md", "文件是空的"),
        (b"PK\x03\x04 broken", "坏.zip", "已经损坏"),
        (zipped({"a.txt": "一"}), "一.zip", "没有认得的笔记"),
        (zipped({"../a.md": "一"}), "一.zip", "指向包外"),
        (zipped({"a.md": b"\xff\xfe\x00"}), "一.zip", "没有能导入的笔记"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(ImportRefusedError, match=said):
        read_blocking(data, name)


def test_a_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", b"0" * (60 * 1024**2))
    with pytest.raises(ImportRefusedError, match="大得反常"):
        read_blocking(out.getvalue(), "一.zip")


def test_the_command_tells_what_is_in_a_file_and_keeps_it(tmp_path: Path) -> None:
    out = io.StringIO()
    vault = on_disk(tmp_path / "库")
    assert main([str(vault), "--json", "--data-dir", str(tmp_path / "data")], out) == 0
    told = json.loads(out.getvalue())
    assert (told["notes"], told["notebooks"], told["attachments"], told["error"]) == (5, 3, 4, None)
    assert told["links"] == 9
    assert main([str(vault)], io.StringIO()) == 0
    out = io.StringIO()
    assert main([str(tmp_path / "无.md")], out) == 1
    assert "打不开文件" in out.getvalue()
