"""A damaged database is mended when the device opens: what is readable stays, the rest comes from the copy."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from client.alone import Alone
from client.bootstrap import DATABASE, LOCK
from client.notes import Notes
from client.schema import INDEXES, full_schema
from client.store import Store
from client.store.mending import MENDED, Copies, DamagedError, open_sound
from client.store.mending.copies import is_sound
from tests.fakes.clock import FakeClock
from tests.fakes.family import open_member, soon
from tests.fakes.server import RunningServer

NOTES = 120
PAGE = 4096
DAY = 86_400
LONG = "判别式等于零时方程有两个相等的实数根。" * 30


class Device:
    """A data folder, opened and closed as the app does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.random = random.Random(1)
        self.file = folder / DATABASE
        self.copies = Copies(self.file, folder / "copies", self.clock)

    async def open(self) -> Store:
        alone = Alone(self.folder / LOCK)
        try:
            return await open_sound(self.copies, full_schema(), INDEXES, self.clock, self.random, alone)
        finally:
            alone.let_go()

    async def write(self, first: int, last: int) -> None:
        store = await self.open()
        notes = Notes(store)
        for n in range(first, last):
            await notes.save(None, title=f"第{n}条", body=f"{n}：{LONG}")
        await store.close()

    async def titles(self) -> set[str]:
        store = await self.open()
        cards = await Notes(store).list(limit=10_000)
        for card in cards:
            note = await Notes(store).get(card.id)
            assert note
            assert note.body.endswith(LONG)
        await store.close()
        return {card.title for card in cards}

    async def said(self) -> dict[str, object] | None:
        store = await self.open()
        said = await store.setting(MENDED)
        await store.close()
        return said

    def spoil(self, *pages: int) -> None:
        """Overwrite pages of the file, as a failing disk does; the log is taken in first."""
        with closing(sqlite3.connect(self.file)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        data = bytearray(self.file.read_bytes())
        for page in pages:
            at = page % (len(data) // PAGE) * PAGE
            data[at : at + PAGE] = b"\xa5" * PAGE
        self.file.write_bytes(data)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(tmp_path)


def names(first: int, last: int) -> set[str]:
    return {f"第{n}条" for n in range(first, last)}


async def test_a_sound_database_is_left_alone(device: Device) -> None:
    await device.write(0, 5)
    assert await device.titles() == names(0, 5)
    assert await device.said() is None
    assert not (device.folder / "damaged").exists()


async def test_a_broken_index_costs_nothing(device: Device) -> None:
    await device.write(0, NOTES)
    with closing(sqlite3.connect(device.file)) as db:
        [root] = db.execute("SELECT rootpage FROM sqlite_schema WHERE name='sqlite_autoindex_note_1'").fetchone()
    device.spoil(root - 1)
    assert not is_sound(device.file)
    device.copies.look()
    assert await device.titles() == names(0, NOTES)
    said = await device.said()
    assert said
    assert said["whole"]
    assert is_sound(device.file)
    assert [path.name for path in (device.folder / "damaged").iterdir()] == ["20261122T120000Z"]


async def test_what_is_newer_than_the_copy_is_read_out_of_the_damaged_file(device: Device) -> None:
    await device.write(0, NOTES)
    device.copies.look()
    await device.write(NOTES, NOTES + 40)
    with closing(sqlite3.connect(device.file)) as db:
        pages = [row[0] for row in db.execute("SELECT pageno FROM dbstat WHERE name='note' AND pagetype='leaf'")]
    device.spoil(*(page - 1 for page in pages[:3]))
    device.copies.suspects()
    assert await device.titles() == names(0, NOTES + 40)
    said = await device.said()
    assert said
    assert not said["whole"]
    assert said["copy_utc"] == "2026-11-22T12:00:00.000Z"
    assert said["rescued"] == 40


@pytest.mark.parametrize("left", [0, 100, 40 * PAGE])
async def test_of_a_file_cut_short_the_copy_brings_back_the_rest(device: Device, left: int) -> None:
    await device.write(0, NOTES)
    device.copies.look()
    with closing(sqlite3.connect(device.file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    device.file.write_bytes(device.file.read_bytes()[:left])
    assert await device.titles() == names(0, NOTES)


async def test_a_file_that_is_gone_comes_from_the_copy(device: Device) -> None:
    await device.write(0, 5)
    device.copies.look()
    device.file.unlink()
    assert await device.titles() == names(0, 5)


async def test_without_a_copy_what_can_be_read_is_kept(device: Device) -> None:
    await device.write(0, NOTES)
    with closing(sqlite3.connect(device.file)) as db:
        pages = [row[0] for row in db.execute("SELECT pageno FROM dbstat WHERE name='note' AND pagetype='leaf'")]
    device.spoil(pages[len(pages) // 2] - 1)
    device.copies.suspects()
    found = await device.titles()
    assert found < names(0, NOTES)
    assert len(found) > NOTES * 0.9
    assert {"第0条", f"第{NOTES - 1}条"} <= found, "on both sides of the damage"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
@example([0])
async def test_wherever_the_damage_is_nothing_of_the_copy_is_lost(
    tmp_path_factory: pytest.TempPathFactory, pages: list[int]
) -> None:
    device = Device(tmp_path_factory.mktemp("device"))
    await device.write(0, 30)
    device.copies.look()
    await device.write(30, 35)
    device.spoil(*pages)
    device.copies.suspects()
    assert await device.titles() >= names(0, 30)
    assert is_sound(device.file)


async def test_a_damage_that_shows_while_the_app_runs_is_mended_at_the_next_start(device: Device) -> None:
    await device.write(0, NOTES)
    device.copies.look()
    with closing(sqlite3.connect(device.file)) as db:
        pages = [row[0] for row in db.execute("SELECT pageno FROM dbstat WHERE name='note' AND pagetype='leaf'")]
    device.spoil(*(page - 1 for page in pages))
    store = await device.open()
    with pytest.raises(Exception, match="malformed"):
        await Notes(store).list(limit=10_000)
    await store.close()
    assert device.copies.suspect.exists()
    assert await device.titles() == names(0, NOTES)
    assert not device.copies.suspect.exists()


async def test_no_file_is_changed_under_another_window(device: Device) -> None:
    await device.write(0, 5)
    device.spoil(0)
    before = device.file.read_bytes()
    other = Alone(device.folder / LOCK)
    assert other.take()
    with pytest.raises(DamagedError):
        await device.open()
    other.let_go()
    assert device.file.read_bytes() == before


async def test_a_copy_is_made_once_a_day_and_never_of_a_damaged_file(device: Device) -> None:
    await device.write(0, 5)
    await device.copies.ring()
    first = device.copies.path(1).read_bytes()
    await device.write(5, 9)
    await device.copies.ring()
    assert device.copies.path(1).read_bytes() == first
    device.clock.advance(DAY)
    await device.copies.ring()
    assert device.copies.path(2).read_bytes() == first
    device.clock.advance(DAY)
    device.spoil(*range(1, 400))
    await device.copies.ring()
    assert device.copies.path(2).read_bytes() == first
    assert device.copies.suspect.exists()


async def test_with_an_account_unsent_words_arrive_and_devices_are_equal(server: RunningServer, tmp_path: Path) -> None:
    clock = FakeClock()
    async with open_member(tmp_path / "laptop", server.url, clock) as laptop:
        await laptop.account.register("小明", "correct horse")
        note = await laptop.notes.save(None, title="函数", body="开头。")
        await soon(lambda: not laptop.store.standing.waiting)
        Copies(tmp_path / "laptop" / DATABASE, tmp_path / "laptop" / "copies", clock).look()
    async with open_member(tmp_path / "phone", server.url, clock) as phone:
        await phone.account.sign_in("小明", "correct horse")

        async def came() -> bool:
            return await phone.notes.get(note) is not None

        await soon(came)
        await phone.notes.save(note, title="函数", body="开头。手机写的。")
        await soon(lambda: not phone.store.standing.waiting)
    async with open_member(tmp_path / "laptop", server.url, clock) as laptop:

        async def heard() -> bool:
            found = await laptop.notes.get(note)
            return found is not None and "手机写的" in found.body

        await soon(heard)
        await soon(lambda: not laptop.store.standing.waiting)
        server.stop()
        await laptop.notes.save(note, title="函数", body="开头。手机写的。没有网时写的。")
        fresh = await laptop.notes.save(None, title="新的", body="只在这里")
    broken = Device(tmp_path / "laptop")
    with closing(sqlite3.connect(broken.file)) as db:
        [page] = db.execute("SELECT pageno FROM dbstat WHERE name='shadow'").fetchone()
    broken.spoil(page - 1)
    broken.copies.suspects()
    server.start()
    async with (
        open_member(tmp_path / "laptop", server.url, clock) as laptop,
        open_member(tmp_path / "phone", server.url, clock) as phone,
    ):

        async def equal() -> bool:
            both = [await one.notes.get(note) for one in (laptop, phone)]
            new = await phone.notes.get(fresh)
            bodies = {one.body if one else "" for one in both}
            return bodies == {"开头。手机写的。没有网时写的。"} and new is not None and new.body == "只在这里"

        await soon(equal)
        assert await laptop.store.setting(MENDED)
