"""`Recaps`: what was learned in a week, a term, a holiday, alone and with one's teams; derived, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlmodel import Session, col, func, select

from client.courses.library import Courses
from client.courses.shelf import Pack
from client.courses.tables import AnswerEvent, FinishEvent
from client.mistakes.book import MistakeBook
from client.mistakes.mastery.overview import Mastery
from client.mistakes.tables import ReviewEvent
from client.plan.days import study_days
from client.recap.spans import Period, Span, span
from client.store import Store
from client.teams.streak import Checked, day_told, days_together
from client.teams.tables import CheckinEvent, CheerEvent, QuestDoneEvent
from client.timer.minutes import seconds_by_day
from sync.clock import to_text

FED_BY = frozenset(
    {"answer", "review", "finish", "study", "checkin", "cheer", "quest_done", "day", "mistake", "course"}
)
"""Records whose change may change a recap."""


@dataclass(frozen=True)
class Recap:
    """What came of a span; `best` is the day with the most minutes.

    `lessons` and `mastered` are titles of lessons and names of knowledge points. Of teams: days on which one checked
    in and the team was together, cheers that others gave, quests that one did.
    """

    span: Span
    minutes: int = 0
    days: int = 0
    answered: int = 0
    right: int = 0
    reviewed: int = 0
    lessons: tuple[str, ...] = ()
    mastered: tuple[str, ...] = ()
    best: tuple[date, int] | None = None
    together: int = 0
    cheers: int = 0
    quests: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done."""
        return not (self.minutes or self.days or self.lessons or self.together)


class Recaps:
    """Reads recaps."""

    def __init__(self, store: Store, courses: Courses, mistakes: MistakeBook, mastery: Mastery) -> None:
        self._store = store
        self._courses = courses
        self._mistakes = mistakes
        self._mastery = mastery

    async def of(self, period: Period) -> Recap:
        """The recap of the latest such period."""
        now, zone = self._mistakes.now(), self._mistakes.zone
        days = span(period, now.astimezone(zone).date())
        packs, graph = await self._courses.packs(), await self._mistakes.knowledge()
        since_utc, until_utc = _moment(days.first, zone), _moment(days.last + timedelta(days=1), zone)
        ids = await self._mastery.mastered_between(since_utc, until_utc)
        mastered = tuple(point.name for one in ids if (point := graph.point(one)))
        me = self._store.standing.device.account_id

        def query(session: Session) -> Recap:
            return read_recap(session, days, packs, mastered, me, zone)

        return await self._store.read(query)


def read_recap(
    session: Session, days: Span, packs: Sequence[Pack], mastered: tuple[str, ...], me: str, zone: tzinfo | None
) -> Recap:
    """The recap of a span of days in `zone` (None: the device's own), within a read."""
    since_utc, until_utc = _moment(days.first, zone), _moment(days.last + timedelta(days=1), zone)
    seconds = seconds_by_day(session, zone)
    minutes = {day: length // 60 for day, length in seconds.items() if days.first <= day <= days.last}
    studied = [day for day in study_days(session, seconds, zone) if days.first <= day <= days.last]
    a, r = AnswerEvent, ReviewEvent
    within = (col(a.answered_utc) >= since_utc, col(a.answered_utc) < until_utc)
    answered = session.exec(select(func.count()).select_from(a).where(*within)).one()
    right = session.exec(select(func.count()).select_from(a).where(*within, col(a.correct).is_(True))).one()
    of_span = (col(r.reviewed_utc) >= since_utc, col(r.reviewed_utc) < until_utc, col(r.elapsed_s) > 0)
    reviewed = session.exec(select(func.count()).select_from(r).where(*of_span)).one()
    together, cheers, quests = _with_teams(session, days, me)
    longest = max(minutes.items(), key=lambda one: (one[1], one[0]), default=None)
    return Recap(
        span=days,
        minutes=sum(minutes.values()),
        days=len(studied),
        answered=answered,
        right=right,
        reviewed=reviewed,
        lessons=_lessons(session, packs, since_utc, until_utc),
        mastered=mastered,
        best=longest if longest and longest[1] else None,
        together=together,
        cheers=cheers,
        quests=quests,
    )


def _lessons(session: Session, packs: Sequence[Pack], since_utc: str, until_utc: str) -> tuple[str, ...]:
    rows = session.exec(
        select(FinishEvent.course_id, FinishEvent.lesson_id)
        .where(col(FinishEvent.finished_utc) >= since_utc, col(FinishEvent.finished_utc) < until_utc)
        .group_by(col(FinishEvent.course_id), col(FinishEvent.lesson_id))
        .order_by(func.min(FinishEvent.finished_utc))
    )
    manifests = {pack.manifest.id: pack.manifest for pack in packs}
    entries = [manifests[course].entry(lesson) for course, lesson in rows if course in manifests]
    return tuple(entry.title for entry in entries if entry)


def _with_teams(session: Session, days: Span, me: str) -> tuple[int, int, int]:
    """Days together, cheers from others, quests; a device that was never signed in has no team."""
    if not me:
        return 0, 0, 0
    first, last = days.first.isoformat(), days.last.isoformat()
    by_team: dict[str, list[Checked]] = {}
    mine: dict[str, tuple[str, date]] = {}
    for row in session.exec(select(CheckinEvent)):
        told = Checked(row.who, row.day, row.at_utc)
        by_team.setdefault(row.space_id, []).append(told)
        if row.who == me and (day := day_told(told)) is not None and days.first <= day <= days.last:
            mine[row.id] = row.space_id, day
    shared = {day for team, told in by_team.items() for day in days_together(told) if (team, day) in mine.values()}
    said = session.exec(select(CheerEvent).where(CheerEvent.day >= first, CheerEvent.day <= last, CheerEvent.who != me))
    done = select(func.count()).select_from(QuestDoneEvent)
    quests = session.exec(
        done.where(QuestDoneEvent.who == me, QuestDoneEvent.day >= first, QuestDoneEvent.day <= last)
    ).one()
    return len(shared), sum(1 for one in said if one.checkin_id in mine), quests


def _moment(day: date, zone: tzinfo | None) -> str:
    """The midnight at which a day begins in `zone`."""
    return to_text(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC))
