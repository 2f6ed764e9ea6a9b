"""Live lessons for tests."""

from __future__ import annotations

from typing import Any

from server.db.engine import Database
from server.db.migrations.running import migrate
from server.live import timetable, transcripts
from sync.live import LiveLesson, Said
from tests.fakes.clock import FakeClock


def a_lesson(lesson_id: str = "algebra-1", starts_utc: str = "2026-11-22T12:30:00.000Z", **more: Any) -> LiveLesson:
    """A lesson half an hour after the fake clock's beginning."""
    words = {"title": "判别式的三种用法", "teacher": "王老师", "subject": "math", "grade": "九年级"}
    return LiveLesson.model_validate({"id": lesson_id, "starts_utc": starts_utc, **words, **more})


def announce(database_url: str, *lessons: LiveLesson) -> None:
    database = Database(database_url)
    try:
        migrate(database, FakeClock())
        timetable.put(database, lessons)
    finally:
        database.close()


def say(database_url: str, lesson_id: str, *words: str) -> None:
    """The transcript so far, a line every five seconds."""
    database = Database(database_url)
    try:
        transcripts.write(database, lesson_id, [Said(second=5.0 * n, text=text) for n, text in enumerate(words)])
    finally:
        database.close()
