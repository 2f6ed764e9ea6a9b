"""A write is a row change and an operation, together or not at all."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from client.notes.tables import NoteRow as Note
from client.store import Writing
from client.store.syncing import StoreSync
from client.store.tables import Outbox
from sync.catalogue import FINISH, NOTE
from sync.wire import LogPage
from tests.fakes.store import open_store

FACT = {"course_id": "c", "lesson_id": "l", "finished_utc": "2026-11-22T12:00:00.000Z"}


async def test_a_new_record_leaves_one_operation_with_just_its_fields(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.write(lambda w: w.save(NOTE, "n1", title="勾股定理"))
        operations = await StoreSync(store).take_pending(0, 10)
        assert [(o.n, o.kind, o.type, o.id, o.fields) for o in operations] == [
            (1, "set", "note", "n1", {"title": "勾股定理"})
        ]


async def test_saving_what_is_there_already_leaves_no_operation(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        assert await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        assert not await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        assert StoreSync(store).where.waiting == 1


async def test_edits_before_the_first_send_become_one_operation_and_later_ones_their_own(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        for title in ("a", "ab", "abc"):
            await store.write(lambda w, title=title: w.save(NOTE, "n1", title=title))
        sync = StoreSync(store)
        assert [o.fields for o in await sync.take_pending(0, 10)] == [{"title": "abc"}]
        await store.write(lambda w: w.save(NOTE, "n1", title="abcd"))
        assert [(o.n, o.fields) for o in await sync.take_pending(0, 10)] == [
            (1, {"title": "abc"}),
            (2, {"title": "abcd"}),
        ]


async def test_an_edit_is_folded_only_into_the_last_one_so_that_their_order_stays(tmp_path: Path) -> None:
    def save(title: str, saw: int | None) -> Callable[[Writing], None]:
        def command(w: Writing) -> None:
            w.saw(saw)
            w.save(NOTE, "n1", title=title)

        return command

    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", "space")
        entry = {"seq": 1, "device": "phone", "n": 1, "kind": "set", "type": "note", "id": "n1", "stamp": "1-1"}
        await StoreSync(store).apply_page(
            "space", LogPage.model_validate({"entries": [entry | {"fields": {}}], "head": 1})
        )
        for title, saw in (("an editor of old", 0), ("the present", None), ("the editor of old again", 0)):
            await store.write(save(title, saw))
        operations = await StoreSync(store).take_pending(0, 10)
        assert [o.fields["title"] for o in operations] == ["an editor of old", "the present", "the editor of old again"]


async def test_a_command_that_fails_leaves_neither_row_nor_operation(tmp_path: Path) -> None:
    def broken(w: Writing) -> None:
        w.save(NOTE, "n1", title="a")
        raise RuntimeError

    async with open_store(tmp_path) as store:
        with pytest.raises(RuntimeError):
            await store.write(broken)
        assert await store.read(lambda s: (s.exec(select(Note)).all(), s.exec(select(Outbox)).all())) == ([], [])


async def test_an_event_is_added_once_whatever_how_often_it_is_said(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        for _ in range(2):
            await store.write(lambda w: w.add(FINISH, id="e1", **FACT))
        assert StoreSync(store).where.waiting == 1


async def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        with pytest.raises(TypeError, match="colour"):
            await store.write(lambda w: w.save(NOTE, "n1", colour="green"))
        with pytest.raises(TypeError, match="lesson_id"):
            await store.write(lambda w: w.add(FINISH, course_id="c", finished_utc=""))


async def test_watchers_wake_after_the_commit_and_only_for_their_types(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        told: asyncio.Queue[frozenset] = asyncio.Queue()
        stop = store.watch(told.put_nowait, {"note"})
        await store.write(lambda w: w.add(FINISH, **FACT))
        await store.write(lambda w: w.save(NOTE, "n1", title="a"))
        assert await told.get() == {("note", "n1")}
        stop()
        await store.write(lambda w: w.save(NOTE, "n1", title="b"))
        await store.set_setting("theme", "dark")
        assert told.empty()
        assert await store.setting("theme") == "dark"


async def test_what_was_written_outlives_the_process(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.write(lambda w: w.save(NOTE, "n1", title="留下"))
    async with open_store(tmp_path) as store:
        note = await store.read(lambda s: s.get_one(Note, "n1"))
        assert note.title == "留下"
        assert StoreSync(store).where.waiting == 1
