"""A device that begins with a snapshot holds what one holds that has read the whole log."""

from pathlib import Path
from typing import Any

from sqlmodel import select

from client.notes.tables import NoteRow
from client.store import Store
from client.store.syncing import StoreSync
from client.store.tables import History, Shadow
from sync.catalogue import NOTE
from sync.merge import UNSHOWN
from sync.wire import LogEntry, LogPage, LostValue, RecordState, Snapshot
from tests.fakes.store import open_store


def entry(seq: int, record_id: str, base: int, device: str = "phone", **fields: Any) -> LogEntry:
    stamp = f"{seq:013d}-000000"
    return LogEntry(
        seq=seq, device=device, n=seq, kind="set", type="note", id=record_id, fields=fields, base=base, stamp=stamp
    )


TODAY = "2026-11-22T12:00:00.000Z"
LOG = [entry(1, "a", 0, title="一"), entry(2, "a", 0, "tablet", title="二"), entry(3, "b", 2, title="三")]
LATER = entry(4, "b", 3, title="四")


def field(one: LogEntry) -> tuple[Any, int, str, str]:
    return (one.fields["title"], one.seq, one.stamp, one.device)


UNSEEN = (None, 1, LOG[0].stamp, "phone")  # the mark of the edit that the second one replaced unseen
A = RecordState(type="note", id="a", seq=2, fields={"title": field(LOG[1]), UNSHOWN[0]: UNSEEN})
B = RecordState(type="note", id="b", seq=4, fields={"title": field(LATER)})
LOST = LostValue(type="note", id="a", field="title", value="一", seq=1, stamp=LOG[0].stamp, device="phone")


async def held(store: Store) -> tuple[Any, ...]:
    def query(session: Any) -> tuple[Any, ...]:
        return tuple(
            sorted((row.model_dump() for row in session.exec(select(table))), key=repr)
            for table in (NoteRow, Shadow, History)
        )

    return await store.read(query)


async def test_pages_of_different_times_and_the_log_behind_the_first_make_the_whole(tmp_path: Path) -> None:
    async with open_store(tmp_path / "log") as store:
        await store.adopt("account", "laptop", "space")
        sync = StoreSync(store)
        await sync.apply_page("space", LogPage(entries=[*LOG, LATER], head=4))
        by_log, chain = await held(store), sync.where.places["space"].chain
        first_chain = await _chain_of(tmp_path, LOG[:3])
    async with open_store(tmp_path / "snapshot") as store:
        await store.adopt("account", "laptop", "space")
        sync = StoreSync(store)
        await sync.apply_snapshot("space", Snapshot(seq=3, chain=first_chain, records=[A], after="b"))
        assert (sync.where.places["space"].seq, sync.where.places["space"].snapshot) == (0, "b")
        await sync.apply_snapshot("space", Snapshot(seq=4, chain="later", records=[B], lost=[LOST]))
        assert (sync.where.places["space"].seq, sync.where.places["space"].snapshot) == (3, None)
        await sync.apply_page("space", LogPage(entries=[LATER], head=4, chain=chain))
        assert await held(store) == by_log


async def _chain_of(folder: Path, entries: list[LogEntry]) -> str:
    async with open_store(folder / "first") as store:
        await store.adopt("account", "laptop", "space")
        sync = StoreSync(store)
        await sync.apply_page("space", LogPage(entries=entries, head=len(entries)))
        return sync.where.places["space"].chain


async def test_what_waits_here_stays_on_top_of_a_snapshot(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", "space")
        await store.write(lambda w: w.save(NOTE, "a", title="我的"))
        await StoreSync(store).apply_snapshot("space", Snapshot(seq=3, records=[A]))
        assert (await store.read(lambda s: s.get_one(NoteRow, "a"))).title == "我的"


def purge(seq: int, record_id: str) -> LogEntry:
    stamp = f"{seq:013d}-000000"
    return LogEntry(
        seq=seq, device="server", n=seq, kind="purge", type="note", id=record_id, fields={}, base=seq - 1, stamp=stamp
    )


async def test_what_is_purged_is_gone_from_everywhere(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", "space")
        await StoreSync(store).apply_page("space", LogPage(entries=[*LOG[:2], purge(3, "a")], head=3))
        assert await held(store) == ([], [], [])


async def test_a_record_that_is_purged_while_an_edit_waits_is_sent_as_a_whole(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", "space")
        sync = StoreSync(store)
        await sync.apply_page("space", LogPage(entries=LOG[:2], head=2))
        await store.write(lambda w: w.save(NOTE, "a", created_utc=TODAY))
        await sync.take_pending(0, 10)
        await sync.apply_page("space", LogPage(entries=[purge(3, "a")], head=3))
        assert (await store.read(lambda s: s.get_one(NoteRow, "a"))).title == "二"
        [edit, whole] = await sync.take_pending(0, 10)
        assert edit.fields == {"created_utc": TODAY}
        assert (whole.fields["title"], whole.fields["created_utc"], whole.base) == ("二", TODAY, 2)


async def test_digests_follow_the_log(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "laptop", "space")
        sync = StoreSync(store)
        empty = await sync.digest("space")
        await sync.apply_page("space", LogPage(entries=LOG, head=3))
        full = await sync.digest("space")
        assert (empty.seq, full.seq) == (0, 3)
        assert empty.digest != full.digest
