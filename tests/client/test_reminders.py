"""What happens by the wall clock, and when the app comes back to the front."""

import asyncio
from dataclasses import replace
from pathlib import Path

from client.reminders import DAY, Reminders
from tests.fakes.opened import open_device, open_window
from tests.fakes.store import open_store


class FakeSync:
    """Counts how often it was told to try now."""

    def __init__(self) -> None:
        self.wakes = asyncio.Queue[str]()

    def wake(self) -> None:
        self.wakes.put_nowait("wake")


async def test_the_turn_of_the_day_is_told_to_whoever_shows_today(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        told = asyncio.Queue[frozenset]()
        store.watch(told.put_nowait, {DAY})
        await Reminders(store, FakeSync()).turn_day()  # pyright: ignore[reportArgumentType]  # a fake of it
        assert await told.get() == {(DAY, "")}


async def test_coming_back_to_the_front_tries_to_sync_at_once(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        sync = FakeSync()
        reminders = Reminders(client.store, sync)  # pyright: ignore[reportArgumentType]  # a fake of it
        reminders.start()
        async with open_window(replace(client, reminders=reminders), "/") as app:
            await app.fire(app.page, "app_lifecycle_state_change", {"state": "resume"})
            assert sync.wakes.get_nowait() == "wake"
        reminders.stop()
