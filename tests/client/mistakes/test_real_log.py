"""A real person's log of reviews: the fold is what py-fsrs says, card by card."""

import csv
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import fsrs
import pytest

from client.mistakes.schedule import Review, fold

LOG = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "learning" / "reviews_one_user.csv"


@pytest.mark.skipif(not LOG.exists(), reason="the log of reviews is not beside this checkout (../shared/data)")
def test_the_state_of_every_card_equals_py_fsrs_run_directly_on_the_same_log() -> None:
    cards: dict[str, list[Review]] = defaultdict(list)
    with LOG.open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            moment = datetime.fromisoformat(row["review_time"])
            cards[row["card_id"]].append(Review(f"{number:06d}", int(row["review_rating"]), moment))
    assert (len(cards), sum(map(len, cards.values()))) == (1205, 12_580)
    scheduler = fsrs.Scheduler(desired_retention=0.9, learning_steps=(), enable_fuzzing=False)
    for log in cards.values():
        log.sort(key=lambda entry: (entry.reviewed_utc, entry.id))
        created = log[0].reviewed_utc
        direct = fsrs.Card(card_id=1, due=created)
        for entry in log:
            direct, _log = scheduler.review_card(direct, fsrs.Rating(entry.rating), entry.reviewed_utc)
        memory = fold(created, reversed(log))
        assert (memory.due_utc, memory.stability, memory.difficulty) == (
            direct.due,
            direct.stability,
            direct.difficulty,
        )
        assert (memory.state, memory.last_review_utc) == (int(direct.state), direct.last_review)
