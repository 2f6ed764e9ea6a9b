"""Sync as the rest of the app sees it: it runs while somebody is signed in, and says how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from client.account.credentials import Credentials
from client.api.transport import HttpTransport
from client.store import Store
from client.store.syncing import StoreSync
from client.texts import fill
from client.watchers import Watchers
from sync.backoff import Backoff
from sync.catalogue import ALL
from sync.clock import from_text
from sync.ending import end
from sync.engine import Engine
from sync.status import Status

RECORDS = frozenset(ALL)
"""The types of all synced records, for whoever watches whether anything waits."""


def reason_of(status: Status) -> str:
    """Why sync stands as it does, in a sentence of the current language; "" when there is nothing to explain."""
    return fill(status.reason, dict(status.values))


class Sync:
    """Starts and stops the engine with the account; local commits wake it."""

    def __init__(
        self, store: Store, transport: HttpTransport, credentials: Credentials, backoff: Backoff | None = None
    ) -> None:
        self._store = store
        self._credentials = credentials
        self._watchers = Watchers[Status]()
        self._operations = StoreSync(store)
        self._engine = Engine(
            self._operations,
            transport,
            clock=store.clock,
            random=store.random,
            backoff=backoff,
            on_status=self._tell,
        )
        self._task: asyncio.Task[None] | None = None
        self._unwatch = store.watch(lambda _: self._engine.wake(), ALL)
        self.status = Status()

    def watch(self, watcher: Callable[[Status], object]) -> Callable[[], None]:
        """Call `watcher` whenever the status changes; calling what is returned ends it."""
        return self._watchers.add(watcher)

    @property
    def offline_since(self) -> datetime | None:
        """Since when there is no line; None while there is one."""
        return from_text(self.status.since_utc) if self.status.since_utc else None

    async def waiting(self) -> int:
        """How many changes the server does not have yet, also those that were made since the status was told."""
        return self._operations.where.waiting

    def wake(self) -> None:
        """Start when somebody has signed in; otherwise try now rather than later."""
        if self._credentials.login is None:
            self._tell(Status())
        elif self._task is None or self._task.done():
            self._task = asyncio.create_task(self._engine.run(), name="sync")
        else:
            self._engine.retry_now()

    async def halt(self) -> None:
        """End what is under way, e.g. because the person signs out."""
        task, self._task = self._task, None
        await end(task)
        self._tell(Status())

    async def close(self) -> None:
        """Stop for good."""
        self._unwatch()
        await self.halt()

    def _tell(self, status: Status) -> None:
        self.status = status
        self._watchers.tell(status)
