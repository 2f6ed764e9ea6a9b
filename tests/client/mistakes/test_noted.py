"""Review cards out of notes: they follow the text, here and on another device, and are reviewed beside mistakes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import pytest
from sqlmodel import Session, select

from client.mistakes.book import MistakeBook
from client.mistakes.noted.following import follow_cards, follow_notes
from client.mistakes.noted.tables import NoteCardRow, NotedCard
from client.mistakes.reviewing import UnknownMistakeError
from client.mistakes.tables import Card
from client.notes.notes import Notes
from client.store import Store
from sync.catalogue import NOTE, NOTE_CARD
from sync.text import Splice
from tests.client.mistakes.examples import COURSE, LESSON, SORTED
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer
from tests.fakes.store import open_store
from tests.fakes.synced import SyncedDevice, sign_in_both


def follow(store: Store) -> None:
    store.derive({NOTE.name}, follow_notes)
    store.derive({NOTE_CARD.name}, follow_cards)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path) as store:
        follow(store)
        yield store


def book_of(store: Store) -> MistakeBook:
    assert isinstance(store.clock, FakeClock)
    return MistakeBook(store, store.clock, zone=UTC)


async def asked(store: Store, note_id: str) -> list[tuple[str, str, str]]:
    def query(session: Session) -> list[tuple[str, str, str]]:
        rows = session.exec(select(NotedCard).where(NotedCard.note_id == note_id).order_by("place")).all()
        return [(row.card_id, row.asked, row.answer) for row in rows if row.shown]

    return await store.read(query)


async def test_a_card_keeps_its_memory_while_the_text_around_it_and_in_it_changes(store: Store) -> None:
    notes, book = Notes(store), book_of(store)
    note_id = await notes.save(None, title="电学", body="欧姆定律 :: U=RI")
    [(card_id, _, _)] = await asked(store, note_id)
    await book.review(card_id, 3)
    await notes.save(note_id, body=Splice(0, 0, "# 第一章\n\n什么是"))
    await notes.save(note_id, body="# 第一章\n\n什么是欧姆定律 :: $I=U/R$")
    assert await asked(store, note_id) == [(card_id, "什么是欧姆定律", "$I=U/R$")]
    [shown] = await book.in_note(note_id)
    assert (shown.words, shown.reviews) == ("什么是欧姆定律", 1)
    place = await book.place_of(card_id)
    note = await notes.get(note_id)
    assert note
    assert place is not None
    assert note.body[place:].startswith("::")


async def test_without_its_mark_a_card_is_in_the_trash_and_an_undo_brings_it_back_with_its_memory(
    store: Store,
) -> None:
    notes, book = Notes(store), book_of(store)
    note_id = await notes.save(None, title="化学", body="水是 {{H2O}}")
    [(card_id, _, _)] = await asked(store, note_id)
    await book.review(card_id, 1)
    await notes.save(note_id, body="水是 ")
    assert await asked(store, note_id) == []
    assert (await store.read(lambda s: s.get_one(NoteCardRow, card_id))).deleted
    assert await store.read(lambda s: s.get(Card, card_id)) is None
    with pytest.raises(UnknownMistakeError):
        await book.review(card_id, 3)
    await notes.save(note_id, body="水是 {{H2O}}")  # other characters, the same words
    assert [card for card, _, _ in await asked(store, note_id)] == [card_id]
    assert (await store.read(lambda s: s.get_one(Card, card_id))).reviews == 1


async def test_the_trash_takes_a_note_with_its_cards_and_gives_them_back(store: Store) -> None:
    notes, book = Notes(store), book_of(store)
    note_id = await notes.save(None, title="化学", body="水是 {{H2O}}，盐是 {{NaCl}}")
    await notes.delete(note_id)
    assert (await book.queue()).total == 0
    await notes.restore(note_id)
    assert [card.words for card in await book.in_note(note_id)] == [
        "水是 […]，盐是 NaCl",
        "水是 H2O，盐是 […]",
    ]


async def test_the_days_queue_has_cards_and_mistakes_and_each_is_graded(store: Store) -> None:
    notes, book = Notes(store), book_of(store)
    mistake_id = await store.write(lambda w: book.record(w, COURSE, LESSON, SORTED, [1]))
    note_id = await notes.save(None, title="电学", body="Q: 欧姆定律？\nA: U=RI")
    due = {card.id: card for card in await book.due()}
    [(card_id, _, _)] = await asked(store, note_id)
    assert set(due) == {mistake_id, card_id}
    card = due[card_id]
    assert (card.note_id, card.source, card.words) == (note_id, "电学", "欧姆定律？")
    assert card.question
    assert card.question.kind == "essay"
    assert card.question.sample == "U=RI"
    review_id = await book.review(card_id, 3)
    assert [card.id for card in await book.due()] == [mistake_id]
    await book.unreview(review_id)
    assert await book.due_count() == 2
    assert [found.id for found in await book.list()] == [mistake_id]  # the list is of mistakes


@pytest.fixture
async def devices(devices: tuple[SyncedDevice, SyncedDevice]) -> tuple[SyncedDevice, SyncedDevice]:
    for device in devices:
        follow(device.store)
    await sign_in_both(*devices)
    return devices


def shown(session: Session) -> list[tuple[str, str, str]]:
    rows = session.exec(select(NotedCard).order_by("place")).all()
    return [(row.card_id, row.asked, row.answer) for row in rows if row.shown]


async def test_two_devices_that_edit_one_card_offline_have_one_card_with_both_edits(
    devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer
) -> None:
    laptop, phone = devices
    note_id = await laptop.notes.save(None, title="电学", body="欧姆定律 :: U=RI")
    [(card_id, _, _)] = await phone.until(shown)
    await asyncio.to_thread(server.stop)
    await laptop.notes.save(note_id, body=Splice(0, 0, "什么是"))
    await phone.notes.save(note_id, body=Splice(12, 0, "（伏特）"))
    await book_of(phone.store).review(card_id, 4)
    await asyncio.to_thread(server.start)
    for device in devices:
        both = [(card_id, "什么是欧姆定律", "U=RI（伏特）")]
        await device.until(lambda s, both=both: shown(s) == both)
        await device.until(lambda s: s.get_one(Card, card_id).reviews == 1)
        records = await device.store.read(lambda s: s.exec(select(NoteCardRow)).all())
        assert [record.id for record in records] == [card_id]


async def test_a_mark_that_one_device_removes_is_no_card_on_the_other(
    devices: tuple[SyncedDevice, SyncedDevice],
) -> None:
    laptop, phone = devices
    note_id = await laptop.notes.save(None, title="化学", body="水是 {{H2O}}，盐是 {{NaCl}}")
    await phone.until(lambda s: len(shown(s)) == 2)
    await phone.notes.save(note_id, body="水是 H2O，盐是 {{NaCl}}")
    await laptop.until(lambda s: [answer for _, _, answer in shown(s)] == ["NaCl"])
    await laptop.until(lambda s: any(row.deleted for row in s.exec(select(NoteCardRow))))
    assert await book_of(laptop.store).due_count() == 1
