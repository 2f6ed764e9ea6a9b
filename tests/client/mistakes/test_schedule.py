"""The fold of reviews: equal to py-fsrs on the same log, whatever order it came in."""

import random
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.schedule import Grade, Review, fold, new_memory, preview, review

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
LOGS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 60 * 24 * 90)), max_size=12
)  # rating, minutes since the last


def reviews(log: list[tuple[int, int]]) -> list[Review]:
    moment, made = START, []
    for number, (rating, minutes) in enumerate(log):
        moment += timedelta(minutes=minutes)
        made.append(Review(f"{number:03d}", rating, moment))
    return made


@given(LOGS)
def test_the_state_equals_py_fsrs_run_directly_on_the_same_log(log: list[tuple[int, int]]) -> None:
    scheduler = fsrs.Scheduler(desired_retention=0.9, learning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(card_id=7, due=START)
    for entry in reviews(log):
        card, _log = scheduler.review_card(card, fsrs.Rating(entry.rating), entry.reviewed_utc)
    memory = fold(START, reviews(log))
    assert (memory.due_utc, memory.stability, memory.difficulty) == (card.due, card.stability, card.difficulty)
    assert (memory.state, memory.step, memory.last_review_utc) == (int(card.state), card.step, card.last_review)
    later = START + timedelta(days=400)
    assert memory.retrievability(later) == scheduler.get_card_retrievability(card, later)


@given(LOGS, st.randoms())
def test_the_order_in_which_reviews_arrive_does_not_matter(log: list[tuple[int, int]], chance: random.Random) -> None:
    arrived = reviews(log)
    chance.shuffle(arrived)
    assert fold(START, arrived) == fold(START, reviews(log))


def test_a_new_mistake_is_due_at_once() -> None:
    assert new_memory(START).due_utc == START
    assert new_memory(START).retrievability(START) == 0


def test_the_better_it_was_remembered_the_longer_until_the_next_time() -> None:
    waits = preview(new_memory(START), START)
    assert list(waits) == [Grade.AGAIN, Grade.HARD, Grade.GOOD, Grade.EASY]
    assert list(waits.values()) == sorted(waits.values())
    assert waits[Grade.AGAIN] == timedelta(days=1)
    assert waits[Grade.EASY] == timedelta(days=8)


def test_what_was_learned_and_then_forgotten_comes_back_after_minutes() -> None:
    learned = review(new_memory(START), Grade.GOOD, START)
    lapsed = review(learned, Grade.AGAIN, learned.due_utc)
    assert lapsed.due_utc - learned.due_utc == timedelta(minutes=10)
    assert (lapsed.reviews, lapsed.lapses) == (2, 1)


def test_a_rating_that_fsrs_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="5"):
        review(new_memory(START), 5, START)
