"""`History`: what other rooms ask about what lost, what was refused, and what went wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from client.history.lost import Lost, bring_back, read_lost
from client.history.refused import Refused, let_go, put_back, read_refused, send_again
from client.store import Store
from client.syncing import Status, Sync, reason_of

KEPT = 20
"""Errors that are remembered while the app runs."""
SHOWN = 50
"""Values and changes that are listed at once."""


class History:
    """Nothing is lost in silence: here is what did not go through, and the way to bring it back."""

    def __init__(self, store: Store, sync: Sync) -> None:
        self._store = store
        self._faults: deque[tuple[datetime, Status]] = deque(maxlen=KEPT)
        self._last = ""
        sync.watch(self._note)

    def errors(self) -> list[tuple[datetime, str]]:
        """The last errors of sync since the app was started, the latest first, as sentences."""
        return [(when, reason_of(status)) for when, status in reversed(self._faults)]

    async def lost(self, limit: int = SHOWN) -> list[Lost]:
        """Values that lost to a concurrent edit, the latest first."""
        return await self._store.read(lambda session: read_lost(session, limit))

    async def restore(self, lost: Lost) -> Callable[[], Awaitable[None]]:
        """Give the field its value again; the result, awaited, takes that back."""
        before = await self._store.write(lambda w: bring_back(w, lost.type, lost.record_id, lost.field, lost.value))

        async def undo() -> None:
            await self._store.write(lambda w: bring_back(w, lost.type, lost.record_id, lost.field, before))

        return undo

    async def refused(self, limit: int = SHOWN) -> list[Refused]:
        """Changes that the server did not take, the latest first."""
        return await self._store.read(lambda session: read_refused(session, limit))

    async def retry(self, refused_id: int) -> None:
        """Send such a change once more."""
        await self._store.write(lambda w: send_again(w, self._store.schema, refused_id))

    async def drop(self, refused_id: int) -> Callable[[], Awaitable[None]]:
        """Let such a change go; the result, awaited, takes that back."""
        kept = await self._store.write(lambda w: let_go(w, self._store.schema, refused_id))

        async def undo() -> None:
            await self._store.write(lambda w: put_back(w, self._store.schema, kept))

        return undo

    def _note(self, status: Status) -> None:
        if status.reason and status.reason != self._last:
            self._faults.append((self._store.clock.now_utc(), status))
        if status.state in ("synced", "off") or status.reason:
            self._last = status.reason
