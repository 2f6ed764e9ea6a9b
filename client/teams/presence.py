"""Who of a team is there: this device says so once a minute, and computes for the others from when it heard of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from client.alarm import Alarm
from client.api.teams import TeamsLine
from client.store import Store
from sync.ending import end
from sync.errors import SyncError
from sync.teams import BEAT_S, FOCUS, GONE_S

PRESENCE = "presence"
"""What watchers of the store are told when somebody has come or gone."""
FOURTEEN = "teams.fourteen"
"""Setting of this device: the member is of that age."""


class Seen(NamedTuple):
    """When a member was heard of last, by this device's clock, and what it did."""

    at: datetime
    activity: str


class Beating:
    """Says that this member is there, while it is in a team and signed in."""

    def __init__(self, store: Store, line: TeamsLine, activity: Callable[[], str], wanted: Callable[[], bool]) -> None:
        """`activity`: what is on the screen; `wanted`: there is somebody to tell."""
        self._store = store
        self._line = line
        self._activity = activity
        self._wanted = wanted
        self._seen: dict[str, dict[str, Seen]] = {}
        self._due = Alarm(asyncio.get_running_loop().call_later)
        self._beat: asyncio.Task[None] | None = None
        self.focuses = False
        """Whether this member is in the focus room."""

    async def ring(self) -> None:
        """Called every minute: beat some time within the first half of it, or all devices would come at once."""
        if self._wanted():
            self._due.set(self._store.random.uniform(0, BEAT_S / 2), self._begin)

    def _begin(self) -> None:
        self._beat = asyncio.create_task(self.beat())

    async def close(self) -> None:
        """Beat no more."""
        self._due.cancel()
        await end(self._beat)

    async def beat(self) -> None:
        """Say it now. Without a line nothing happens: whoever looks finds this member gone after a while."""
        if not self._wanted():
            return
        try:
            presence = await self._line.beat(FOCUS if self.focuses else self._activity())
        except SyncError:
            return
        if await self.is_fourteen() != presence.fourteen:
            await self._store.set_setting(FOURTEEN, presence.fourteen)
        now = self._store.clock.now_utc()
        seen = {
            team: {one.account_id: Seen(now - timedelta(seconds=one.ago_s), one.activity) for one in here}
            for team, here in presence.teams.items()
        }
        before, self._seen = self.all_here(), seen
        if self.all_here() != before:
            self._store.tell(PRESENCE, "")

    async def is_fourteen(self) -> bool:
        """Whether this member is of that age or over, as far as the server has said: else there is no free talk."""
        return bool(await self._store.setting(FOURTEEN, False))

    def here(self, team: str) -> dict[str, str]:
        """Who is there now → what it does."""
        return self.all_here().get(team, {})

    def all_here(self) -> dict[str, dict[str, str]]:
        """Of all teams."""
        since = self._store.clock.now_utc() - timedelta(seconds=GONE_S)
        return {
            team: {who: one.activity for who, one in seen.items() if one.at >= since}
            for team, seen in self._seen.items()
        }
