"""How far films were played: to the second here, and in steps on all devices."""

from pathlib import Path

import pytest
from sqlmodel import select

from client.courses.content import Media
from client.courses.library import Courses
from client.courses.playback import read_second
from client.courses.shelf import Shelf
from client.store import Store
from client.store.tables import Outbox
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FakeMistakes
from tests.fakes.store import open_store
from tests.fakes.synced import SyncedDevice, sign_in_both

FILM = Media(kind="video", file="film.mp4")


def courses_of(store: Store, folder: Path) -> Courses:
    return Courses(store, Shelf(folder / "data", folder / "starter"), FakeMistakes())


async def test_it_goes_on_to_the_second_and_writes_no_operation_for_each(tmp_path: Path):
    clock = FakeClock()
    async with open_store(tmp_path, clock) as store:
        courses = courses_of(store, tmp_path)
        assert await courses.played("c", "l", FILM) == 0
        await courses.keep_played("c", "l", FILM, 20.0)
        for second in (22.0, 24.0, 26.3):
            clock.advance(2)
            await courses.keep_played("c", "l", FILM, second, rests=False)
        assert await courses.played("c", "l", FILM) == 26.3
        assert await courses.played("c", "l", Media(kind="video", file="other.mp4")) == 0
        rows = await store.read(lambda s: [row.type for row in s.exec(select(Outbox))])
        assert rows == ["playback"]
    async with open_store(tmp_path, clock) as store:  # after a kill
        assert await courses_of(store, tmp_path).played("c", "l", FILM) == 26.3


@pytest.fixture
async def devices(devices: tuple[SyncedDevice, SyncedDevice]) -> tuple[SyncedDevice, SyncedDevice]:
    await sign_in_both(*devices)
    return devices


async def test_another_device_goes_on_where_this_one_rested(devices: tuple[SyncedDevice, SyncedDevice], tmp_path: Path):
    laptop, phone = devices
    await courses_of(laptop.store, tmp_path).keep_played("c", "l", FILM, 61.0)
    await phone.until(lambda s: read_second(s, "c", "l", "film.mp4") == 61.0)
    phone.clock.advance(60)
    await courses_of(phone.store, tmp_path).keep_played("c", "l", FILM, 75.0)
    await laptop.until(lambda s: read_second(s, "c", "l", "film.mp4") == 75.0)
