"""What lost, what was refused and what went wrong is there to be seen, and can be brought back."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from client.history import History
from client.notes import Notes
from client.notes.tables import NoteRow
from client.store import Store, Writing
from client.store.syncing import StoreSync
from client.store.tables import Device, Outbox, SetAside
from client.store.tables import History as LostRow
from client.syncing import Status
from sync.catalogue import NOTE
from sync.clock import HybridClock
from sync.ports import Answered
from sync.wire import SET, Operation, Outcome, PushResponse
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store


class Told:
    """A sync that only tells how it stands."""

    def __init__(self) -> None:
        self.tell: Any = None

    def watch(self, watcher: Any) -> Any:
        self.tell = watcher
        return lambda: None


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def store(tmp_path: Path, clock: FakeClock):
    async with open_store(tmp_path, clock) as store:
        yield store


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def history(store: Store, told: Told) -> History:
    return History(store, told)  # pyright: ignore[reportArgumentType] # all that it uses of it


async def lose(store: Store, note_id: str, field: str, value: Any) -> str:
    """Let a value of the note lose, as applying a page does; its stamp."""
    stamp = HybridClock(store.clock).tick()

    def command(w: Writing) -> None:
        here = w.session.get_one(Device, 1).device_id
        w.session.add(
            LostRow(
                space_id="s", type="note", record_id=note_id, field=field, stamp=stamp, device=here, value=value, seq=1
            )
        )

    await store.write(command)
    return stamp


async def refuse(store: Store, note_id: str) -> None:
    operation = Operation(
        n=7,
        space="s",
        kind=SET,
        type="note",
        id=note_id,
        fields={"title": "新的"},
        stamp=HybridClock(store.clock).tick(),
    )
    await store.write(
        lambda w: w.session.add(
            SetAside(operation=operation.model_dump(), reason="太长了", aside_utc="2026-09-01T08:00:00.000Z")
        )
    )


async def waiting(store: Store) -> list[tuple[str, dict[str, Any]]]:
    return await store.read(lambda s: [(row.record_id, row.fields) for row in s.exec(select(Outbox))])


async def test_a_value_that_lost_comes_back_and_goes_again(store: Store, history: History) -> None:
    notes = Notes(store)
    note_id = await notes.save(None, title="此处的", body="正文")
    await lose(store, note_id, "title", "那边的")
    [lost] = await history.lost()
    assert (lost.kind, lost.title, lost.label, lost.words, lost.mine) == ("笔记", "此处的", "标题", "那边的", True)
    assert lost.when_utc == store.clock.now_utc().replace(microsecond=lost.when_utc.microsecond)
    undo = await history.restore(lost)
    assert (note := await notes.get(note_id))
    assert note.title == "那边的"
    await undo()
    assert (note := await notes.get(note_id))
    assert note.title == "此处的"


async def test_what_nobody_writes_by_hand_is_not_listed(store: Store, history: History) -> None:
    note_id = await Notes(store).save(None, title="标题", body="")
    await lose(store, note_id, "updated_utc", "2026-01-01T00:00:00.000Z")
    await lose(store, note_id, "a field of a newer version", 1)
    assert await history.lost() == []


async def test_a_refused_change_says_what_and_why(store: Store, history: History) -> None:
    note_id = await Notes(store).save(None, title="标题", body="")
    await refuse(store, note_id)
    [card] = await history.refused()
    assert (card.kind, card.title, card.text, card.reason) == ("笔记", "标题", "标题：新的", "太长了")


async def test_a_refused_change_is_sent_once_more(store: Store, history: History) -> None:
    note_id = await Notes(store).save(None, title="标题", body="")
    await refuse(store, note_id)
    [card] = await history.refused()
    await history.retry(card.id)
    await history.retry(card.id)
    assert (await waiting(store)).count((note_id, {"title": "新的"})) == 1
    assert await history.refused() == []


async def test_what_was_let_go_comes_back(store: Store, history: History) -> None:
    note_id = await Notes(store).save(None, title="标题", body="")
    await refuse(store, note_id)
    [card] = await history.refused()
    undo = await history.drop(card.id)
    assert await history.refused() == []
    await undo()
    assert [again.reason for again in await history.refused()] == ["太长了"]


async def test_errors_are_remembered_once_while_they_last(history: History, told: Told, clock: FakeClock) -> None:
    gone = Status("offline", 0, "", "连不上服务器 {server}；已写的都在本机，稍后会自动同步", {"server": "x"})
    told.tell(gone)
    told.tell(Status("syncing"))
    told.tell(gone)
    assert len(history.errors()) == 1
    told.tell(Status("synced"))
    clock.advance(60)
    told.tell(gone)
    [(later, sentence), (earlier, _again)] = history.errors()
    assert (later - earlier).total_seconds() == 60
    assert sentence.startswith("连不上服务器 x")


async def test_what_is_let_go_goes_from_sight_and_what_is_sent_once_more_is_what_still_shows(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "here", "s")
        history, sync = History(store, Told()), StoreSync(store)  # pyright: ignore[reportArgumentType] # as above
        await store.write(lambda w: w.save(NOTE, "n", title="太长", tags=["甲", "乙"]))
        await store.write(lambda w: w.save(NOTE, "m", title="也太长"))
        sent = await sync.take_pending(0, 10)
        outcomes = [Outcome(n=operation.n, reason="不行") for operation in sent]
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=outcomes, expected_n=3))])
        [other, first] = await history.refused()
        undo = await history.drop(other.id)
        assert await titles(store) == {"n": "太长"}
        await undo()
        assert await titles(store) == {"n": "太长", "m": "也太长"}
        await store.write(lambda w: w.save(NOTE, "n", title="短", tags=["甲"]))
        await history.retry(first.id)
        assert (await waiting(store))[-1] == ("n", {"tags/甲": True})
        assert await titles(store) == {"n": "短", "m": "也太长"}


async def titles(store: Store) -> dict[str, str]:
    return await store.read(lambda s: {row.id: row.title for row in s.exec(select(NoteRow))})


async def test_of_a_refused_edit_of_a_text_the_card_says_what_was_typed(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        await store.adopt("account", "here", "s")
        sync = StoreSync(store)
        await store.write(lambda w: w.save(NOTE, "n", title="标题", body="打的字"))
        sent = await sync.take_pending(0, 10)
        await sync.acknowledge([Answered(sent, PushResponse(outcomes=[Outcome(n=1, reason="不行")], expected_n=2))])
        [card] = await History(store, Told()).refused()  # pyright: ignore[reportArgumentType] # as above
        assert card.text == "标题：标题\n正文：打的字"
