"""Who learns here: kept once an account, asked once a device."""

from pathlib import Path

import pytest
from sqlmodel import Session

from client.profile.person import ProfileData
from client.profile.profile import PROFILE_ID, Profile, is_first_run
from client.store import Store
from sync.catalogue import NOTE, PROFILE, STUDY
from sync.ids import stable_id
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store


async def is_new(store: Store) -> bool:
    tables = list(store.schema.tables.values())

    def query(session: Session) -> bool:
        return is_first_run(session, tables)

    return await store.read(query)


async def test_what_was_told_is_kept_and_can_be_changed(tmp_path: Path):
    clock = FakeClock()
    async with open_store(tmp_path, clock) as store:
        profile = Profile(store)
        assert await profile.get() is None
        await profile.save(role="student", grade=9, subjects=["math", "physics"], goal_min=30)
        began = await profile.get()
        assert began is not None
        assert began == ProfileData("student", 9, ("math", "physics"), 30, "2026-11-22T12:00:00.000Z")
        clock.advance(3600)
        await profile.save(role="student", grade=10, subjects=[], goal_min=45)
        assert await profile.get() == ProfileData("student", 10, (), 45, began.started_utc)
    assert stable_id("profile") == PROFILE_ID


async def test_saving_the_same_again_sends_nothing(tmp_path: Path):
    async with open_store(tmp_path) as store:
        profile = Profile(store)
        for _time in range(2):
            await profile.save(role="parent", grade=0, subjects=[], goal_min=30)
        assert (await store.device()).last_n == 1


@pytest.mark.parametrize(("grade", "goal_min"), [(13, 30), (-1, 30), (9, 0), (9, 1000)])
async def test_what_nobody_can_choose_is_refused(tmp_path: Path, grade: int, goal_min: int):
    async with open_store(tmp_path) as store:
        with pytest.raises(ValueError, match=str(grade if goal_min == 30 else goal_min)):
            await Profile(store).save(role="student", grade=grade, subjects=[], goal_min=goal_min)


async def test_what_a_newer_version_wrote_counts_as_not_said(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await store.write(
            lambda w: w.save(PROFILE, PROFILE_ID, role="teacher", grade=99, subjects={"a": 1}, goal_min=0)
        )
        assert await Profile(store).get() == ProfileData("student", 0, (), 30, "")


async def test_an_empty_device_asks_until_it_was_told_or_the_welcome_was_skipped(tmp_path: Path):
    async with open_store(tmp_path / "a") as store:
        assert await is_new(store)
        await Profile(store).skip()
        assert not await is_new(store)
        assert (await store.device()).last_n == 0  # that a device asks no more is its own matter
    async with open_store(tmp_path / "b") as store:
        await Profile(store).save(role="student", grade=0, subjects=[], goal_min=30)
        assert not await is_new(store)


async def test_whoever_has_something_here_is_not_new(tmp_path: Path):
    async with open_store(tmp_path / "a") as store:
        await store.write(lambda w: w.save(NOTE, "n", title="先写的笔记", body=""))
        assert not await is_new(store)
    async with open_store(tmp_path / "b") as store:
        await store.write(
            lambda w: w.add(STUDY, activity="lesson", started_utc="2026-11-22T12:00:00Z", seconds=9, subject="")
        )
        assert not await is_new(store)
    async with open_store(tmp_path / "c") as store:
        await store.adopt("account", "device", "space")
        assert not await is_new(store)
