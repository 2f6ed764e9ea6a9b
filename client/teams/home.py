"""A team's home, read from the store: who has checked in, what is to be done today, cheers, the streak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from client.teams.quests import QuestDone, TeamQuest, Wanting, quest_of
from client.teams.rewards import Rewards, rewards
from client.teams.streak import Checked, TeamStreak, day_told, days_together, team_streak
from client.teams.tables import CheckinEvent, CheerEvent, QuestDoneEvent, TeamTaskRow, TeamWelcomeEvent
from sync.files import named_in

DAYS = 7
CHEERS = 12


class Checkin(NamedTuple):
    """A member's check-in; `cheers` are the keys of what was said to it, with who said it.

    `picture` is a file's reference, "" for none.
    """

    id: str
    who: str
    words: str
    minutes: int
    cheers: tuple[tuple[str, str], ...] = ()
    picture: str = ""


class Task(NamedTuple):
    """Something to do today; `done` are the members that have."""

    id: str
    title: str
    made_by: str
    done: tuple[str, ...]


class DayTogether(NamedTuple):
    """One of the last days, and who has checked in on it."""

    day: date
    who: frozenset[str]
    counts: bool
    frozen: bool


@dataclass(frozen=True)
class TeamHome:
    """`checkins` are today's, the first one first; `said` what was said to the whole team today: (who, phrase)."""

    streak: TeamStreak
    checkins: Sequence[Checkin]
    tasks: Sequence[Task]
    said: Sequence[tuple[str, str]]
    days: Sequence[DayTogether]
    quest: TeamQuest


def read_home(session: Session, team: str, today: date, now: datetime) -> TeamHome:
    """The home on `today`, the date where this device is."""
    rows = list(session.exec(select(CheckinEvent).where(CheckinEvent.space_id == team)))
    told = [Checked(row.who, row.day, row.at_utc) for row in rows]
    welcomed = session.exec(select(TeamWelcomeEvent).where(TeamWelcomeEvent.space_id == team))
    welcomes = [Checked(row.who, row.day, row.at_utc) for row in welcomed]
    streak, together = team_streak(told, now, today, welcomes), days_together(told)
    cheers = list(
        session.exec(
            select(CheerEvent)
            .where(CheerEvent.space_id == team, CheerEvent.day == today.isoformat())
            .order_by(col(CheerEvent.at_utc), col(CheerEvent.id))
        )
    )
    by_day = {day: frozenset(row.who for row in rows if row.day == day.isoformat()) for day in _last(today)}
    tasks = session.exec(
        select(TeamTaskRow)
        .where(TeamTaskRow.space_id == team, TeamTaskRow.day == today.isoformat(), col(TeamTaskRow.deleted).is_(False))
        .order_by(col(TeamTaskRow.created_utc), col(TeamTaskRow.id))
    )
    mine = sorted((row for row in rows if row.day == today.isoformat()), key=lambda row: (row.at_utc, row.id))
    return TeamHome(
        streak=streak,
        checkins=[_checkin(row, cheers) for row in mine],
        tasks=[Task(row.id, row.title, row.made_by, tuple(str(who) for who in row.done)) for row in tasks],
        said=[(c.who, c.phrase) for c in cheers if not c.checkin_id][-CHEERS:],
        days=[DayTogether(day, who, day in together, day in streak.frozen) for day, who in by_day.items()],
        quest=_quest(session, team, today, rows),
    )


def read_rewards(session: Session, team: str, who: str) -> Rewards:
    """What a member has earned."""
    rows = session.exec(select(CheckinEvent).where(CheckinEvent.space_id == team, CheckinEvent.who == who))
    return rewards([Checked(row.who, row.day, row.at_utc) for row in rows], who)


def read_quest(session: Session, team: str, today: date) -> TeamQuest:
    """The quest alone."""
    rows = session.exec(select(CheckinEvent).where(CheckinEvent.space_id == team))
    return _quest(session, team, today, list(rows))


def _quest(session: Session, team: str, today: date, checkins: Sequence[CheckinEvent]) -> TeamQuest:
    wanting = [
        Wanting(row.who, day, tuple(point for point in row.weak if isinstance(point, str)))
        for row in checkins
        if (day := day_told(Checked(row.who, row.day, row.at_utc))) is not None
    ]
    done = [
        QuestDone(row.who, day, row.point_id, max(0, row.right), max(0, row.asked))
        for row in session.exec(select(QuestDoneEvent).where(QuestDoneEvent.space_id == team))
        if (day := day_told(Checked(row.who, row.day, row.at_utc))) is not None
    ]
    return quest_of(team, today, wanting, done)


def _last(today: date) -> list[date]:
    return [today - timedelta(days=DAYS - 1 - n) for n in range(DAYS)]


def _checkin(row: CheckinEvent, cheers: Sequence[CheerEvent]) -> Checkin:
    said = tuple((cheer.who, cheer.phrase) for cheer in cheers if cheer.checkin_id == row.id)
    return Checkin(row.id, row.who, row.words, row.minutes, said, row.picture if any(named_in(row.picture)) else "")
