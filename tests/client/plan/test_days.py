"""Which days count as days of study."""

import random
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from client.plan import days
from client.plan.days import STUDIED_S, study_days
from client.store import Store, Writing
from client.timer.minutes import seconds_by_day
from sync.catalogue import ANSWER, FINISH, REVIEW, STUDY
from sync.clock import from_text, to_text
from tests.fakes.store import open_store


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> str:
    return to_text(datetime(2026, 11, day, hour, minute, second, tzinfo=UTC))


async def study(store: Store, started_utc: str, seconds: int) -> None:
    await store.write(lambda w: w.add(STUDY, activity="lesson", started_utc=started_utc, seconds=seconds, subject=""))


async def test_each_kind_of_learning_makes_a_day(tmp_path: Path):
    async with open_store(tmp_path) as store:
        await study(store, at(1, 9), STUDIED_S)
        await store.write(
            lambda w: w.add(
                ANSWER, question_id="q", course_id="c", lesson_id="l", segment=0, given=None, correct=False,
                answered_utc=at(2, 9), elapsed_s=1.0, attempt_id="", doubtful=False, hinted=False,
            )
        )  # fmt: skip
        await store.write(lambda w: w.add(REVIEW, mistake_id="m", rating=3, reviewed_utc=at(3, 9), elapsed_s=1.0))
        await store.write(lambda w: w.add(FINISH, course_id="c", lesson_id="l", finished_utc=at(4, 9)))
        await study(store, at(5, 9), STUDIED_S - 1)  # a glance is no study
        found = await store.read(lambda session: study_days(session, seconds_by_day(session, UTC), UTC))
    assert found == {date(2026, 11, day) for day in (1, 2, 3, 4)}


@pytest.mark.parametrize("hours", [0, 5.25, 5.5, 5.75, 8, -3.5])
async def test_leaping_over_quarters_of_an_hour_misses_no_day(
    tmp_path: Path, hours: float, monkeypatch: pytest.MonkeyPatch
):
    """Against the plain way: every review looked at. The calendar is asked once a day, not once a review."""
    asked: list[str] = []
    monkeypatch.setattr(days, "from_text", lambda text: asked.append(text) or from_text(text))
    zone, chance = timezone(timedelta(hours=hours)), random.Random(7)
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(90 * 86_400)) for _ in range(400)]
    minutes = (14, 15, 29, 30, 44, 45, 59)  # around the midnights of zones that are a quarter off
    edges = [datetime(2026, 5, day, 18, minute, tzinfo=UTC) for day in range(1, 20, 2) for minute in minutes]

    def learn(w: Writing) -> None:
        for moment in moments + edges:
            w.add(REVIEW, mistake_id="m", rating=3, reviewed_utc=to_text(moment), elapsed_s=1.0)

    async with open_store(tmp_path) as store:
        await store.write(learn)
        found = await store.read(lambda session: study_days(session, {}, zone))
    assert found == {moment.astimezone(zone).date() for moment in moments + edges}
    assert len(asked) == len(found)
