"""Somebody copies the app's folder to a second computer, and both run: one sign-in, one device id, one numbering."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from client.syncing import reason_of
from sync.engine import TURNS
from sync.errors import Elsewhere
from tests.fakes.server import RunningServer
from tests.fakes.synced import NAME, PASSWORD, PATIENCE_S, SyncedDevice, open_device
from tests.sync.test_two_devices import everything, save, titled

Two = tuple[SyncedDevice, SyncedDevice]


@pytest.fixture
async def copies(server: RunningServer, tmp_path: Path) -> AsyncIterator[Two]:
    """Both are open, and their clocks are not the same to the second."""
    async with open_device(tmp_path / "laptop", server.url, 1) as laptop:
        await laptop.account.register(NAME, PASSWORD)
        await save(laptop, "n", title="先前")
        await laptop.until_status("synced")
    await asyncio.to_thread(shutil.copytree, tmp_path / "laptop", tmp_path / "copy")
    async with AsyncExitStack() as stack:
        laptop = await stack.enter_async_context(open_device(tmp_path / "laptop", server.url, 2))
        copy = await stack.enter_async_context(open_device(tmp_path / "copy", server.url, 3))
        copy.clock.advance(3.5)
        yield laptop, copy


def has_stopped(device: SyncedDevice) -> bool:
    """Whether it has given way; it also says "attention" for a moment while it goes on under another id."""
    status = device.sync.status
    return status.state == "attention" and reason_of(status) == Elsewhere.template


async def until_stopped(device: SyncedDevice) -> None:
    stopped = asyncio.Event()
    unwatch = device.sync.watch(lambda _: has_stopped(device) and stopped.set())
    try:
        while not has_stopped(device):
            await stopped.wait()
    finally:
        unwatch()


async def one_gives_way(copies: Two) -> Two:
    """Wait until it is so; the one that goes on, and the one that has stopped."""
    waits = [asyncio.create_task(until_stopped(device)) for device in copies]
    try:
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    stopped, other = sorted(copies, key=has_stopped, reverse=True)
    await other.until_status("synced")
    assert has_stopped(stopped)
    return other, stopped


async def test_two_copies_come_to_rest_and_one_says_why_it_has_stopped(copies: Two) -> None:
    other, stopped = await one_gives_way(copies)
    assert reason_of(stopped.sync.status) == Elsewhere.template
    await save(other, "m", title="照常")
    await other.until_status("synced")
    assert max(device.carrier.streams for device in copies) <= 2 * TURNS, "they do not take turns for ever"


async def test_what_two_copies_write_is_on_both_once_one_has_signed_in_anew(copies: Two) -> None:
    laptop, copy = copies
    for i in range(3):
        await asyncio.gather(
            save(laptop, f"a{i}", title=f"甲{i}"),
            save(copy, f"b{i}", title=f"乙{i}"),
            save(laptop, "n", title=f"改{i}"),
        )
    other, stopped = await one_gives_way(copies)
    await save(other, "c", title="这边照常")
    await save(stopped, "d", title="那边停了也写")
    await stopped.account.sign_in(NAME, PASSWORD)
    for device in copies:
        for note_id, title in {"a2": "甲2", "b2": "乙2", "c": "这边照常", "d": "那边停了也写", "n": "改2"}.items():
            await device.until(titled(note_id, title))
        await device.until_status("synced")
    assert await laptop.store.read(everything) == await copy.store.read(everything)
    assert len(await laptop.store.read(everything)) == 9
    await save(laptop, "n", title="再改")
    await copy.until(titled("n", "再改"))
    assert max(device.carrier.streams for device in copies) <= 5 * TURNS
