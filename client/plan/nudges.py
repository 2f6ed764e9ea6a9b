"""Reminders of the day: reviews that are due, a lesson, a rest, bedtime. Each is said once, while the app is open.

They follow the wall clock, as a person does; what a family has agreed on is the study clock's to hold, and where that
speaks (`client.timer`), these keep still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, Literal, NamedTuple, Self

from client.mistakes.book import MistakeBook
from client.store import Store
from client.timer import StudyClock
from client.timer.days import minutes_of
from client.timer.minutes import minutes_on_end
from client.watchers import Watchers

Kind = Literal["review", "lesson", "bed", "rest"]

WISHES = "nudges"
"""Setting of this device: when to remind of what."""
SAID = "nudges.said"
"""Setting of this device: what was said, with its day."""

LATE = timedelta(hours=1)
"""So long after its time something is still said, to somebody who opens the app only then."""


@dataclass(frozen=True)
class Wishes:
    """Times of day ("19:00", "" for never), and after how many minutes on end to rest (0 for never)."""

    review: str = "19:00"
    lesson: str = ""
    bed: str = "21:30"
    rest_min: int = 45

    @classmethod
    def of(cls, kept: Any) -> Self:
        """As it was kept; what makes no sense is as usual."""
        known = cls()
        if not isinstance(kept, dict):
            return known
        times = {
            name: kept[name]
            for name in ("review", "lesson", "bed")
            if isinstance(kept.get(name), str) and (not kept[name] or minutes_of(kept[name]) is not None)
        }
        rest = kept.get("rest_min")
        return replace(known, **times, **({"rest_min": rest} if isinstance(rest, int) and 0 <= rest <= 600 else {}))


class Nudge(NamedTuple):
    """What to remind of: `amount` reviews that are due, or so many minutes studied on end."""

    kind: Kind
    amount: int = 0


class Nudges:
    """Looks once a minute, when `ring` is called."""

    def __init__(self, store: Store, mistakes: MistakeBook, timer: StudyClock, zone: tzinfo | None = None) -> None:
        """`zone`: None for the device's own."""
        self._store = store
        self._mistakes = mistakes
        self._timer = timer
        self._zone = zone
        self._ringing = Watchers[Nudge]()
        self._rested: datetime | None = None

    async def wishes(self) -> Wishes:
        """When to remind of what."""
        return Wishes.of(await self._store.setting(WISHES))

    async def wish(self, wishes: Wishes) -> None:
        """Remind at these times from now on."""
        await self._store.set_setting(WISHES, asdict(wishes))

    def watch(self, watcher: Callable[[Nudge], object]) -> Callable[[], None]:
        """Call `watcher` when it is time for something; calling what is returned ends it."""
        return self._ringing.add(watcher)

    async def ring(self) -> None:
        """Say what is due by now, each once a day, and that it is time for a rest, once in a stretch."""
        wishes, now = await self.wishes(), self._store.clock.now_utc().astimezone(self._zone)
        said: list[str] = await self._store.setting(SAID, [])
        today = now.date().isoformat()
        for kind in ("review", "lesson", "bed"):
            mark = f"{kind} {today}"
            if mark not in said and _is_time(getattr(wishes, kind), now):
                said = [*(one for one in said if one.endswith(today)), mark]
                await self._store.set_setting(SAID, said)
                if (nudge := await self._of(kind)) is not None:
                    self._ringing.tell(nudge)
        await self._look_at_rest(wishes.rest_min, now)

    async def _of(self, kind: Kind) -> Nudge | None:
        """What there is to say; None when it has become needless, or the study clock says it."""
        if kind == "review":
            due = await self._mistakes.due_count()
            return Nudge("review", due) if due else None
        if kind == "lesson":
            return Nudge("lesson") if not await self._timer.minutes_today() else None
        limits = self._timer.limits
        return None if limits and limits.closed_from and limits.closed_until else Nudge("bed")

    async def _look_at_rest(self, rest_min: int, now: datetime) -> None:
        limits = self._timer.limits
        if not rest_min or not self._timer.activity or (limits and limits.rest_after_min):
            return
        if self._rested and now - self._rested < timedelta(minutes=rest_min):
            return
        on_end = await self._store.read(lambda session: minutes_on_end(session, now))
        if on_end >= rest_min:
            self._rested = now
            self._ringing.tell(Nudge("rest", on_end))


def _is_time(clock: str, now: datetime) -> bool:
    minute = minutes_of(clock)
    if minute is None:
        return False
    at = now.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    return at <= now < at + LATE
