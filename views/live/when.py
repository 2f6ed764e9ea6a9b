"""When a lesson is, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from client.dates import day_text, weekday_text
from client.live import LiveLesson
from client.live.lessons import begins
from client.texts import _


def day_of(lesson: LiveLesson, now: datetime) -> str:
    """今天, 明天, 12月1日 星期二."""
    day, today = begins(lesson).astimezone().date(), now.astimezone().date()
    if day == today:
        return _("今天")
    if day == today + timedelta(days=1):
        return _("明天")
    return f"{day_text(day, year=day.year != today.year)} {weekday_text(day)}"


def hours_of(lesson: LiveLesson) -> str:
    """19:30–20:15."""
    start = begins(lesson).astimezone()
    return f"{start:%H:%M}–{start + timedelta(minutes=lesson.minutes):%H:%M}"
