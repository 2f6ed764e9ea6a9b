"""A team's streak: whatever the zones, the clocks put forward and back, and the order in which check-ins come."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from client.teams.streak import FREEZES, Checked, day_told, days_together, is_over, team_streak
from client.timer.days import day_of
from sync.clock import to_text

MONDAY = date(2026, 3, 2)
ZONES = (
    "Asia/Shanghai", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe",
    "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca",
)  # fmt: skip
AROUND_DST = datetime(2026, 3, 1, tzinfo=UTC)
"""New York puts its clocks forward on the 8th, Berlin on the 29th, Lord Howe back on April 5th."""

zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.integers(0, 40).map(lambda n: MONDAY + timedelta(days=n))


def at_noon(who: str, day: date) -> Checked:
    return Checked(who, day.isoformat(), to_text(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)))


def both(*on: date) -> list[Checked]:
    return [at_noon(who, day) for day in on for who in ("a", "b")]


def evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def row(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def length(checkins: list[Checked], now: datetime) -> int:
    return team_streak(checkins, now, now.date()).days


def test_one_alone_is_no_team() -> None:
    assert length([at_noon("a", MONDAY)], evening(MONDAY)) == 0
    assert length(both(MONDAY), evening(MONDAY)) == 1


def test_today_is_not_missed_before_it_is_over() -> None:
    checkins = both(*row(MONDAY, 3))
    found = team_streak(checkins, evening(MONDAY + timedelta(days=3)), MONDAY + timedelta(days=3))
    assert (found.days, found.freezes, found.frozen) == (3, FREEZES, frozenset())


def test_two_missed_days_a_week_are_forgiven_and_a_third_is_not() -> None:
    kept = [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)]
    friday = team_streak(both(*kept), evening(kept[-1]), kept[-1])
    assert (friday.days, friday.freezes) == (3, 0)
    assert friday.frozen == {MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)}
    sunday = MONDAY + timedelta(days=6)
    assert length(both(*kept, sunday), evening(sunday)) == 3, "Saturday is the third: what came before it is over"
    assert length(both(*kept[:2], *kept[2:], sunday - timedelta(days=1), sunday), evening(sunday)) == 5


def test_a_new_week_has_new_freezes() -> None:
    saturday = MONDAY + timedelta(days=5)
    kept = [*row(MONDAY, 5), MONDAY + timedelta(days=9)]
    found = team_streak(both(*kept), evening(kept[-1]), kept[-1])
    assert (found.days, found.freezes) == (6, 0)
    assert found.frozen == {saturday, saturday + timedelta(days=1), MONDAY + timedelta(7), MONDAY + timedelta(8)}


@given(st.lists(st.tuples(st.sampled_from("abc"), days), max_size=80), days, st.randoms())
@settings(deadline=None)  # the machine may be busy
def test_order_and_repetition_do_not_matter(told: list[tuple[str, date]], today: date, chance: random.Random) -> None:
    checkins = [at_noon(who, day) for who, day in told]
    shuffled = checkins + chance.sample(checkins, len(checkins) // 2)
    chance.shuffle(shuffled)
    assert team_streak(shuffled, evening(today), today) == team_streak(checkins, evening(today), today)


@given(st.lists(st.tuples(st.sampled_from("abc"), days), max_size=80), st.tuples(st.sampled_from("abc"), days), days)
@settings(deadline=None)  # the machine may be busy
def test_what_arrives_late_never_shortens_a_streak(
    told: list[tuple[str, date]], late: tuple[str, date], today: date
) -> None:
    checkins = [at_noon(who, day) for who, day in told]
    before = length(checkins, evening(today))
    assert length([*checkins, at_noon(*late)], evening(today)) >= before


def longest(checkins: list[Checked], now: datetime, welcomed: set[date]) -> int:
    """The streak by its definition alone: of all days that it may begin with, the one that leads farthest."""
    together = days_together(checkins)
    latest = (now + timedelta(hours=14)).date()
    best = 0
    for first in together:
        missed = Counter(
            day - timedelta(days=day.weekday())
            for day in row(first, (latest - first).days + 1)
            if day not in together and is_over(day, now)
        )
        if all(count <= FREEZES + (week in welcomed) for week, count in missed.items()):
            best = max(best, sum(1 for day in together if first <= day <= latest))
    return best


@given(
    st.lists(st.tuples(st.sampled_from("abc"), days), max_size=80),
    st.lists(days, max_size=3),
    days,
    st.integers(0, 23),
)
@settings(deadline=None)  # the machine may be busy
def test_it_is_the_longest_stretch_that_the_freezes_of_its_weeks_allow(
    told: list[tuple[str, date]], friends: list[date], today: date, hour: int
) -> None:
    checkins = [at_noon(who, day) for who, day in told]
    now = datetime(today.year, today.month, today.day, hour, tzinfo=UTC)
    welcomes = [at_noon("friend", day) for day in friends]
    found = team_streak(checkins, now, today, welcomes)
    weeks = {day - timedelta(days=day.weekday()) for day in friends}
    assert found.days == longest(checkins, now, weeks)
    used = Counter(day - timedelta(days=day.weekday()) for day in found.frozen)
    assert all(count <= FREEZES + (week in weeks) for week, count in used.items())
    assert not found.frozen & days_together(checkins)
    assert 0 <= found.freezes <= FREEZES + 1
    assert found.days >= team_streak(checkins, now, today).days, "a friend takes nothing"


@given(st.lists(st.tuples(zones, st.integers(0, 24 * 60 - 1)), min_size=10, max_size=40))
@settings(deadline=None)  # the machine may be busy
def test_whoever_travels_and_checks_in_on_each_day_of_the_calendar_loses_none(at: list[tuple[ZoneInfo, int]]) -> None:
    """Each day in another zone, over the days of daylight saving; what was told in an aeroplane arrives at the end."""
    checkins: list[Checked] = []
    last = AROUND_DST
    for n, (zone, minute) in enumerate(at):
        day = (AROUND_DST + timedelta(days=n)).date()
        moment = _moment(day, minute, zone)
        checkins += [Checked(who, day.isoformat(), to_text(moment)) for who in "ab"]
        last = max(last, moment)
    assert length(checkins[::-1], last) == len(at)


@given(st.lists(st.tuples(st.sampled_from("abc"), days), max_size=80), days)
@settings(deadline=None)  # the machine may be busy
def test_a_streak_never_comes_back_by_waiting(told: list[tuple[str, date]], today: date) -> None:
    checkins = [at_noon(who, day) for who, day in told if day <= today]
    ages = [length(checkins, evening(today) + timedelta(hours=6 * n)) for n in range(40)]
    assert ages == sorted(ages, reverse=True)


@given(st.tuples(zones, zones), st.lists(st.integers(0, 24 * 60 - 1), min_size=10, max_size=50))
@settings(deadline=None)  # the machine may be busy
def test_whoever_checks_in_each_day_has_a_streak_in_any_zones(pair: tuple[ZoneInfo, ZoneInfo], at: list[int]) -> None:
    """Both check in once on each of their own days, at any minute of them, over the days of daylight saving."""
    checkins: list[Checked] = []
    last = AROUND_DST
    for n, minute in enumerate(at):
        day = (AROUND_DST + timedelta(days=n)).date()
        for who, zone in zip("ab", pair, strict=True):
            moment = _moment(day, minute, zone)
            told = day_of(moment.timestamp(), zone)
            assert told == day.isoformat()
            checkins.append(Checked(who, told, to_text(moment)))
            last = max(last, moment)
        now = last
        assert length(checkins, now) == n + 1


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """So many minutes into the day, as far as it is long enough there."""
    begin = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=zone).astimezone(UTC)
    return min(begin + timedelta(minutes=minute), end - timedelta(seconds=1))


@given(st.integers(0, 365 * 24 * 60 - 1), zones)
@settings(deadline=None)  # the machine may be busy
def test_the_day_of_any_moment_anywhere_is_believed_and_not_over(minute: int, zone: ZoneInfo) -> None:
    utc = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    real = date.fromisoformat(day_of(utc.timestamp(), zone))
    assert day_told(Checked("a", real.isoformat(), to_text(utc))) == real
    assert not is_over(real, utc)


@given(days, st.integers(3, 300))
@settings(deadline=None)  # the machine may be busy
def test_a_day_that_it_was_nowhere_then_is_not_believed(day: date, off: int) -> None:
    for shift in (-off, off):
        told = Checked("a", (day + timedelta(days=shift)).isoformat(), at_noon("a", day).at_utc)
        assert day_told(told) is None
    assert day_told(Checked("a", "yesterday", at_noon("a", day).at_utc)) is None
