"""What counts as due today on this device, and how a time to come is said.

FSRS thinks in whole days, and so does a person: what falls due at any time today is asked today, so that the number
does not creep up while one works. Only a lapse, which comes back after minutes, waits for its minute.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from client.dates import day_text
from client.texts import _


def end_of_day(now: datetime, zone: tzinfo | None = None) -> datetime:
    """The next midnight in `zone` (None: the device's own) after `now` (aware), in UTC."""
    local = now.astimezone(zone)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    return tomorrow.astimezone(UTC)  # a naive midnight is read in the device's zone


def start_of_day(now: datetime, zone: tzinfo | None = None) -> datetime:
    """The last midnight in `zone` before `now`, in UTC."""
    return datetime.combine(now.astimezone(zone).date(), datetime.min.time(), tzinfo=zone).astimezone(UTC)


def when_text(due: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """When something is due, in words: 今天, 10 分钟后, 明天, 3 天后, 12月5日, 2027年1月3日."""
    days = (due.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days <= 0:
        minutes = round((due - now).total_seconds() / 60)
        return _("{n} 分钟后").format(n=minutes) if 0 < minutes <= 60 else _("今天")
    if days == 1:
        return _("明天")
    return _("{n} 天后").format(n=days) if days <= 30 else date_text(due, now, zone)


def date_text(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """A day in words; the year only when it is another one."""
    local = moment.astimezone(zone)
    return day_text(local, year=local.year != now.astimezone(zone).year)


def interval_text(interval: timedelta) -> str:
    """An interval in the largest unit that says enough: 10 分钟, 3 天, 2 个月, 1.5 年."""
    minutes = round(interval.total_seconds() / 60)
    days = round(minutes / 1440)
    if minutes < 60:
        return _("{n} 分钟").format(n=max(1, minutes))
    if days < 1:
        return _("{n} 小时").format(n=round(minutes / 60))
    if days < 31:
        return _("{n} 天").format(n=days)
    if days < 365:
        return _("{n} 个月").format(n=round(days / 30.4))
    return _("{n} 年").format(n=f"{days / 365:.1f}".removesuffix(".0"))
