"""The day on which a card is asked: near the day that is due, alike on all devices, evenly spread."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.plan import BEFORE_EXAM, ReviewPlan
from client.mistakes.schedule import Memory, Review, fold, interval_days, new_memory, recall, review
from client.mistakes.spread import BEFORE_EXAM_RETENTION, before_exam, planned, window

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
USUAL = ReviewPlan()
WEEKDAYS = st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=7, max_size=7).map(tuple)


def known_for(days: int, card: int = 0) -> Memory:
    """A card whose next review is `days` after START."""
    return Memory(START + timedelta(days=days), float(days), 5.0, 2, None, START, reviews=3)


@given(st.text(min_size=1, max_size=9), st.integers(1, 400), WEEKDAYS)
def test_a_card_stays_within_its_window_at_its_own_hour(card_id: str, days: int, weekdays: tuple[float, ...]) -> None:
    memory = known_for(days)
    moved = planned(card_id, memory, ReviewPlan(weekdays=weekdays)) - START
    first, last = window(days)
    assert moved == timedelta(days=moved.days)
    assert first <= moved.days <= last
    assert (first, last) == (days, days) or first >= 2


@given(st.integers(20, 300), st.integers(0, 6))
def test_a_day_off_is_never_chosen_while_its_window_has_another(days: int, off: int) -> None:
    weekdays = tuple(0.0 if day == off else 1.0 for day in range(7))
    plan = ReviewPlan(weekdays=weekdays, utc_offset_min=480)
    for card in range(20):
        assert (planned(f"{card}", known_for(days), plan) + timedelta(hours=8)).weekday() != off


def test_cards_of_one_evening_are_spread_evenly_and_a_half_day_takes_half() -> None:
    counts = Counter((planned(f"card-{n}", known_for(30), USUAL) - START).days for n in range(2000))
    assert set(counts) == set(range(27, 34))
    even = 2000 / len(counts)
    assert all(0.75 * even < count < 1.25 * even for count in counts.values())
    half = ReviewPlan(weekdays=(1.0,) * 6 + (0.5,))
    by_weekday = Counter(planned(f"card-{n}", known_for(300), half).weekday() for n in range(4000))
    assert 0.35 < by_weekday[6] / (sum(by_weekday.values()) / 7) < 0.7


def test_what_comes_back_within_minutes_or_was_never_reviewed_is_left_alone() -> None:
    fresh = new_memory(START)
    lapsed = review(review(fresh, 3, START), 1, START + timedelta(days=3))
    assert planned("a", fresh, USUAL) == fresh.due_utc
    assert planned("a", lapsed, USUAL) == lapsed.due_utc


@given(st.integers(1, 400), st.integers(0, 120), st.text(max_size=5))
def test_before_an_exam_a_card_comes_sooner_or_not_at_all(days: int, ahead: int, card_id: str) -> None:
    memory = known_for(days)
    exam = date(2026, 11, 22) + timedelta(days=ahead)
    plan = ReviewPlan(exam_day=exam)
    asked = before_exam(card_id, memory, plan, "math")
    if asked is None:
        return
    midnight = datetime(exam.year, exam.month, exam.day, tzinfo=UTC) - timedelta(hours=8)
    assert midnight - BEFORE_EXAM <= asked < midnight
    assert asked < planned(card_id, memory, plan)
    assert asked >= START + timedelta(days=interval_days(float(days), BEFORE_EXAM_RETENTION))
    assert before_exam(card_id, memory, ReviewPlan(exam_day=exam, exam_subject="physics"), "math") is None


def test_a_card_that_would_come_after_the_exam_comes_before_it() -> None:
    exam = date(2026, 12, 22)
    assert before_exam("a", known_for(60), ReviewPlan(exam_day=exam), "") is not None
    assert before_exam("a", known_for(60), ReviewPlan(), "") is None


@given(st.floats(0.1, 500), st.floats(0, 1000))
def test_the_curve_of_forgetting_is_that_of_fsrs(stability: float, days: float) -> None:
    memory = Memory(START, stability, 5.0, 2, None, START, reviews=1)
    elapsed = int(days)
    assert abs(recall(stability, elapsed) - memory.retrievability(START + timedelta(days=elapsed))) < 1e-9
    assert interval_days(stability, 0.9) == max(1, round(stability))


def test_the_days_on_top_change_nothing_of_the_state_below() -> None:
    log = [Review(str(n), rating, START + timedelta(days=5 * n)) for n, rating in enumerate((3, 3, 1, 3, 4))]
    memory = fold(START, log)
    planned("a", memory, ReviewPlan(weekdays=(0.0,) * 6 + (1.0,)))
    assert fold(START, log) == memory
