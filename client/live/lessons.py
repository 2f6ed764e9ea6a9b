"""A lesson in time. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sync.clock import from_text
from sync.live import LiveLesson

Phase = Literal["coming", "open", "over", "cancelled"]

OPENS = timedelta(minutes=10)
"""So long before its beginning a lesson can be entered."""
OVERTIME = timedelta(minutes=30)
"""So long after its end it still can: teachers run late."""

COURSE_OF_LESSON = "recording"
"""The id of the one lesson in a recording's course."""


def begins(lesson: LiveLesson) -> datetime:
    """When it begins, in UTC."""
    return from_text(lesson.starts_utc)


def phase_of(lesson: LiveLesson, now: datetime) -> Phase:
    """Whether it is still to come, can be entered, or is over."""
    if lesson.cancelled:
        return "cancelled"
    start = begins(lesson)
    if now < start - OPENS:
        return "coming"
    return "open" if now < start + timedelta(minutes=lesson.minutes) + OVERTIME else "over"


def second_of(lesson: LiveLesson, now: datetime) -> float:
    """How many seconds into the lesson now is; 0 before its beginning."""
    return max(0.0, (now - begins(lesson)).total_seconds())


def course_of(lesson: LiveLesson) -> str:
    """The id of the course that its recording is, or will be: notes made now belong to it."""
    return lesson.recording or f"live-{lesson.id}"


def is_due(lesson: LiveLesson, remind_min: int, now: datetime) -> bool:
    """Whether now is the time to remind of it: from so many minutes before until ten minutes after its beginning."""
    start = begins(lesson)
    late = start + timedelta(minutes=10)
    return not lesson.cancelled and start - timedelta(minutes=remind_min) <= now < late


def clock_words(second: float) -> str:
    """A place in a lesson: 12:34, or 1:02:03."""
    whole = int(second)
    hours, minutes, seconds = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
