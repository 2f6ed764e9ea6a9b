"""A child's weeks as its own device knows them, for a parent who is at that device: what a family would be told."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from client.family.day import Day, read_days
from client.family.overview import DAYS, ChildSeen, DaySeen
from client.family.telling import Telling
from client.profile.person import ProfileData
from client.profile.profile import read_profile
from client.store import Store
from client.timer import StudyClock
from client.timer.days import next_day

WEEK = 7


async def child_here(store: Store, timer: StudyClock, telling: Telling) -> ChildSeen:
    """Whoever learns on this device, without a name; requests and alerts are elsewhere."""
    today, zone, standing = timer.day, timer.zone, timer.standing
    names = [next_day(today, -back) for back in reversed(range(DAYS))]

    def query(session: Session) -> tuple[list[Day], ProfileData]:
        return read_days(session, names, zone, standing.exempt), read_profile(session) or ProfileData()

    found, profile = await store.read(query)
    weak = tuple((one["name"], one["subject"]) for one in await telling.weak())
    days: list[DaySeen] = []
    for number, day in enumerate(found):
        is_today = number == len(found) - 1
        days.append(
            DaySeen(
                day=date.fromisoformat(day.day),
                used_s=round(standing.used_s) if is_today and standing.is_guarded else day.used_s,
                exempt_s=day.free_s,
                cap_s=round(standing.cap_s) if is_today and standing.cap_s is not None else None,
                by_activity=day.by_activity,
                by_subject=day.by_subject,
                answered=day.answered,
                correct=day.correct,
                reviewed=day.reviewed,
                learned=tuple(await telling.learned(day)) if number >= len(found) - WEEK else (),
                weak=weak if is_today else (),
                streak=day.streak,
                goal_min=profile.goal_min,
                told=store.clock.now_utc(),
            )
        )
    return ChildSeen(
        home="",
        account=store.standing.device.account_id,
        name="",
        grade=profile.grade,
        today=today,
        days=days,
        limits=timer.limits,
        open=(),
        noticed=(),
        clocks={},
    )
