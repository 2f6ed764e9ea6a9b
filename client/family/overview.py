"""What a parent sees: the children, their days, what they ask, what is to be known. Read from the store alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from client.family.asking import Asked, asked_of
from client.family.obeying import limits_of
from client.family.tables import (
    AlertEvent,
    ChildClockRow,
    ChildRow,
    DaySummaryRow,
    GrantEvent,
    LimitsRow,
    RequestEvent,
)
from client.timer import Limits
from client.timer.days import day_of, zone_of
from client.timer.limits import HOME
from sync.clock import from_text, to_text
from sync.ids import stable_id

DAYS = 28
ALERTS = 10
SILENT = timedelta(days=3)
"""A device that was not seen for so long while another one was: it may be in use without the family."""
FRESH = timedelta(days=7)
"""A second device is news for so long."""


class Noticed(NamedTuple):
    """Something to know: an alert of a clock, or "silent", "new_device", "away", "other_agreement", with what belongs
    to it.
    """

    what: str
    more: str
    at: datetime
    device: str = ""


@dataclass(frozen=True)
class DaySeen:
    """One day of a child; seconds. `cap_s` None without a limit. `weak`: names of points with their subjects."""

    day: date
    used_s: int = 0
    exempt_s: int = 0
    cap_s: int | None = None
    by_activity: dict[str, int] = field(default_factory=dict)
    by_subject: dict[str, int] = field(default_factory=dict)
    answered: int = 0
    correct: int = 0
    reviewed: int = 0
    learned: tuple[str, ...] = ()
    weak: tuple[tuple[str, str], ...] = ()
    streak: int = 0
    goal_min: int = 0
    told: datetime | None = None

    @property
    def minutes(self) -> int:
        """Whole minutes, free ones included."""
        return (self.used_s + self.exempt_s) // 60


@dataclass(frozen=True)
class ChildSeen:
    """A child of a family: `days` are the last ones, today last; `open` are requests that nobody has answered.

    `today` is the day where the child lives, `given_min` what was given for it so far. `clocks`: name by id.
    """

    home: str
    account: str
    name: str
    grade: int
    today: str
    days: Sequence[DaySeen]
    limits: Limits | None
    open: Sequence[Asked]
    noticed: Sequence[Noticed]
    clocks: dict[str, str]
    given_min: int = 0

    @property
    def now(self) -> DaySeen:
        """Today."""
        return self.days[-1]


def read_children(session: Session, homes: Sequence[str], now: datetime, days: int = DAYS) -> list[ChildSeen]:
    """The children of these families, as far as their devices have told of them; in the order of their names."""
    query = select(ChildRow).where(col(ChildRow.space_id).in_(homes), col(ChildRow.deleted).is_(False))
    rows = sorted(session.exec(query), key=lambda row: (row.name, row.id))
    return [_child(session, row, now, days) for row in rows]


def _child(session: Session, row: ChildRow, now: datetime, days: int) -> ChildSeen:
    home, account = row.space_id, row.child
    agreed = session.get(LimitsRow, stable_id("limits", home, account))
    limits = limits_of(agreed) if agreed and not agreed.deleted else None
    zone = zone_of(limits.zone if limits else row.zone or HOME)
    today = day_of(now.timestamp(), zone)
    clocks = list(
        session.exec(
            select(ChildClockRow)
            .where(ChildClockRow.space_id == home, ChildClockRow.child == account)
            .order_by(col(ChildClockRow.since_utc))
        )
    )
    grants = select(GrantEvent.seconds).where(
        GrantEvent.space_id == home, GrantEvent.child == account, GrantEvent.day == today
    )
    return ChildSeen(
        home=home,
        account=account,
        name=row.name,
        grade=row.grade,
        today=today,
        days=_days(session, home, account, date.fromisoformat(today), days),
        limits=limits,
        open=_open(session, home, account, today),
        noticed=_noticed(session, home, account, clocks, now, limits),
        clocks={clock.device: clock.name for clock in clocks},
        given_min=sum(session.exec(grants)) // 60,
    )


def _days(session: Session, home: str, account: str, today: date, count: int) -> list[DaySeen]:
    first = today - timedelta(days=count - 1)
    rows = session.exec(
        select(DaySummaryRow).where(
            DaySummaryRow.space_id == home,
            DaySummaryRow.child == account,
            DaySummaryRow.day >= first.isoformat(),
            DaySummaryRow.day <= today.isoformat(),
        )
    )
    told = {row.day: row for row in rows}
    listed: list[DaySeen] = []
    for day in (first + timedelta(days=n) for n in range(count)):
        row = told.get(day.isoformat())
        listed.append(_day(day, row) if row else DaySeen(day))
    return listed


def _day(day: date, row: DaySummaryRow) -> DaySeen:
    weak = [(str(one.get("name", "")), str(one.get("subject", ""))) for one in row.weak if isinstance(one, dict)]
    return DaySeen(
        day=day,
        used_s=row.used_s,
        exempt_s=row.exempt_s,
        cap_s=None if row.cap_s < 0 else row.cap_s,
        by_activity=_counts(row.by_activity),
        by_subject=_counts(row.by_subject),
        answered=row.answered,
        correct=row.correct,
        reviewed=row.reviewed,
        learned=tuple(str(title) for title in row.learned),
        weak=tuple(weak),
        streak=row.streak,
        goal_min=row.goal_min,
        told=_moment(row.told_utc),
    )


def _open(session: Session, home: str, account: str, today: str) -> list[Asked]:
    """Requests for today that wait for an answer, the oldest first; yesterday's are of no use any more."""
    query = select(RequestEvent).where(
        RequestEvent.space_id == home, RequestEvent.child == account, RequestEvent.day >= today
    )
    asked = [asked_of(session, row) for row in session.exec(query.order_by(col(RequestEvent.asked_utc)))]
    return [one for one in asked if one.minutes is None]


