"""`StudyClock`: screens say what is being studied; the clock counts it, writes it down, and says how the day stands."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, tzinfo

from client.alone import Alone
from client.store import Store
from client.timer.anchors import Anchoring
from client.timer.book import Book, Decide
from client.timer.drafts import Draft, Place
from client.timer.elapsed import ClockElapsed, Elapsed, Reading
from client.timer.explaining import DayTold, day_told
from client.timer.heart import Heart
from client.timer.limits import Limits
from client.timer.minutes import minutes_by_day
from client.timer.safe import Safe
from client.timer.standing import Standing
from client.timer.tally import Alert
from client.watchers import Watchers
from sync.clock import Clock
from sync.ending import end

log = logging.getLogger("xueban.timer")

BEAT_S = 5.0
LATE_S = 2 * BEAT_S
LAST_S = 9.0
"""The last beat before the end comes at the end itself, as long as the lease that was taken lasts until then."""


class StudyClock:
    """Counts active seconds by elapsed time; the ledger keeps them, and STUDY events tell other devices of them.

    Made by `open`. Whatever happens to the process, what it has counted is charged when it starts again.
    """

    def __init__(self, store: Store, clock: Clock, elapsed: Elapsed, book: Book, alone: Alone | None) -> None:
        self._store = store
        self._clock = clock
        self._elapsed = elapsed
        self._book = book
        self._keeper = book.keeper
        self._alone = alone
        self._turn = 0
        self._heart = Heart(self.beat, self.until_beat_s)
        self._watchers = Watchers[Standing]()
        self._told: object = None
        self._anchoring: Anchoring | None = None
        self._restore: Callable[[], Awaitable[dict[str, float] | None]] = _nothing_to_restore
        self._asking: asyncio.Task[bool] | None = None
        self._beat_s = 0.0
        self._subject = ""
        book.on_taken = self._heart.wake
        self.wanted = ""
        """What is on the screen, also while it is locked."""
        self.beats = 0
        """How often the heart has beaten."""

    @classmethod
    async def open(
        cls,
        store: Store,
        clock: Clock,
        safe: Safe,
        *,
        elapsed: Elapsed | None = None,
        place: Place | None = None,
        alone: Alone | None = None,
    ) -> StudyClock:
        """The clock of this device: looks through the ledger, and charges what a killed process had not written."""
        elapsed = elapsed or ClockElapsed(clock)
        has_it = alone is None or await asyncio.to_thread(alone.take)
        place = replace(place or Place(), is_shared=bool(store.standing.device.account_id))
        book = await Book.open(store, clock, safe, elapsed, place)
        if has_it:
            await book.begin()
        else:
            book.keeper.fault = "second"
            book.keeper.ready.clear()
        return cls(store, clock, elapsed, book, alone if has_it else None)

    # For the screens -----------------------------------------------------------------------------------------------

    @property
    def standing(self) -> Standing:
        """How the day stands now."""
        return self._keeper.standing(self._now())

    @property
    def limits(self) -> Limits | None:
        """The limits in force; None while nobody has set any."""
        return self._keeper.limits

    @property
    def activity(self) -> str:
        """What is on the screen; "" for nothing that counts."""
        return self._keeper.count.activity

    @property
    def zone(self) -> tzinfo | None:
        """Whose midnight ends a day: the family's, else the device's own (None)."""
        return self._keeper.zone()

    @property
    def alerts(self) -> list[Alert]:
        """What a parent should know, the latest last."""
        return self._keeper.tally.alerts[:]

    async def set_limits(self, limits: Limits) -> None:
        """These are in force from now on; whoever calls it has made sure that a parent wants it."""
        self._keeper.ready.append(Draft("limits", limits.kept()))
        await self._book.keep(self._now(), always=True)
        self._heart.wake()

    @property
    def id(self) -> str:
        """The name of this clock, as long as its safe keeps its key; a new one after it was installed anew."""
        return hashlib.sha256(f"clock {self._keeper.witness.key}".encode()).hexdigest()[:16]

    @property
    def day(self) -> str:
        """The day in force."""
        return self._keeper.dated.day

    def obey(self, record_type: str, decide: Decide) -> None:
        """Seal what `decide` makes of records of that type, in the transaction that brings them, from now on.

        It gets the ids of the records, and the limits that were set last, whether they limit anything or not.
        """
        if self._keeper.fault != "second":
            self._book.obey(record_type, decide)

    async def grant(self, grant_id: str, day: str, seconds: int) -> None:
        """So much more for that day, once for each id; whoever calls it has made sure that a parent wants it."""
        self._keeper.ready.append(Draft("grant", {"id": grant_id, "day": day, "s": seconds}))
        await self._book.keep(self._now(), always=True)
        self._heart.wake()

    async def grant_now(self, minutes: int) -> None:
        """So many minutes more today; whoever calls it has made sure that a parent is at this device and wants it.

        Then nothing has to wait for the server either; the family is told.
        """
        self._keeper.restored({})
        self._keeper.alert("given_here", self._now(), str(minutes))
        await self.grant(f"pin:{secrets.token_hex(8)}", self._keeper.dated.day, minutes * 60)

    async def grant_by_code(self, number: str, minutes: int) -> None:
        """So many minutes more today, for a code that was good for `number`; its parents are told."""
        self._keeper.alert("code_used", self._now(), str(minutes))
        await self.grant(f"code:{number}", self.day, minutes * 60)

    async def ask_more(self, reason: str) -> None:
        """The child asks for more time; the parent finds it behind the PIN."""
        self._keeper.alert("asked", self._now(), reason[:200])
        await self._book.keep(self._now(), always=True)

    def watch(self, watcher: Callable[[Standing], object]) -> Callable[[], None]:
        """Call `watcher` when the standing has changed so that one can see it; the result ends it."""
        return self._watchers.add(watcher)

    def trust(self, anchoring: Anchoring, restore: Callable[[], Awaitable[dict[str, float] | None]]) -> None:
        """Take the date from the server from now on.

        `restore`: seconds that the server knows of by day, which is what a lost ledger is made good by; None without
        a line.
        """
        self._anchoring, self._restore = anchoring, restore

    def start(self) -> None:
        """Start the heartbeat; needs a running event loop."""
        self._heart.start()

    async def close(self) -> None:
        """Stop, and write what has been counted."""
        await self._book.close()
        await self._heart.stop()
        asking, self._asking = self._asking, None
        await end(asking)
        self.pause()
        await self.flush()
        if self._alone is not None:
            self._alone.let_go()

    def begin(self, activity: str, subject: str = "") -> Callable[[], None]:
        """`activity` ("lesson", "quiz", "review", "note") of that subject is on the screen now.

        Returns a function that ends it; it does nothing once something else has begun.
        """
        self.wanted, self._subject = activity, subject
        if not self.standing.locks(activity):
            self._keeper.begin(activity, *self._moment(), subject)
            self._heart.wake()
        self._turn += 1
        turn = self._turn

        def end() -> None:
            if turn == self._turn:
                self.pause()

        return end

    def pause(self) -> None:
        """Nothing is being studied any more."""
        self.wanted = ""
        self._keeper.begin("", *self._moment())
        self._heart.wake()

    def touch(self) -> None:
        """The person did something; without that for two minutes the clock stands still."""
        was_idle, now = self._keeper.count.is_idle, self._now()
        late = now.boot_s - self._beat_s > LATE_S  # who made the loop's timers late cannot make the person's hand late
        self._keeper.touch(now, self._wall_s())
        if was_idle or late:
            self._heart.wake()

    def show(self, *, in_front: bool) -> None:
        """The app came to the front or went behind (another window, a locked phone)."""
        self._keeper.show(*self._moment(), in_front=in_front)
        self._heart.wake()

    async def told(self) -> DayTold:
        """Where every minute of today went."""
        limits = self._keeper.limits
        free = limits.exempt if limits else frozenset[str]()
        return day_told(self._keeper.tally, self.day, free, self._keeper.pending(self._now()))

    async def minutes_today(self) -> int:
        """Whole minutes studied today, on all devices."""
        return (await self.minutes_by_day(1))[0][1]

    async def minutes_by_day(self, days: int) -> list[tuple[date, int]]:
        """Whole minutes studied on each of the last `days` days, today last."""
        now, zone = self._clock.now_utc(), self._keeper.place.zone
        return await self._store.read(lambda session: minutes_by_day(session, now, days, zone))

    # The heartbeat -------------------------------------------------------------------------------------------------

    async def beat(self) -> None:
        """Count up to now, write what is over, and say how it stands."""
        now, wall_s = self._moment()
        self.beats += 1
        self._beat_s = now.boot_s
        self._settle()
        self._keeper.beat(now, wall_s)
        self._follow_lock(now, wall_s)
        try:
            await self._book.keep(now)
        except Exception:
            self._keeper.fail(now)
            raise
        finally:
            self._tell(now)
        is_free = self._asking is None or self._asking.done()
        if is_free and self._anchoring and self._keeper.is_guarded and self._anchoring.is_due():
            self._asking = asyncio.get_running_loop().create_task(self.ask_date())

    async def ask_date(self) -> bool:
        """Ask the server what day it is; whether it said so. Then what a lost ledger knew is asked for, too."""
        witness = self._keeper.witness
        account_id = self._store.standing.device.account_id
        answer = await self._anchoring.ask(account_id, witness.server_key) if self._anchoring else None
        if answer is None:
            return False
        utc_s, witness.server_key, at_s = answer
        now = self._now()
        if not self._keeper.anchor(now, utc_s + now.boot_s - at_s):
            log.warning("the server's date is older than one that it has signed before")
            return False
        if witness.restricted is not None and (used := await self._restore()) is not None:
            self._keeper.restored(used)
        await self._book.keep(self._now(), always=True)
        self._tell(self._now())
        return True

    def _settle(self) -> None:
        """With an account there is a server to say what day it is; a family says which device may go without it."""
        first = self._keeper.limits.first_device if self._keeper.limits else ""
        is_shared, is_primary = bool(self._store.standing.device.account_id), first in ("", self.id)
        place = self._keeper.place
        if (place.is_shared, place.is_primary) != (is_shared or place.is_shared, is_primary):
            self._keeper.place = replace(place, is_shared=is_shared or place.is_shared, is_primary=is_primary)

    def _follow_lock(self, now: Reading, wall_s: float) -> None:
        """What is locked does not count, and goes on where it was when it is opened again."""
        if not self.wanted:
            return
        locked, counts = self._keeper.standing(now).locks(self.wanted), bool(self._keeper.count.activity)
        if locked == counts:
            self._keeper.begin("" if locked else self.wanted, now, wall_s, self._subject)

    async def flush(self) -> None:
        """Write all that has been counted. Raises what the store raises; then nothing of it is forgotten."""
        now, wall_s = self._moment()
        self._keeper.beat(now, wall_s)
        self._keeper.cut(now)
        await self._book.keep(now)

    def until_beat_s(self) -> float | None:
        """How long until the next beat, None for as long as nothing happens; what closes does so on time."""
        if not self._keeper.is_live:
            return None
        near_s = self.standing.near_s if self._keeper.count.is_counting else None
        return near_s + 0.02 if near_s and 0 < near_s <= LAST_S else BEAT_S

    def _tell(self, now: Reading) -> None:
        standing = self._keeper.standing(now)
        seen = (
            standing.lock, standing.warn_min, standing.needs_rest, standing.is_idle, standing.is_guarded,
            standing.day, standing.exempt, standing.capped, standing.opens_s, standing.cap_s,
            int(standing.used_s // 60),
        )  # fmt: skip
        if seen != self._told:
            self._told = seen
            self._watchers.tell(standing)

    def _now(self) -> Reading:
        return self._elapsed.read()

    def _wall_s(self) -> float:
        return self._clock.now_utc().timestamp()

    def _moment(self) -> tuple[Reading, float]:
        return self._now(), self._wall_s()


async def _nothing_to_restore() -> dict[str, float] | None:
    return None
