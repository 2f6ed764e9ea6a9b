"""Which lessons there are, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import insert, select, update

from server.db.engine import Database
from server.db.tables import live_lesson
from server.errors import NoSuchLesson
from sync.clock import from_text, to_text
from sync.live import TIMETABLE_LIMIT, LiveLesson, Timetable


def put(database: Database, lessons: Iterable[LiveLesson]) -> tuple[int, int]:
    """Write lessons into the timetable, those of a known id anew; how many are new, and how many changed."""
    new = changed = 0
    with database.write() as connection:
        for lesson in lessons:
            starts = from_text(lesson.starts_utc)
            row = {
                "card": lesson.model_dump_json(),
                "starts_utc": to_text(starts),
                "ends_utc": to_text(starts + timedelta(minutes=lesson.minutes)),
            }
            there = update(live_lesson).where(live_lesson.c.id == lesson.id).values(row)
            if connection.execute(there).rowcount:
                changed += 1
            else:
                connection.execute(insert(live_lesson), {"id": lesson.id, **row})
                new += 1
    return new, changed


def since(database: Database, moment: str) -> Timetable:
    """The lessons that end after that moment, the earliest first."""
    query = select(live_lesson.c.card).where(live_lesson.c.ends_utc > moment).order_by(live_lesson.c.starts_utc)
    with database.read() as connection:
        cards = connection.execute(query.limit(TIMETABLE_LIMIT)).scalars().all()
    return Timetable(lessons=[LiveLesson.model_validate_json(card) for card in cards])


def find(database: Database, lesson_id: str) -> LiveLesson:
    """The lesson. Raises NoSuchLesson."""
    with database.read() as connection:
        card = connection.execute(select(live_lesson.c.card).where(live_lesson.c.id == lesson_id)).scalar()
    if card is None:
        raise NoSuchLesson
    return LiveLesson.model_validate_json(card)
