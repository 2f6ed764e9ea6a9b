"""Days and hours of the family's home zone: which day a moment belongs to, and whether it is bedtime. Pure.

All moments are seconds since 1970, so that a clock that is put forward or back for summer changes nothing that counts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal import get_localzone_name

DAY_S = 86_400


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo | None:
    """The zone of that IANA name; None (the device's own) for "" and for one that is not known here."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def device_zone_name() -> str:
    """The IANA name of the zone that the device is in; "" where the system does not tell."""
    try:
        return get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError, LookupError):
        return ""


def local(moment_s: float, zone: tzinfo | None) -> datetime:
    """The moment on the clocks of `zone`."""
    return datetime.fromtimestamp(moment_s, UTC).astimezone(zone)


@lru_cache(maxsize=256)
def start_of(day: str, zone: tzinfo | None) -> float:
    """When the day ("2026-11-22") begins in `zone`."""
    return datetime.combine(date.fromisoformat(day), time(), tzinfo=zone).timestamp()  # naive: the device's own zone


def day_of(moment_s: float, zone: tzinfo | None) -> str:
    """The day in `zone`; each moment is in one day, and days follow one another, also where midnight is skipped."""
    day = local(moment_s, zone).date()
    if start_of(day.isoformat(), zone) > moment_s:
        day -= timedelta(days=1)
    elif start_of((following := day + timedelta(days=1)).isoformat(), zone) <= moment_s:
        day = following
    return day.isoformat()


def next_day(day: str, days: int = 1) -> str:
    """The day after (or so many days after)."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def weekday_of(day: str) -> int:
    """0 is Monday."""
    return date.fromisoformat(day).weekday()


def minutes_of(clock: str) -> int | None:
    """Minutes since midnight of "22:00"; None for what is no time of day."""
    hour, colon, minute = clock.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return None
    return int(hour) * 60 + int(minute)


def in_hours(moment_s: float, begin: str, end: str, zone: tzinfo | None) -> bool:
    """Whether the clocks of `zone` are between `begin` and `end`, which may lie across midnight."""
    first, last = minutes_of(begin), minutes_of(end)
    if first is None or last is None or first == last:
        return False
    now = local(moment_s, zone)
    minute = now.hour * 60 + now.minute
    return first <= minute < last if first < last else minute >= first or minute < last


def next_time(moment_s: float, clock: str, zone: tzinfo | None) -> float:
    """When the clocks of `zone` next say `clock`."""
    minute = minutes_of(clock) or 0
    now = local(moment_s, zone)
    for days in (0, 1, 2):
        there = datetime.combine(now.date() + timedelta(days=days), time(minute // 60, minute % 60), tzinfo=zone)
        if there.timestamp() > moment_s:
            return there.timestamp()
    raise AssertionError("a day is no longer than that")
