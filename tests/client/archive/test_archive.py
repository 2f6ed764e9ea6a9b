"""All data leaves as one zip and comes back in an empty folder: the counts are equal, links and memory are alive."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from client.archive.layout import ArchiveError
from client.bootstrap import Client
from client.store import Store
from sync.catalogue import STUDY
from sync.clock import to_text
from tests.fakes.clock import FakeClock
from tests.fakes.courses import ONE, a_course
from tests.fakes.opened import open_device
from tests.views.mistakes.opened import answer_wrongly


def told(_done: int, _all: int) -> None:
    """Nobody looks."""


async def lived(client: Client) -> dict[str, str]:
    """A little of everything."""
    first = await client.notes.save(None, title="电学", body="欧姆定律 :: U=RI\n\n见[[力学]]，![图](a.png)")
    await client.notes.save(None, title="力学", body="# 力\n\n{{牛顿}}是单位")
    await client.notes.sort(first, notebook="物理", tags=["公式"], pinned=True)
    gone = await client.notes.save(None, title="不要了", body="旧的")
    await client.notes.delete(gone)
    await client.attachments.add(first, "a.png", b"\x89PNG\r\n\x1a\n picture")
    await client.drawings.add(first, "pen-1.svg", [client.drawings.stroke("ink", 6, [(0, 0), (10, 10)])])
    mistake = await answer_wrongly(client, ONE, [0])
    await client.mistakes.review(mistake, 3, 12.0)
    [card] = await client.mistakes.in_note(first)
    await client.mistakes.review(card.id, 4)
    await client.courses.add_pack(a_course("own", "自己的课"), {})
    await client.store.write(
        lambda w: w.add(
            STUDY, activity="lesson", started_utc=to_text(client.clock.now_utc()), seconds=60, subject="math"
        )
    )
    return {"note": first, "mistake": mistake, "card": card.id}


async def rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All records by type, but for where they are and what only one device knows."""

    def query(session: Any) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for name, table in store.schema.tables.items():
            all_of = session.exec(select(table).order_by(table.id)).all()
            found[name] = [row.model_dump(exclude={"space_id", "anchor"}) for row in all_of]
        return {name: listed for name, listed in found.items() if listed}

    return await store.read(query)


async def test_counts_links_files_and_memory_are_equal_on_another_device(tmp_path: Path) -> None:
    async with open_device(tmp_path / "old", clock=FakeClock()) as old:
        ids = await lived(old)
        steps: list[tuple[int, int]] = []
        made = await old.archive.make(lambda done, all_: steps.append((done, all_)))
        before = await rows(old.store)
        due = {card.id: card.memory for card in await old.mistakes.due(limit=50)}
        shown = await old.mistakes.in_note(ids["note"])
    assert made.missing == ()
    assert steps[-1][0] == steps[-1][1] > 10
    assert made.counts["note"] == 3
    async with open_device(tmp_path / "new", clock=FakeClock(), welcomed=False) as new:
        brought = await new.archive.bring_in(made.path, told)
        assert brought.skipped == ()
        after = await rows(new.store)
        after["note_card"] = [row for row in after["note_card"] if not row["deleted"]]
        assert after == before
        assert {name: brought.counts[name] for name in made.counts} == dict(made.counts)
        assert {card.id: card.memory for card in await new.mistakes.due(limit=50)} == due
        assert await new.mistakes.in_note(ids["note"]) == shown
        names = await new.attachments.names(ids["note"])
        assert await new.attachments.read(names["a.png"], ids["note"]) == b"\x89PNG\r\n\x1a\n picture"
        assert (await new.courses.course("own")) is not None
        assert [card.title for card in await new.notes.backlinks(await new.notes.named("力学") or "", "力学")] == [
            "电学"
        ]
        again = await new.archive.bring_in(made.path, told)
        assert sum(n for name, n in again.counts.items() if name not in ("file", "profile", "review_plan")) == 0
        again_after = await rows(new.store)
        again_after["note_card"] = [row for row in again_after["note_card"] if not row["deleted"]]
        assert again_after == before


async def test_what_is_here_already_stays_as_it_is(tmp_path: Path) -> None:
    async with open_device(tmp_path / "old") as old:
        ids = await lived(old)
        made = await old.archive.make(told)
        await old.notes.save(ids["note"], body="接着写的")
        brought = await old.archive.bring_in(made.path, told)
        note = await old.notes.get(ids["note"])
    assert note is not None
    assert note.body == "接着写的"
    assert brought.known > 5


async def test_the_zip_opens_elsewhere_notes_are_markdown_and_data_is_json(tmp_path: Path) -> None:
    async with open_device(tmp_path / "old") as old:
        await lived(old)
        made = await old.archive.make(told)
    with zipfile.ZipFile(made.path) as archive:
        names = archive.namelist()
        assert "[[力学]]" in archive.read("notes/物理/电学.md").decode()
        assert archive.read("notes/物理/电学.files/a.png").startswith(b"\x89PNG")
        assert "courses/own.zip" in names
        reviews = [json.loads(line) for line in archive.read("data/review.jsonl").splitlines()]
        assert sorted(review["rating"] for review in reviews) == [3, 4]
        assert len(names) == len(set(names))
        sizes = [info for info in archive.infolist() if b"PNG\r\n" in archive.read(info)]
        assert len(sizes) == 1  # no file is in it twice


@pytest.mark.parametrize("manifest", [None, "[]", '{"xueban": "note"}', '{"xueban": "archive", "format": 99}'])
async def test_what_is_no_archive_changes_nothing_and_says_so(tmp_path: Path, manifest: str | None) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xueban.json" if manifest else "a.txt", manifest or "a")
    async with open_device(tmp_path / "new") as new:
        with pytest.raises(ArchiveError) as refused:
            await new.archive.bring_in(path, told)
        assert refused.value.sentence
        (tmp_path / "no.zip").write_bytes(b"no zip")
        with pytest.raises(ArchiveError):
            await new.archive.bring_in(tmp_path / "no.zip", told)
        assert await new.notes.count() == 0


async def test_broken_lines_are_said_and_the_rest_comes(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    good = {
        "id": "n1",
        "title": "好",
        "body": "正文",
        "tags": ["a", 3],
        "created_utc": "",
        "new_field": 1,
        "deleted": False,
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xueban.json", json.dumps({"xueban": "archive", "format": 1, "counts": {"note": 2, "zzz": 4}}))
        archive.writestr("data/note.jsonl", '{"id": \n[]\n' + json.dumps(good) + "\n")
    async with open_device(tmp_path / "new") as new:
        brought = await new.archive.bring_in(path, told)
        note = await new.notes.get("n1")
    assert note is not None
    assert (note.body, note.tags) == ("正文", ("a",))
    assert len(brought.skipped) == 2
