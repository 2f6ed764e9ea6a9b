"""Notes go out as Markdown and come back to the letter; names of files are such as every system takes."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.bootstrap import Client
from client.notes import Note
from client.notes.exporting.__main__ import main
from client.notes.exporting.exporting import pack
from client.notes.exporting.naming import stems
from client.notes.importing.formats import read_blocking
from client.notes.tables import NoteRow
from tests.client.notes.importing.vault import PNG
from tests.fakes.opened import open_device


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path / "data") as client:
        yield client


async def all_notes(client: Client) -> dict[str, tuple[Note, dict[str, str]]]:
    ids = [card.id for card in await client.notes.list(500)]
    notes = {key: await client.notes.get(key) for key in ids}
    return {key: (note, await client.attachments.names(key)) for key, note in notes.items() if note}


async def fill(client: Client) -> str:
    a = await client.notes.save(None, title="圆: 切线/割线?", body="见[[判别式]]、[[没有]]\n")
    picture = await client.attachments.add(a, "图.png", PNG)
    b = await client.notes.save(None, title="判别式", body="")
    body = f"[[圆: 切线/割线?]]、[[圆: 切线/割线?#一|那里]]、[看](/notes/{a})\r\n---\n`[[判别式]]`"
    await client.notes.save(b, body=body)
    await client.notes.save(a, body=f"见[[判别式]]、[[没有]]\n{picture}\n\n---\ntags: 不是\n---\n")
    await client.notes.sort(a, notebook="数学/几何", tags=["圆", '带"引号,和逗号'], pinned=True)
    await client.notes.save(None, title="判别式", body="另一篇，同名")
    await client.notes.save(None, body="# 没有标题的\n\n一")
    await client.notes.delete(await client.notes.save(None, title="扔掉的", body="一"))
    return a


async def test_what_goes_out_comes_back_to_the_letter(client: Client, tmp_path: Path) -> None:
    await fill(client)
    before = await all_notes(client)
    made = await client.transfer.take_out()
    assert (made.notes, made.attachments, made.missing) == (4, 1, ())
    async with open_device(tmp_path / "另一台") as other:
        found = read_blocking(made.data, made.name)
        assert found.skipped == found.changes == ()
        await other.transfer.bring_in(found)
        after = await all_notes(other)
        assert after == before
        file = next(names["图.png"] for _note, names in after.values() if names)
        assert await other.attachments.read(file) == PNG
    again = await client.transfer.bring_in(found)
    assert (again.new, again.same, again.updated) == (0, 4, 0)


async def test_other_programs_find_links_and_files(client: Client) -> None:
    await fill(client)
    archive = zipfile.ZipFile(io.BytesIO((await client.transfer.take_out()).data))
    names = set(archive.namelist())
    assert {"数学/几何/圆 切线 割线.md", "数学/几何/圆 切线 割线.files/图.png", "判别式.md", "判别式 2.md"} <= names
    first = archive.read("数学/几何/圆 切线 割线.md").decode()
    assert "](<" not in first
    assert "![图](圆%20切线%20割线.files/图.png)" in first
    second = archive.read("判别式 2.md").decode() + archive.read("判别式.md").decode()
    assert "[[圆 切线 割线|圆: 切线/割线?]]、[[圆 切线 割线#一|那里]]" in second
    assert "[看](数学/几何/圆%20切线%20割线.md)" in second
    head = first.split("\n---\n")[0].split("\n")[1:]
    assert {line.partition(": ")[0] for line in head} >= {"xueban", "title", "tags", "created", "updated", "pinned"}
    assert all(json.loads(line.partition(": ")[2]) for line in head)


async def test_a_notebook_goes_out_alone(client: Client) -> None:
    await fill(client)
    made = await client.transfer.take_out("数学/几何")
    assert (made.notes, made.name) == (1, "数学 几何.zip")


def test_the_command_writes_the_zip(tmp_path: Path) -> None:
    out = io.StringIO()
    assert main(["--data-dir", str(tmp_path / "data"), "--out", str(tmp_path / "一.zip")], out) == 0
    assert "0 篇笔记" in out.getvalue()
    assert zipfile.is_zipfile(tmp_path / "一.zip")
    assert main(["--data-dir", str(tmp_path / "data"), "--out", str(tmp_path / "无" / "一.zip")], out) == 1


ODD = st.text(
    st.sampled_from('ab圆 .:/\\?*"<>|#^[]%()`!~\t\u3000\u200b\x1b\U0001f600é'), max_size=12
) | st.sampled_from(["CON", "nul.txt", "a" * 300, "圆" * 200, "..", " ", "A", "a", "a 2", "---"])
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(ODD, max_size=8))
def test_every_title_has_a_name_that_every_system_takes(titles: list[str]) -> None:
    given = stems([(str(number), title) for number, title in enumerate(titles)])
    assert len({name.casefold() for name in given.values()}) == len(titles)
    for name in given.values():
        assert name == name.strip(" .") != ""
        assert not set(name) & set('\\/:*?"<>|#^[]%\t\x1b')
        assert len(name.encode()) < 200
        assert name.casefold() not in ("con", "nul.txt")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ODD, PLAIN, ODD, st.lists(PLAIN | ODD, max_size=2)), min_size=1, max_size=4), st.data())
def test_any_notes_come_back_to_the_letter(notes: list[tuple[str, str, str, list[str]]], data: st.DataObject) -> None:
    rows: list[NoteRow] = []
    for number, (title, body, notebook, tags) in enumerate(notes):
        other = data.draw(st.integers(0, len(notes) - 1))
        words = data.draw(st.sampled_from(["字", "别的 字"]))
        body += f"[[{notes[other][0]}]] [[{notes[other][0]}|{words}]]\n[{words}](/notes/{other}) ![x](无.png)\n" + body
        row = NoteRow(id=str(number), title=title.strip(), body=body, notebook=notebook, tags=sorted(set(tags)))
        row.created_utc = row.updated_utc = "2026-01-02T03:04:05.678Z"
        rows.append(row)
    found = read_blocking(pack(rows, [], {}), "一.zip")
    assert found.skipped == ()
    back = {page.id: (page.title, page.text, page.notebook, sorted(page.tags)) for page in found.pages}
    assert back == {row.id: (row.title, row.body, row.notebook, row.tags) for row in rows}
    assert all(page.updated and page.updated.microsecond == 678_000 for page in found.pages)
