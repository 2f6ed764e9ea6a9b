"""The child's device tells its family how the day goes: who the child is, the day, this device, what its clock noticed.

Only what is in `client.family.day` leaves the child's own space: no note, no answer, no question.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from client.family.day import Day, read_day
from client.family.homes import Homes
from client.family.obeying import SPACE
from client.family.tables import ChildClockRow, DaySummaryRow
from client.profile.person import ProfileData
from client.profile.profile import read_profile
from client.store import Changes, Store, Writing
from client.timer import Standing, StudyClock
from client.timer.days import device_zone_name
from client.timer.ledger import TIMER
from sync.catalogue import ALERT, CHILD, CHILD_CLOCK, DAY_SUMMARY, GRANT, LIMITS
from sync.clock import from_text, to_text
from sync.ids import stable_id

if TYPE_CHECKING:
    from client.courses.library import Courses
    from client.mistakes.mastery.overview import Mastery

log = logging.getLogger("xueban.family")

HURRIED = frozenset({SPACE, LIMITS.name, GRANT.name})
"""A parent who has just decided something wants to see that it has arrived."""

FED_BY = HURRIED | {TIMER, "study", "answer", "review", "finish", "profile"}
EVERY_S = 60.0
"""What happens within a minute is told together."""

SOON_S = 0.5
"""Until what came is in the clock's ledger."""

START_S = 15.0
"""After the start of the app, which has other things to do first."""

SEEN_EVERY = timedelta(minutes=30)
WEAK = 5
PIN = "pin"
"""What `obeys` says of limits that were set on the device itself."""

NOTHING: dict[str, Any] = {
    "used_s": 0, "exempt_s": 0, "by_activity": {}, "by_subject": {}, "answered": 0, "correct": 0, "reviewed": 0,
    "learned": [], "told_utc": "",
}  # fmt: skip
"""A day on which nothing was done."""

UNTOLD = frozenset({"asked"})
"""Alerts that are not for the family: they were for whoever comes to this device."""


