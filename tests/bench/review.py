"""The day's queue and what stands around it, with `--cards` mistakes that are all due, in the product's own store.

queue_ms        the ids of the day's queue in their order, all of them due and no cap: the most that a day can ask
capped_ms       the same with a share of 50
next_ms         the next question of a review, with all that its screen shows
count_ms        how many are due, as Today asks
numbers_ms      due, done, waiting and when the next one comes
forecast_ms     the next 30 days
grade_ms        a review noted, its card and its operation with it
plan_ms         another plan: every card gets a new day
standing_ms     how every knowledge point stands, from all reviews
bank_ms         all mistakes taken into the bank, where none was: once, a batch at a time, other writes in between

Milliseconds, the median of `--rounds`, from the call until its result is there.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from client.mistakes.bank.keeping import catch_up
from client.mistakes.book import MistakeBook
from client.mistakes.mastery.standing import read_standing
from client.mistakes.plan import ReviewPlan
from client.mistakes.queue import Moment, read_due_ids
from client.store import Store, Writing
from sync.catalogue import MISTAKE, REVIEW
from sync.clock import to_text
from tests.fakes.clock import START, FakeClock
from tests.fakes.courses import ALL_KINDS
from tests.fakes.store import open_store

BATCH = 1000
DAYS = 120


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)


def run(options: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> dict[str, Any]:
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder), clock) as store:
            await _fill(store, options.cards)
            clock.advance(DAYS * 86_400)
            book = MistakeBook(store, clock, zone=UTC)
            await book.knowledge()
            await book.set_plan(ReviewPlan(daily_cap=0))
            moment = Moment.at(clock.now_utc(), UTC)
            ids = partial(store.read, lambda session: read_due_ids(session, moment))
            found = {"cards": options.cards, "due": len(await ids())}
            found["queue_ms"] = await _median(ids, options.rounds)
            found["next_ms"] = await _median(partial(book.due, limit=1), options.rounds)
            found["count_ms"] = await _median(book.due_count, options.rounds)
            found["numbers_ms"] = await _median(book.queue, options.rounds)
            found["forecast_ms"] = await _median(book.forecast, options.rounds)
            found["grade_ms"] = await _median(partial(book.review, "m000000", 3, 5.0), options.rounds)
            caps = iter(range(50, 10_000))
            found["plan_ms"] = await _median(lambda: book.set_plan(ReviewPlan(daily_cap=next(caps))), 3)
            found["capped_ms"] = await _median(ids, options.rounds)
            found["standing_ms"] = await _median(partial(store.read, read_standing), options.rounds)
            found["bank_ms"] = await _median(partial(catch_up, store), 1)
    return found


async def _fill(store: Store, cards: int) -> None:
    """Mistakes with up to four reviews each."""
    random = Random(1)
    for start in range(0, cards, BATCH):
        numbers = range(start, min(cards, start + BATCH))

        def command(w: Writing, numbers: range = numbers) -> None:
            w.save_many(
                MISTAKE,
                {
                    f"m{n:06d}": {
                        "question": ALL_KINDS[n % len(ALL_KINDS)].model_dump(mode="json"),
                        "created_utc": to_text(START),
                        "point_id": "math.fractions.meaning",
                    }
                    for n in numbers
                },
            )
            for n in numbers:
                moment = START
                for _each in range(random.randrange(5)):
                    moment += timedelta(days=random.randint(1, 9), seconds=random.randrange(9999))
                    rating = random.choice((1, 3, 3, 3))
                    w.add(REVIEW, mistake_id=f"m{n:06d}", rating=rating, reviewed_utc=to_text(moment), elapsed_s=9.0)

        await store.write(command)


async def _median(call: Callable[[], Awaitable[Any]], rounds: int) -> float:
    times = []
    for _each in range(rounds):
        started = time.perf_counter()
        await call()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 1)
