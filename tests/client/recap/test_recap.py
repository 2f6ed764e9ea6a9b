"""What a recap says: its spans, and what came of them."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.courses.content import ChoiceQuestion
from client.recap import PERIODS, Span, span
from sync.catalogue import STUDY
from sync.clock import to_text
from tests.client.teams.test_home import equal
from tests.fakes.teams import School, found_team, school

COURSE = "math-quadratic-equations"


@pytest.mark.parametrize(
    ("period", "today", "found"),
    [
        ("week", date(2026, 11, 25), Span(date(2026, 11, 19), date(2026, 11, 25))),
        ("term", date(2026, 11, 25), Span(date(2026, 9, 1), date(2026, 11, 25))),
        ("holiday", date(2026, 11, 25), Span(date(2026, 7, 6), date(2026, 8, 31))),
        ("term", date(2026, 7, 20), Span(date(2026, 2, 21), date(2026, 7, 5))),
        ("holiday", date(2026, 7, 20), Span(date(2026, 7, 6), date(2026, 7, 20))),
        ("term", date(2027, 1, 25), Span(date(2026, 9, 1), date(2027, 1, 20))),
        ("holiday", date(2027, 1, 5), Span(date(2026, 7, 6), date(2026, 8, 31))),
        ("holiday", date(2027, 3, 1), Span(date(2027, 1, 21), date(2027, 2, 20))),
    ],
)
def test_spans(period, today: date, found: Span) -> None:
    assert span(period, today) == found


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_a_day_is_in_its_week_and_either_in_a_term_or_in_a_holiday(today: date) -> None:
    spans = {period: span(period, today) for period in PERIODS}
    assert all(one.first <= one.last <= today for one in spans.values())
    assert (spans["term"].last == today) != (spans["holiday"].last == today)
    earlier, later = sorted((spans["term"], spans["holiday"]))
    assert earlier.last + timedelta(days=1) == later.first, "no day between them is lost"


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[School]:
    async with school(tmp_path, "小红", "小刚") as opened:
        yield opened


async def test_a_week_alone_and_together(pair: School) -> None:
    red, strong = pair.people
    assert (await red.recaps.of("week")).is_empty
    team = await found_team(red, strong)
    pair.clock.advance(86_400)  # from Sunday to Monday
    course = await red.courses.course(COURSE)
    assert course
    answered = 0
    for lesson in course.lessons:
        for index, segment in enumerate(lesson.segments):
            for question in segment.quiz:
                if isinstance(question, ChoiceQuestion):
                    pair.clock.advance(30)
                    await red.courses.answer(course, lesson, index, question, list(question.correct), 30.0)
                    answered += 1
        await red.courses.finish_lesson(course.id, lesson.id)
    started = to_text(pair.clock.now_utc())
    for minute in range(3):
        at = to_text(pair.clock.now_utc() + timedelta(minutes=minute))
        await red.store.write(lambda w, at=at: w.add(STUDY, activity="lesson", started_utc=at, seconds=60, subject=""))
    await red.teams.doing.check_in(team, "学完了")
    await strong.teams.doing.check_in(team, "")
    home = await equal(team, red, strong)
    [mine] = [one for one in home.checkins if one.words]
    await strong.teams.doing.cheer(team, "clap", mine.id)
    await red.teams.doing.cheer(team, "thanks", mine.id)
    await red.teams.practising.done(team, home.quest, "", 4, 5)
    await equal(team, red, strong)
    recap = await red.recaps.of("week")
    assert started
    assert (recap.minutes, recap.days, recap.answered, recap.right) == (3, 1, answered, answered)
    assert recap.lessons == tuple(lesson.title for lesson in course.lessons)
    assert recap.mastered, "everything was answered rightly"
    assert recap.best is not None
    assert recap.best[1] == 3
    assert (recap.together, recap.cheers, recap.quests) == (1, 1, 1), "one's own cheers do not count"
    term = await red.recaps.of("term")
    assert (term.answered, term.together) == (answered, 1)
    holiday = await red.recaps.of("holiday")
    assert holiday.is_empty
    assert holiday.mastered == ()
    pair.clock.advance(7 * 86_400)
    assert (await red.recaps.of("week")).is_empty, "another week"
    assert (await red.recaps.of("week")).mastered == (), "what was mastered before is no news"
