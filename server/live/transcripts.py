"""What is said in a lesson, line by line; WebVTT in (W3C, "WebVTT: The Web Video Text Tracks Format")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select

from server.db.engine import Database
from server.db.tables import live_line
from server.live import timetable
from sync.live import LINES_LIMIT, Said, Transcript

_TIMES = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2}(?:[.,]\d{1,3})?)\s+-->")
_TAGS = re.compile(r"<[^>\n]*>")


def read_vtt(text: str) -> list[Said]:
    """The cues of a WebVTT (or SRT) file, in their order; what is no cue is passed over."""
    said: list[Said] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip().split("\n")
        at = next((i for i, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is None:
            continue
        times = _TIMES.match(lines[at])
        words = " ".join(_TAGS.sub("", line).strip() for line in lines[at + 1 :]).strip()
        if times and words:
            second = int(times[1] or 0) * 3600 + int(times[2]) * 60 + float(times[3].replace(",", "."))
            said.append(Said(second=second, text=words))
    return said


def write(database: Database, lesson_id: str, lines: Iterable[Said]) -> int:
    """Put these lines in the place of what is there; how many there are. Raises NoSuchLesson."""
    timetable.find(database, lesson_id)
    rows = [{"lesson_id": lesson_id, "n": n, "second": line.second, "text": line.text} for n, line in enumerate(lines)]
    with database.write() as connection:
        connection.execute(delete(live_line).where(live_line.c.lesson_id == lesson_id))
        if rows:
            connection.execute(insert(live_line), rows)
    return len(rows)


def read(database: Database, lesson_id: str, after: int) -> Transcript:
    """The lines behind the first `after`. Raises NoSuchLesson."""
    timetable.find(database, lesson_id)
    of_lesson = live_line.c.lesson_id == lesson_id
    query = select(live_line.c.second, live_line.c.text).where(of_lesson, live_line.c.n >= after)
    with database.read() as connection:
        count = connection.execute(select(func.count()).select_from(live_line).where(of_lesson)).scalar() or 0
        rows = connection.execute(query.order_by(live_line.c.n).limit(LINES_LIMIT)).all()
    return Transcript(lines=[Said(second=row.second, text=row.text) for row in rows], count=count)
