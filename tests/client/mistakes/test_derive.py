"""Cards follow the reviews in the same transaction, also when these come from another device and out of order."""

import random
from datetime import timedelta
from pathlib import Path

import fsrs
import pytest
from sqlmodel import Session, col, select

from client.mistakes.derive import memory_of
from client.mistakes.tables import Card
from client.store import Store, Writing
from sync.catalogue import MISTAKE, REVIEW
from sync.clock import to_text
from tests.fakes.clock import START, FakeClock
from tests.fakes.store import open_store

LOG = [(3, 0), (3, 3), (1, 12), (3, 12), (4, 20), (2, 60)]  # rating, days after the start


def put_mistake(w: Writing, mistake_id: str = "m") -> None:
    w.save(MISTAKE, mistake_id, question={}, question_id="q", course_id="c", created_utc=to_text(START))


def put_review(w: Writing, number: int, mistake_id: str = "m") -> None:
    rating, days = LOG[number]
    moment = to_text(START + timedelta(days=days))
    w.add(REVIEW, id=f"{mistake_id}-{number}", mistake_id=mistake_id, rating=rating, reviewed_utc=moment, elapsed_s=1)


async def card(store: Store, mistake_id: str = "m") -> Card | None:
    return await store.read(lambda session: session.get(Card, mistake_id))


async def test_the_card_equals_py_fsrs_on_the_same_log_in_whatever_order_it_came(tmp_path: Path) -> None:
    scheduler = fsrs.Scheduler(desired_retention=0.9, learning_steps=(), enable_fuzzing=False)
    direct = fsrs.Card(card_id=1, due=START)
    for rating, days in LOG:
        direct, _log = scheduler.review_card(direct, fsrs.Rating(rating), START + timedelta(days=days))
    async with open_store(tmp_path, FakeClock()) as store:
        order = list(range(len(LOG)))
        random.Random(4).shuffle(order)
        for number in order[:3]:
            await store.write(lambda w, n=number: put_review(w, n))
        assert await card(store) is None  # the mistake itself has not arrived yet
        await store.write(put_mistake)
        for number in order[3:]:
            await store.write(lambda w, n=number: put_review(w, n))
        found = await card(store)
    assert found is not None
    memory = memory_of(found)
    assert (memory.due_utc, memory.stability, memory.difficulty) == (direct.due, direct.stability, direct.difficulty)
    assert (memory.state, memory.step, memory.last_review_utc) == (int(direct.state), direct.step, direct.last_review)
    assert (memory.reviews, memory.lapses) == (6, 1)


async def test_the_card_changes_in_the_transaction_of_the_review(tmp_path: Path) -> None:
    async with open_store(tmp_path, FakeClock()) as store:
        await store.write(put_mistake)

        def command(w: Writing) -> None:
            put_review(w, 0)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await store.write(command)
        found = await card(store)
    assert found is not None
    assert (found.reviews, found.due_utc) == (0, to_text(START))


async def test_a_mistake_in_the_trash_has_no_card(tmp_path: Path) -> None:
    async with open_store(tmp_path, FakeClock()) as store:
        await store.write(put_mistake)
        await store.write(lambda w: put_review(w, 0))
        await store.write(lambda w: w.delete(MISTAKE, "m"))
        assert await card(store) is None
        await store.write(lambda w: put_review(w, 1))
        assert await card(store) is None
        await store.write(lambda w: w.restore(MISTAKE, "m"))
        found = await card(store)
    assert found is not None
    assert found.reviews == 2


async def test_a_review_that_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    async with open_store(tmp_path, FakeClock()) as store:

        def command(w: Writing) -> None:
            put_mistake(w)
            put_review(w, 0)
            w.add(REVIEW, id="x", mistake_id="m", rating=9, reviewed_utc=to_text(START), elapsed_s=1)
            w.add(REVIEW, id="y", mistake_id="m", rating=3, reviewed_utc="gestern", elapsed_s=1)

        await store.write(command)
        found = await card(store)
    assert found is not None
    assert found.reviews == 1


async def test_a_thousand_mistakes_in_one_transaction_all_get_their_cards(tmp_path: Path) -> None:
    async with open_store(tmp_path, FakeClock()) as store:

        def command(w: Writing) -> None:
            for number in range(1000):
                put_mistake(w, f"m{number}")
                put_review(w, 0, f"m{number}")

        await store.write(command)

        def count(session: Session) -> int:
            return len(session.exec(select(Card.mistake_id).where(col(Card.reviews) == 1)).all())

        assert await store.read(count) == 1000