def _noticed(
    session: Session,
    home: str,
    account: str,
    clocks: Sequence[ChildClockRow],
    now: datetime,
    limits: Limits | None,
) -> list[Noticed]:
    """What is to be known, the latest first."""
    names = {clock.device: clock.name for clock in clocks}
    query = select(AlertEvent).where(
        AlertEvent.space_id == home,
        AlertEvent.child == account,
        AlertEvent.at_utc >= to_text(now - timedelta(days=DAYS)),
    )
    found = [
        Noticed(row.what, row.more, at, names.get(row.device, ""))
        for row in session.exec(query.order_by(col(AlertEvent.at_utc).desc()).limit(ALERTS))
        if (at := _moment(row.at_utc))
    ]
    latest = max((at for clock in clocks if (at := _moment(clock.seen_utc))), default=None)
    for number, clock in enumerate(clocks):
        seen, since = _moment(clock.seen_utc), _moment(clock.since_utc)
        if number and since and now - since < FRESH:
            found.append(Noticed("new_device", clock.name, since, clock.name))
        if seen and latest and latest - seen > SILENT:
            found.append(Noticed("silent", clock.name, seen, clock.name))
        elif seen and (what := _apart(clock, home, limits, seen)):
            found.append(Noticed(what, clock.zone, seen, clock.name))
    return sorted(found, key=lambda one: one.at, reverse=True)[:ALERTS]


def _apart(clock: ChildClockRow, home: str, limits: Limits | None, seen: datetime) -> str:
    """What sets a device apart from what the family has agreed on; "" for nothing."""
    if limits is None or not limits.is_on:
        return ""
    if clock.obeys and clock.obeys != home:
        return "other_agreement"
    away = zone_of(clock.zone)
    is_away = away and seen.astimezone(away).utcoffset() != seen.astimezone(zone_of(limits.zone)).utcoffset()
    return "away" if is_away else ""


def _counts(kept: object) -> dict[str, int]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {str(name): seconds for name, seconds in pairs if isinstance(seconds, int) and seconds > 0}


def _moment(text: str) -> datetime | None:
    try:
        return from_text(text)
    except ValueError:
        return None