class Telling:
    """Tells on its own from `start` on, and when `tell` is called; does nothing without a family."""

    def __init__(
        self,
        store: Store,
        timer: StudyClock,
        homes: Homes,
        courses: Courses,
        mastery: Mastery,
        about: Callable[[], tuple[str, str]],
        *,
        every_s: float = EVERY_S,
    ) -> None:
        """`about`: the account's name, and this device's."""
        self._store = store
        self._timer = timer
        self._homes = homes
        self._courses = courses
        self._mastery = mastery
        self._about = about
        self._every_s = every_s
        self._stop: Callable[[], None] | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._last_s = float("-inf")
        self._stale: float | None = None
        """Seconds after which to tell again what has come while it was being told."""

    def start(self) -> None:
        """Tell from now on whenever there is something new; needs a running event loop."""

        def notice(changes: Changes) -> None:
            self._notice(hurry=any(record_type in HURRIED for record_type, _ in changes))

        self._stop = self._store.watch(notice, FED_BY)
        self._wait(START_S)

    async def close(self) -> None:
        """Tell what is new, and stop."""
        if self._stop is None:
            return
        self._stop()
        self._stop = None
        if self._soon is not None:
            self._soon.cancel()
        self._stale = None
        if self._task is not None:
            await self._task
        await self._quietly(self.tell(thinks=False))

    async def tell(self, *, thinks: bool = True) -> None:
        """Tell every family in which this account is a child; which points are weak takes a while to `think` over."""
        homes = self._homes.as_child()
        account = self._store.standing.device.account_id
        if not homes or not account:
            return
        standing, zone, day = self._timer.standing, self._timer.zone, self._timer.day

        def query(session: Session) -> tuple[Day, ProfileData]:
            return read_day(session, day, zone, standing.exempt), read_profile(session) or ProfileData()

        found, profile = await self._store.read(query)
        more: dict[str, Any] = {"learned": await self.learned(found)}
        if thinks:
            more["weak"] = await self.weak()
        zone_name = self._timer.limits.zone if self._timer.limits else device_zone_name()

        def command(w: Writing) -> None:
            for home in homes:
                if home.id not in w.standing.followed:
                    continue
                w.into(home.id)
                self._tell_who(w, home.id, account, profile, zone_name)
                self._tell_clock(w, home.id, account)
                self._tell_day(w, home.id, account, found, standing, {**more, "goal_min": profile.goal_min})
                if standing.is_verified:
                    self._take_back_days(w, home.id, account, day)
                self._tell_alerts(w, home.id, account)

        await self._store.write(command)
        self._last_s = asyncio.get_running_loop().time()

    def _tell_who(self, w: Writing, home: str, account: str, profile: ProfileData, zone: str) -> None:
        about = {"name": self._about()[0], "grade": profile.grade, "goal_min": profile.goal_min, "zone": zone}
        w.save(CHILD, stable_id("child", home, account), child=account, deleted=False, **about)

    def _tell_clock(self, w: Writing, home: str, account: str) -> None:
        record_id, now = stable_id("child_clock", home, account, self._timer.id), w.clock.now_utc()
        known = w.session.get(ChildClockRow, record_id)
        limits = self._timer.limits
        obeys = "" if limits is None else limits.family or PIN
        fields: dict[str, Any] = {
            "child": account, "device": self._timer.id, "name": self._about()[1], "zone": device_zone_name(),
            "obeys": obeys,
        }  # fmt: skip
        if known is None or now - from_text(known.seen_utc) > SEEN_EVERY:
            fields["seen_utc"] = to_text(now)
        if known is None:
            fields["since_utc"] = to_text(now)
        w.save(CHILD_CLOCK, record_id, **fields)

    def _tell_day(
        self,
        w: Writing,
        home: str,
        account: str,
        day: Day,
        standing: Standing,
        more: dict[str, Any],
    ) -> None:
        record_id = stable_id("day_summary", home, account, day.day)
        told: dict[str, Any] = {
            "child": account,
            "day": day.day,
            "used_s": _minutes(standing.used_s if standing.is_guarded else day.used_s),
            "exempt_s": _minutes(day.free_s),
            "cap_s": -1 if standing.cap_s is None else round(standing.cap_s),
            "by_activity": {kind: _minutes(s) for kind, s in day.by_activity.items()},
            "by_subject": {subject: _minutes(s) for subject, s in day.by_subject.items()},
            "answered": day.answered,
            "correct": day.correct,
            "reviewed": day.reviewed,
            "streak": day.streak,
            **more,
        }
        if w.save(DAY_SUMMARY, record_id, **told):
            w.save(DAY_SUMMARY, record_id, told_utc=to_text(w.clock.now_utc()))

    def _take_back_days(self, w: Writing, home: str, account: str, today: str) -> None:
        """A day that has not come yet was told while the date was not known: what was done belongs to today."""
        query = select(DaySummaryRow.id).where(
            DaySummaryRow.space_id == home,
            DaySummaryRow.child == account,
            DaySummaryRow.day > today,
            DaySummaryRow.told_utc != "",
        )
        for record_id in list(w.session.exec(query)):
            w.save(DAY_SUMMARY, record_id, **NOTHING)

    def _tell_alerts(self, w: Writing, home: str, account: str) -> None:
        for alert in self._timer.alerts:
            if alert.what in UNTOLD:
                continue
            event_id = stable_id("alert", home, self._timer.id, alert.what, str(alert.at_s), alert.more)
            at_utc = to_text(datetime.fromtimestamp(alert.at_s, UTC))
            about = {"child": account, "device": self._timer.id, "what": alert.what, "more": alert.more}
            w.add(ALERT, id=event_id, at_utc=at_utc, **about)

    async def learned(self, day: Day) -> list[str]:
        """Titles of the lessons that were finished, as far as this device has their courses."""
        titles: list[str] = []
        for course_id, lesson_id in day.finished:
            course = await self._courses.course(course_id)
            lesson = next((one for one in course.lessons if one.id == lesson_id), None) if course else None
            if course and lesson:
                titles.append(f"{course.title} · {lesson.title}")
        return titles

    async def weak(self) -> list[dict[str, str]]:
        """The points that are least firm, by name and subject."""
        overview = await self._mastery.overview(WEAK)
        return [{"name": one.point.name, "subject": one.point.subject} for one in overview.weak]

    def _notice(self, *, hurry: bool) -> None:
        if self._task is not None and not self._task.done():
            self._stale = SOON_S if hurry else self._stale or self._every_s
            return
        wait_s = SOON_S if hurry else max(0.0, self._last_s + self._every_s - asyncio.get_running_loop().time())
        self._wait(wait_s)

    def _wait(self, seconds: float) -> None:
        """Tell then, or when it was to be told already, whichever comes first."""
        loop = asyncio.get_running_loop()
        if self._soon is not None:
            if self._soon.when() <= loop.time() + seconds:
                return
            self._soon.cancel()
        self._soon = loop.call_later(seconds, self._begin)

    def _begin(self) -> None:
        self._soon = None
        if self._homes.as_child():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        self._stale = None
        await self._quietly(self.tell())
        if self._stale is not None and self._stop is not None:
            self._wait(self._stale)

    async def _quietly(self, telling: Awaitable[None]) -> None:
        try:
            await telling
        except Exception:  # the family waits; the child's own work is not to be disturbed
            log.exception("the family could not be told how the day goes")


def _minutes(seconds: float) -> int:
    """Seconds of whole minutes: what is told changes no more often than that."""
    return int(seconds // 60) * 60
