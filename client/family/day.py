"""A child's day as its parents see it: seconds by subject and activity, counts, lessons. Nothing that was written.

A second on two devices counts once, as in the study clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from sqlmodel import Session, col, func, select

from client.courses.tables import AnswerEvent, FinishEvent
from client.mistakes.tables import ReviewEvent
from client.plan.days import study_days
from client.plan.streak import streak
from client.timer.days import next_day, start_of
from client.timer.minutes import seconds_by_day
from client.timer.tables import Study
from client.timer.union import united_s
from sync.clock import from_text, to_text

Spans = list[tuple[float, float]]


@dataclass(frozen=True)
class Day:
    """What one day came to. `finished`: (course, lesson) by their ids, each once, in their order."""

    day: str
    used_s: int
    free_s: int
    by_activity: dict[str, int]
    by_subject: dict[str, int]
    answered: int
    correct: int
    reviewed: int
    finished: tuple[tuple[str, str], ...]
    streak: int


def read_day(session: Session, day: str, zone: tzinfo | None, free: Collection[str]) -> Day:
    """The day in `zone`; `free` are the activities that take nothing from the limit."""
    return read_days(session, [day], zone, free)[0]


def read_days(session: Session, days: Sequence[str], zone: tzinfo | None, free: Collection[str]) -> list[Day]:
    """Each of these days."""
    studied = study_days(session, seconds_by_day(session, zone), zone)
    return [_read(session, day, zone, free, streak(studied, date.fromisoformat(day)).days) for day in days]


def _read(session: Session, day: str, zone: tzinfo | None, free: Collection[str], streak_days: int) -> Day:
    begin, end = _text(day, zone), _text(next_day(day), zone)
    spans = list(_spans(session, begin, end))

    def by(key: Callable[[tuple[str, str]], str]) -> dict[str, int]:
        groups: dict[str, Spans] = defaultdict(list)
        for about, span in spans:
            if key(about):
                groups[key(about)].append(span)
        return {name: round(united_s(group)) for name, group in sorted(groups.items())}

    def total(*, wants_free: bool) -> int:
        return round(united_s(span for (activity, _subject), span in spans if (activity in free) == wants_free))

    answers = session.exec(
        select(AnswerEvent.correct).where(AnswerEvent.answered_utc >= begin, AnswerEvent.answered_utc < end)
    ).all()
    reviewed = select(func.count()).select_from(ReviewEvent)
    lessons = (
        select(FinishEvent.course_id, FinishEvent.lesson_id)
        .where(FinishEvent.finished_utc >= begin, FinishEvent.finished_utc < end)
        .order_by(col(FinishEvent.finished_utc))
    )
    return Day(
        day=day,
        used_s=total(wants_free=False),
        free_s=total(wants_free=True),
        by_activity=by(lambda about: about[0]),
        by_subject=by(lambda about: about[1]),
        answered=len(answers),
        correct=sum(answers),
        reviewed=session.exec(reviewed.where(ReviewEvent.reviewed_utc >= begin, ReviewEvent.reviewed_utc < end)).one(),
        finished=tuple(dict.fromkeys((course, lesson) for course, lesson in session.exec(lessons))),
        streak=streak_days,
    )


def _spans(session: Session, begin: str, end: str) -> Iterator[tuple[tuple[str, str], tuple[float, float]]]:
    query = select(Study.activity, Study.subject, Study.started_utc, Study.seconds)
    for activity, subject, started, seconds in session.exec(
        query.where(Study.started_utc >= begin, Study.started_utc < end, Study.seconds > 0)
    ):
        at_s = from_text(started).timestamp()
        yield (activity, subject), (at_s, at_s + seconds)


def _text(day: str, zone: tzinfo | None) -> str:
    return to_text(datetime.fromtimestamp(start_of(day, zone), UTC))
