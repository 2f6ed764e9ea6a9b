"""The focus room: one timer that members share, and who is there. No picture, no sound.

Whoever begins writes an event; every device computes from it how long is left. Of two that were begun at once the
earlier goes on, so that all see the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, select

from client.store import Store, Writing
from client.teams.tables import FocusEvent
from sync.catalogue import FOCUS
from sync.clock import from_text, to_text

LENGTHS = (15, 25, 45)
"""Minutes from which one chooses; 25 as in the Pomodoro technique (Cirillo), 45 as a lesson."""
LONGEST = 60


class Focus(NamedTuple):
    """A time of quiet work: who began it, and from when to when."""

    id: str
    who: str
    begins: datetime
    ends: datetime

    def left_s(self, now: datetime) -> float:
        """Seconds that are left, never less than none nor more than all of it."""
        whole = (self.ends - self.begins).total_seconds()
        return min(whole, max(0.0, (self.ends - now).total_seconds()))


def running(begun: Iterable[Focus], now: datetime) -> Focus | None:
    """The one that goes on now: of those whose end has not come, the one that was begun first."""
    return min(
        (one for one in begun if one.begins <= now < one.ends), key=lambda one: (one.begins, one.id), default=None
    )


def read_focus(session: Session, team: str, now: datetime) -> Focus | None:
    """The one that goes on in a team."""
    since = to_text(now - timedelta(minutes=LONGEST))
    rows = session.exec(select(FocusEvent).where(FocusEvent.space_id == team, FocusEvent.started_utc >= since))
    begun: list[Focus] = []
    for row in rows:
        try:
            begins = from_text(row.started_utc)
        except ValueError:
            continue
        minutes = min(LONGEST, max(1, row.minutes))
        begun.append(Focus(row.id, row.who, begins, begins + timedelta(minutes=minutes)))
    return running(begun, now)


class Focusing:
    """The room of a team, on this device."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def now(self, team: str) -> Focus | None:
        """What goes on."""
        now = self._store.clock.now_utc()
        return await self._store.read(lambda session: read_focus(session, team, now))

    async def begin(self, team: str, minutes: int) -> None:
        """Begin one, unless one goes on: then one is in that."""
        me = self._store.standing.device.account_id

        def command(w: Writing) -> None:
            now = w.clock.now_utc()
            if read_focus(w.session, team, now) is None:
                w.into(team)
                w.add(FOCUS, who=me, started_utc=to_text(now), minutes=minutes)

        await self._store.write(command)
