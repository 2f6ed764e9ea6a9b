"""A batch taken as a whole leaves behind what the same entries leave one by one, now and after whatever comes later."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from client.notes.tables import NoteRow
from client.store import Store
from client.store.batches import IN_BATCH
from client.store.syncing import StoreSync
from client.store.tables import KeptBatch, SetAside
from client.store.texts import read_text
from sync.batch import Batch, PackedPage, Run, pack, to_json
from sync.catalogue import NOTE
from sync.chain import extend_run
from sync.errors import Diverged, ProtocolError
from sync.ports import Answered
from sync.text import Insert
from sync.text import to_json as edit_to_json
from sync.wire import LogEntry, LogPage, Outcome, PushResponse
from tests.fakes.store import open_store

SPACE = "space"


def entry(seq: int, record_id: str, fields: dict[str, Any], **changed: Any) -> LogEntry:
    about = {"device": "phone", "n": seq, "kind": "text", "type": "note", "stamp": f"{seq:013d}-000000", "base": 0}
    return LogEntry.model_validate({"seq": seq, "id": record_id, "fields": fields} | about | changed)


def typed(text: str) -> Any:
    return edit_to_json((Insert("replica1", 0, text),))


def packed(entries: Sequence[LogEntry]) -> PackedPage:
    columns = [[getattr(e, name) for e in entries] for name in ("kind", "type", "id", "base", "stamp")]
    batch = Batch._make([*columns, [to_json(e.fields) for e in entries]])
    run = Run(entries[0].seq, entries[0].device, entries[0].n, batch, pack(batch))
    return PackedPage([run], run.last_seq, False, "", "")


NEW = [
    entry(1, "a", {"title": "一", "body": typed("正文")}),
    entry(2, "b", {"title": "二", "body": "whole text", "mood": "glad"}),
    entry(3, "c", {"title": 7, "deleted": True}, kind="set"),
    entry(4, "d", {"anchor": {"x": 1}, "body": typed("")}),
    entry(5, "e", {"tags/b": True, "tags/a": True, "tags/c": False, "tags": ["no"]}),
]
LATER = [
    [entry(6, "a", {"title": "改"}, device="pad", n=1, base=0)],
    [entry(6, "a", {"body": edit_to_json((Insert("r2", 0, "！", "replica1", 1),))}, device="pad", n=1, base=5)],
    [entry(6, "b", {"deleted": True}, kind="set", n=6, base=5), entry(7, "c", {"title": "回来"}, n=7, base=1)],
    [entry(6, "a", {}, kind="purge", device="server", n=6), entry(7, "b", {"title": "又"}, n=7, base=6)],
]


@asynccontextmanager
async def both(tmp_path: Path) -> AsyncIterator[tuple[Store, Store]]:
    """One that takes batches, and one that is given the same entry by entry."""
    async with open_store(tmp_path / "whole") as whole, open_store(tmp_path / "each") as each:
        for store in (whole, each):
            await store.adopt("account", "laptop", SPACE)
        yield whole, each


async def seen(store: Store) -> dict[str, Any]:
    """All that a person or the server can see of it."""

    def query(session: Session) -> dict[str, Any]:
        rows = [row.model_dump() for row in session.exec(select(NoteRow).order_by(NoteRow.id)).all()]
        return {row["id"]: row | {"text": str(read_text(session, NOTE, row["id"], "body"))} for row in rows}

    digest = await StoreSync(store).digest(SPACE)
    place = StoreSync(store).where.places[SPACE]
    return await store.read(query) | {"digest": digest, "place": place, "stamp": store.standing.device.stamp}


async def in_batches(store: Store) -> int:
    count = f"SELECT count(*) FROM shadow WHERE state='{IN_BATCH}'"
    return await store.read(lambda s: s.connection().exec_driver_sql(count).scalar_one())


async def test_new_records_are_taken_as_a_whole(tmp_path: Path) -> None:
    async with both(tmp_path) as (whole, each):
        await StoreSync(whole).apply_page(SPACE, packed(NEW))
        await StoreSync(each).apply_page(SPACE, LogPage(entries=NEW, head=5))
        assert await seen(whole) == await seen(each)
        assert (await in_batches(whole), await in_batches(each)) == (5, 0)


@pytest.mark.parametrize("later", LATER)
async def test_what_comes_later_finds_what_it_would_have_found(tmp_path: Path, later: list[LogEntry]) -> None:
    async with both(tmp_path) as (whole, each):
        await StoreSync(whole).apply_page(SPACE, packed(NEW))
        await StoreSync(each).apply_page(SPACE, LogPage(entries=NEW, head=5))
        for store in (whole, each):
            for one in later:
                await StoreSync(store).apply_page(SPACE, LogPage(entries=[one], head=one.seq))
            await store.write(lambda w: w.save(NOTE, "b", title="mine", body="and this"))
        assert await seen(whole) == await seen(each)


async def test_of_a_purged_record_no_batch_tells(tmp_path: Path) -> None:
    async with both(tmp_path) as (whole, _):
        sync = StoreSync(whole)
        await sync.apply_page(SPACE, packed(NEW))
        await sync.apply_page(SPACE, LogPage(entries=[entry(6, "a", {}, kind="purge", device="server", n=6)], head=6))
        assert await whole.read(lambda s: s.exec(select(KeptBatch)).all()) == []
        assert (await seen(whole))["b"]["text"] == "whole text"


async def test_reading_a_log_anew_keeps_what_was_in_batches(tmp_path: Path) -> None:
    async with both(tmp_path) as (whole, _):
        sync = StoreSync(whole)
        await sync.apply_page(SPACE, packed(NEW))
        await sync.read_anew(SPACE)
        await sync.heal(SPACE)
        waiting = await sync.take_pending(0, 10)
        assert {(o.id, *sorted(o.fields)) for o in waiting if "title" in o.fields} >= {
            ("a", "title"),
            ("b", "mood", "title"),
        }
        assert {o.id for o in waiting if "body" in o.fields} == {"a", "b"}


async def test_own_new_records_stay_in_their_batch_too(tmp_path: Path) -> None:
    async with both(tmp_path) as (whole, each):
        for store in (whole, each):
            for i in range(3):
                await store.write(lambda w, i=i: w.save(NOTE, f"n{i}", title=f"标题 {i}", body="正文"))
            sync = StoreSync(store)
            sent = await sync.take_pending(0, 10)
            answer = PushResponse(outcomes=[], first_seq=1, expected_n=4)
            await sync.acknowledge([Answered(sent if store is whole else list(sent), answer)])
            assert sync.where.places[SPACE].chain == extend_run("", "laptop", 1, 3)
        assert (await in_batches(whole), await in_batches(each)) == (3, 0)
        mine, others = await seen(whole), await seen(each)
        assert mine == others
        for store in (whole, each):
            await store.write(lambda w: w.save(NOTE, "n1", body="正文。"))
        assert (await seen(whole))["n1"]["text"] == (await seen(each))["n1"]["text"] == "正文。"


async def test_what_waits_on_top_is_merged_and_a_batch_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    async with both(tmp_path) as (whole, _):
        sync = StoreSync(whole)
        await whole.write(lambda w: w.save(NOTE, "a", title="mine"))
        await sync.apply_page(SPACE, packed(NEW))
        assert (await seen(whole))["a"]["title"] == "mine"
        assert await in_batches(whole) == 0
        page = packed([entry(6, "z", {})])
        broken = page.runs[0]._replace(batch=page.runs[0].batch._replace(fields=["nonsense"]))
        with pytest.raises(ProtocolError):
            await sync.apply_page(SPACE, PackedPage([broken], 6, False, "", ""))
        assert sync.where.places[SPACE].seq == 5


async def test_a_batch_under_numbers_of_ours_that_is_another_one_is_no_answer_to_what_waits(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", SPACE)
        sync = StoreSync(store)
        for record_id in ("a", "b"):
            await store.write(lambda w, i=record_id: w.save(NOTE, i, title=f"我的 {i}"))
        others = [entry(i, f"z{i}", {"title": "别的"}, device="laptop") for i in (1, 2)]
        with pytest.raises(Diverged):
            await sync.apply_page(SPACE, packed(others))
        assert [one.fields["title"] for one in await sync.take_pending(0, 10)] == ["我的 a", "我的 b"]
        assert sync.where.places[SPACE].seq == 0


@pytest.mark.parametrize("in_a_batch", [False, True])
async def test_what_was_refused_is_set_aside_also_when_the_log_tells_of_it_first(
    tmp_path: Path, in_a_batch: bool
) -> None:
    """The answer to the empty operation that took its place was lost: the value had been nowhere any more."""
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", SPACE)
        sync = StoreSync(store)
        await store.write(lambda w: w.save(NOTE, "a", title="我的"))
        [sent] = await sync.take_pending(0, 10)
        empty = entry(1, "a", {}, device="laptop", kind="set", stamp=sent.stamp)
        await sync.apply_page(SPACE, packed([empty]) if in_a_batch else LogPage(entries=[empty], head=1))
        [aside] = await store.read(lambda s: s.exec(select(SetAside)).all())
        assert (aside.operation["fields"], bool(aside.reason)) == ({"title": "我的"}, True)
        assert sync.where.waiting == 0


async def test_what_was_refused_lies_on_top_of_a_batch_of_new_records(tmp_path: Path) -> None:
    """Signed in anew, a device meets what the log has of its own records as another's."""
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", SPACE)
        sync = StoreSync(store)
        await store.write(lambda w: w.save(NOTE, "a", title="被拒绝的"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, reason="不行")], expected_n=2))])
        others = [entry(1, "a", {"notebook": "物理"}), entry(2, "b", {"title": "别的"})]
        await sync.apply_page(SPACE, packed(others))
        shown = await store.read(lambda s: {r.id: (r.title, r.notebook) for r in s.exec(select(NoteRow)).all()})
        assert shown == {"a": ("被拒绝的", "物理"), "b": ("别的", "")}
