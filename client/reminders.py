"""What happens by the wall clock: a sync round now and then, the turn of the day, reminders.

APScheduler compares wall clocks, so a clock that is set must do no harm: missed rounds are run once, never twice at a
time, and however late. What counts or enforces never stands here (see `client.timer`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from client.store import Store
from client.syncing import Sync

DAY = "day"
"""What watchers of the store are told when Today turns."""

DAY_TURNS = "0,5,22"
"""Hours at which what Today says turns: a new day, and the night in which it says that one should sleep."""

SYNC_EVERY_MIN = 5


class Reminders:
    """The scheduler and its jobs."""

    def __init__(self, store: Store, sync: Sync, *every_minute: Callable[[], Awaitable[None]]) -> None:
        """`every_minute`: what looks at the clock by itself, as live lessons and the day's reminders do."""
        self._every_minute = every_minute
        self._store = store
        self._sync = sync
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Start the jobs; needs a running event loop."""
        self._scheduler.add_job(self._round, "interval", minutes=SYNC_EVERY_MIN)
        self._scheduler.add_job(self.turn_day, "cron", hour=DAY_TURNS, minute=0)
        for look in self._every_minute:
            self._scheduler.add_job(look, "cron", minute="*", second=0)
        self._scheduler.start()

    def resume(self) -> None:
        """The app has come back to the front: do what was missed meanwhile."""
        self._scheduler.wakeup()
        self._sync.wake()

    def stop(self) -> None:
        """Stop the jobs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _round(self) -> None:
        self._sync.wake()

    async def turn_day(self) -> None:
        """Tell whoever shows today that it is another day, or night."""
        await self._store.write(lambda w: w.changed(DAY, ""))
