"""Two people type in the same note, through the real server: both texts end equal and hold all that was typed."""

import asyncio
import random

import pytest
from sqlmodel import Session

from client.notes.drafts import Draft
from client.notes.tables import NoteRow
from client.store.tables import TextState
from tests.fakes.server import RunningServer
from tests.fakes.synced import NAME, PASSWORD, SyncedDevice, sign_in_both


class Hand:
    """Time of the editors that stands still: nothing waits for a rest, and saves are the test's own."""

    def later(self, _delay_s: float, _call: object) -> "Hand":
        return self

    def cancel(self) -> None:
        """There is nothing to cancel."""


class Editor:
    """Somebody who types in a note on a device, at a cursor."""

    def __init__(self, device: SyncedDevice, draft: Draft, first_key: str) -> None:
        self.device, self.draft = device, draft
        self.typed: list[str] = []
        self._next = ord(first_key)

    @classmethod
    async def open(cls, device: SyncedDevice, note_id: str, first_key: str) -> "Editor":
        await device.until(lambda s: s.get(NoteRow, note_id))
        note = await device.notes.open(note_id)
        assert note
        ticks = iter(range(1_000_000))
        draft = Draft(device.notes, note, later=Hand().later, now_s=lambda: float(next(ticks)))
        draft.watch(lambda news: draft.drawn(draft.frame) if news == "adopted" else None)
        return cls(device, draft, first_key)

    def key(self, key: str = "") -> None:
        """Press a key where the cursor is, each time another one."""
        key = key or chr(self._next + len(self.typed))
        base, extent = sorted(self.draft.selection)
        self.draft.type(body=self.draft.body[:base] + key + self.draft.body[extent:])
        self.typed.append(key)

    async def word(self, chance: random.Random) -> None:
        """A word, key by key, somewhere; now and then what others wrote is looked at, or it is saved."""
        at = chance.randrange(len(self.draft.body) + 1)
        self.draft.select(at, at)
        for _ in range(chance.randrange(1, 6)):
            self.key()
            if chance.random() < 0.3:
                await self.draft.look()
            if chance.random() < 0.3:
                await self.draft.flush()
        await self.draft.flush()


def body_is(note_id: str, body: str):
    def query(session: Session) -> bool:
        row = session.get(NoteRow, note_id)
        return row is not None and row.body == body

    return query


def body_has(note_id: str, keys: list[str]):
    def query(session: Session) -> str:
        row = session.get(NoteRow, note_id)
        return row.body if row is not None and all(key in row.body for key in keys) else ""

    return query


async def state(device: SyncedDevice, note_id: str) -> bytes:
    return await device.store.read(lambda s: s.get_one(TextState, ("note", note_id, "body")).state)


def cursor(session: Session) -> int:
    return session.connection().exec_driver_sql("SELECT max(seq) FROM cursor").scalar_one()


async def same_everywhere(devices: tuple[SyncedDevice, SyncedDevice], note_id: str, keys: list[str]) -> str:
    """The body, once nothing waits and both devices have read the log to its end."""
    for device in devices:
        await device.until(lambda s: not s.connection().exec_driver_sql("SELECT count(*) FROM outbox").scalar())
    head = max([await device.store.read(cursor) for device in devices])
    for device in devices:
        await device.until(lambda s: cursor(s) == head)
    bodies = [await device.store.read(body_has(note_id, keys)) for device in devices]
    assert bodies[0] == bodies[1] != ""
    assert await state(devices[0], note_id) == await state(devices[1], note_id)
    return bodies[0]


@pytest.mark.parametrize("seed", range(3))
async def test_two_people_who_type_in_one_note_at_once_keep_all_they_type(devices, seed: int) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    note_id = await laptop.notes.save(None, title="题", body="开头。结尾。")
    people = [await Editor.open(laptop, note_id, "\u3400"), await Editor.open(phone, note_id, "\U00020000")]
    chance = random.Random(seed)
    for _ in range(12):
        await asyncio.gather(*(one.word(random.Random(chance.random())) for one in people))
    keys = [*people[0].typed, *people[1].typed]
    body = await same_everywhere(devices, note_id, keys)
    assert sorted(body) == sorted("开头。结尾。" + "".join(keys))
    for one in people:
        await one.draft.look()
        assert one.draft.body == body
        assert await one.device.notes.lost(note_id) == []


async def test_two_people_who_type_in_one_note_without_a_line_keep_all_they_type(
    devices, server: RunningServer
) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    note_id = await laptop.notes.save(None, title="题", body="第一段。\n\n第二段。")
    people = [await Editor.open(laptop, note_id, "\u3400"), await Editor.open(phone, note_id, "\U00020000")]
    await asyncio.to_thread(server.stop)
    await laptop.until_status("offline")
    await phone.until_status("offline")
    for one in people:
        for seed in range(6):
            await one.word(random.Random(seed))
    await asyncio.to_thread(server.start)
    keys = [*people[0].typed, *people[1].typed]
    body = await same_everywhere(devices, note_id, keys)
    assert sorted(body) == sorted("第一段。\n\n第二段。" + "".join(keys))


async def test_what_is_typed_inside_a_passage_that_the_other_deletes_survives(devices) -> None:
    laptop, phone = devices
    await sign_in_both(laptop, phone)
    note_id = await laptop.notes.save(None, title="题", body="留下。这一段要删掉。也留下。")
    people = [await Editor.open(laptop, note_id, "\u3400"), await Editor.open(phone, note_id, "\U00020000")]
    for device in devices:
        device.carrier.cut = True
    people[0].draft.type(body="留下。也留下。")
    people[1].draft.select(6, 6)
    people[1].key("（慢着！）")
    for one in people:
        await one.draft.flush()
    for device in devices:
        device.carrier.cut = False
    assert await same_everywhere(devices, note_id, ["（慢着！）"]) == "留下。（慢着！）也留下。"


async def test_a_note_that_both_wrote_before_they_had_an_account_is_whole(devices) -> None:
    laptop, phone = devices
    note_id = await laptop.notes.save(None, title="题", body="一")
    await laptop.notes.save(note_id, title="题", body="一二")
    await laptop.account.register(NAME, PASSWORD)
    await phone.account.sign_in(NAME, PASSWORD)
    await phone.until(body_is(note_id, "一二"))
    await phone.notes.save(note_id, title="题", body="零一二")
    await laptop.notes.save(note_id, title="题", body="一二三")
    assert await same_everywhere(devices, note_id, ["零", "三"]) == "零一二三"
