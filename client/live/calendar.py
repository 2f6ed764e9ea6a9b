"""Live lessons as a calendar file (RFC 5545), which every calendar program takes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from client.live.lessons import begins
from client.texts import _
from sync.live import LiveLesson

_FOLD_BYTES = 75
_PRODUCT = "-//Xueban//Live lessons//ZH"


def calendar_of(lessons: Iterable[LiveLesson], now: datetime, remind_min: int = 10) -> bytes:
    """The lessons as one calendar, each with an alarm `remind_min` minutes before; lines end as the RFC has it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for lesson in lessons:
        lines += _event(lesson, now, remind_min)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(lesson: LiveLesson, now: datetime, remind_min: int) -> list[str]:
    start = begins(lesson)
    about = "\n".join(
        part
        for part in (lesson.summary, _("主讲：{name}").format(name=lesson.teacher) if lesson.teacher else "")
        if part
    )
    title = _("直播课：{title}").format(title=lesson.title)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{lesson.id}@live.xueban.net",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(start)}",
        f"DTEND:{_moment(start + timedelta(minutes=lesson.minutes))}",
        f"SUMMARY:{_text(title)}",
        f"STATUS:{'CANCELLED' if lesson.cancelled else 'CONFIRMED'}",
    ]
    if about:
        lines.append(f"DESCRIPTION:{_text(about)}")
    if lesson.stream:
        lines.append(f"URL:{lesson.stream}")
    if not lesson.cancelled:
        alarm = f"TRIGGER:-PT{max(0, remind_min)}M"
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(lesson.title)}", alarm, "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """RFC 5545, section 3.3.11."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """RFC 5545, section 3.1: no line is longer than 75 bytes, and no character is cut."""
    rows: list[str] = []
    row = ""
    for character in line:
        room = _FOLD_BYTES - (1 if rows else 0)
        if len((row + character).encode()) > room:
            rows.append(row)
            row = ""
        row += character
    return "\r\n ".join([*rows, row])
