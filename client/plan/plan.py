"""`Plan`: how today stands and what to do next, for the first screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlmodel import Session

from client.courses.library import Courses
from client.courses.offer import NextLesson, find_next_lesson, read_offer
from client.mistakes.book import MistakeBook
from client.mistakes.queue import Moment, count_due
from client.plan.days import study_days
from client.plan.steps import NextStep, Quest, Situation, choose_next_step
from client.plan.streak import Streak, streak
from client.profile.person import ProfileData
from client.profile.profile import is_first_run
from client.store import Store
from client.store.mending import MENDED, Mended
from client.store.tables import Setting
from client.timer.minutes import as_minutes, minutes_on_end, seconds_by_day
from sync.clock import Clock

WEEK = 7
SEASON = 26 * WEEK
"""Days that the heat map can show, on a window with room for them."""


@dataclass(frozen=True)
class Today:
    """How the day stands.

    `week` is the minutes of the last seven days, today last; `season` those of the last half year; `days_studied` are
    all the days ever. `is_first_run` tells that nothing was ever done on this device, so that it asks who learns here.
    `mended`: the database was damaged, and the person has not read yet what became of it.
    """

    day: date
    minutes_today: int
    goal_min: int
    week: list[tuple[date, int]]
    season: list[tuple[date, int]]
    streak: Streak
    days_studied: int
    due_count: int
    next_lesson: NextLesson | None
    next_step: NextStep
    profile: ProfileData | None
    is_first_run: bool
    mended: Mended | None = None


class Plan:
    """What to do next, chosen by need."""

    def __init__(
        self,
        store: Store,
        courses: Courses,
        mistakes: MistakeBook,
        clock: Clock,
        quest: Callable[[Session], Quest | None],
    ) -> None:
        """`quest`: what a team waits for this person to do."""
        self._store = store
        self._courses = courses
        self._mistakes = mistakes
        self._clock = clock
        self._quest = quest

    @property
    def zone(self) -> tzinfo | None:
        """Whose midnight ends a day; None is the device's own."""
        return self._mistakes.zone

    async def today(self) -> Today:
        """How the day stands, in one read of the store, so that its numbers agree with each other."""
        packs = await self._courses.packs()
        now, zone = self._clock.now_utc(), self.zone
        moment = Moment.at(now, zone)
        tables = list(self._store.schema.tables.values())

        def query(session: Session) -> Today:
            seconds, day = seconds_by_day(session, zone), now.astimezone(zone).date()
            season, studied = as_minutes(seconds, day, SEASON), study_days(session, seconds, zone)
            minutes = season[-1][1]
            offer = read_offer(session)
            goal_min = (offer.profile or ProfileData()).goal_min
            due, lesson = count_due(session, moment), find_next_lesson(packs, offer)
            situation = Situation(
                minutes_today=minutes,
                due_count=due,
                next_lesson=lesson,
                has_courses=any(not offer.has_off(pack) for pack in packs),
                hour=now.astimezone(zone).hour,
                minutes_on_end=minutes_on_end(session, now),
                goal_min=goal_min,
                quest=self._quest(session),
            )
            return Today(
                day=day,
                minutes_today=minutes,
                goal_min=goal_min,
                week=season[-WEEK:],
                season=season,
                streak=streak(studied, day),
                days_studied=len(studied),
                due_count=due,
                next_lesson=lesson,
                next_step=choose_next_step(situation),
                profile=offer.profile,
                is_first_run=offer.profile is None and is_first_run(session, tables),
                mended=Mended.of(session.get(Setting, MENDED)),
            )

        return await self._store.read(query)
