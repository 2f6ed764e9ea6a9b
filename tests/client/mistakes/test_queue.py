"""The day's queue: its order, its share of a backlog, what was taken back, what the coming days bring."""

from collections.abc import AsyncIterator
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from client.mistakes.book import MistakeBook
from client.mistakes.plan import PLAN_ID, ReviewPlan
from client.mistakes.queue import Due, in_order, loss
from client.store import Store, Writing
from sync.catalogue import MISTAKE, REVIEW_PLAN
from sync.clock import to_text
from tests.client.mistakes.examples import SORTED, write_graph
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store

DAY_S = 86_400
NOW = 2_461_000.5
CARDS = st.lists(
    st.builds(
        Due,
        st.uuids().map(str),
        st.one_of(st.none(), st.floats(0.1, 400)),
        st.floats(NOW - 900, NOW),
        st.booleans(),
    ),
    unique_by=lambda card: card.mistake_id,
    max_size=30,
)


@pytest_asyncio.fixture
async def store(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Store]:
    async with open_store(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def book(store: Store, clock: FakeClock, tmp_path: Path) -> MistakeBook:
    return MistakeBook(store, clock, write_graph(tmp_path), zone=UTC)


async def put(store: Store, count: int) -> list[str]:
    ids = [f"m{n:03d}" for n in range(count)]

    def command(w: Writing) -> None:
        fields = {"question": SORTED.model_dump(mode="json"), "created_utc": to_text(w.clock.now_utc())}
        w.save_many(MISTAKE, dict.fromkeys(ids, fields))

    await store.write(command)
    return ids


@given(CARDS, st.one_of(st.none(), st.integers(-3, 40)))
def test_what_loses_most_comes_first_and_only_as_much_as_finds_room(cards: list[Due], room: int | None) -> None:
    queue = in_order(cards, NOW, room)
    by_id = {card.mistake_id: card for card in cards}
    losses = [loss(by_id[mistake_id], NOW) for mistake_id in queue]
    assert losses == pytest.approx(sorted(losses, reverse=True), abs=1e-12)
    fresh = [card for card in cards if not card.seen_today]
    taken = [mistake_id for mistake_id in queue if not by_id[mistake_id].seen_today]
    assert len(taken) == (len(fresh) if room is None else min(len(fresh), max(0, room)))
    assert {card.mistake_id for card in cards if card.seen_today} <= set(queue)
    left = [loss(card, NOW) for card in fresh if card.mistake_id not in queue]
    assert not left or not taken or max(left) <= min(loss(by_id[mistake_id], NOW) for mistake_id in taken) + 1e-12


@given(CARDS, st.randoms())
def test_the_order_does_not_depend_on_how_the_cards_come(cards: list[Due], chance: object) -> None:
    turned = list(cards)
    chance.shuffle(turned)  # type: ignore[attr-defined] - hypothesis gives a random.Random
    assert in_order(turned, NOW, 7) == in_order(cards, NOW, 7)


def test_just_due_is_more_urgent_than_long_forgotten_and_a_fresh_mistake_than_both() -> None:
    due, forgotten = Due("due", 5.0, NOW - 5, seen_today=False), Due("forgotten", 5.0, NOW - 300, seen_today=False)
    fresh = Due("fresh", None, NOW - 0.1, seen_today=False)
    assert in_order([forgotten, due, fresh], NOW, None) == ["fresh", "due", "forgotten"]


async def test_a_backlog_comes_in_the_shares_of_a_day(book: MistakeBook, store: Store, clock: FakeClock) -> None:
    await put(store, 25)
    await book.set_plan(ReviewPlan(daily_cap=10))
    queue = await book.queue()
    assert (queue.due, queue.waiting, await book.due_count()) == (10, 15, 10)
    assert len(await book.due()) == 10
    for card in await book.due(limit=4):
        await book.review(card.id, 3)
    queue = await book.queue()
    assert (queue.due, queue.waiting, queue.done_today) == (6, 15, 4)
    assert (await book.queue(more=10)).due == len(await book.due(more=10)) == 16
    clock.advance(DAY_S)
    assert (await book.queue()).due == 10


async def test_a_lapse_of_today_comes_back_today_whatever_the_share(
    book: MistakeBook, store: Store, clock: FakeClock
) -> None:
    await put(store, 3)
    await book.set_plan(ReviewPlan(daily_cap=1))
    [first] = await book.due()
    await book.review(first.id, 3)
    assert await book.due_count() == 0
    clock.advance(5 * DAY_S)
    await book.review(first.id, 1)
    assert await book.due_count() == 0
    clock.advance(601)
    assert [card.id for card in await book.due()] == [first.id]
    assert (await book.queue()).due == 1


async def test_a_review_that_is_taken_back_leaves_the_card_and_the_day_as_they_were(
    book: MistakeBook, store: Store, clock: FakeClock
) -> None:
    [mistake_id] = await put(store, 1)
    await book.review(mistake_id, 3)
    clock.advance(2 * DAY_S)
    before, numbers = await book.get(mistake_id), await book.queue()
    assert before is not None
    review_id = await book.review(mistake_id, 1)
    await book.unreview(review_id)
    await book.unreview(review_id)
    await book.unreview("no such review")
    after = await book.get(mistake_id)
    assert after is not None
    assert (after.memory, after.reviews) == (before.memory, before.reviews)
    assert await book.queue() == numbers
    assert [count for _day, count in await book.reviewed_days()] == [1]


async def test_an_exam_ahead_brings_cards_sooner_and_one_that_is_over_does_not(
    book: MistakeBook, store: Store, clock: FakeClock
) -> None:
    [mistake_id] = await put(store, 1)
    await book.review(mistake_id, 4)
    clock.advance(8 * DAY_S)
    await book.review(mistake_id, 3)
    usual = (await book.list())[0].due_utc
    exam = clock.now_utc().date() + timedelta(days=25)
    assert usual.date() > exam
    await book.set_plan(ReviewPlan(exam_day=exam))
    assert (await book.list())[0].due_utc.date() < exam
    clock.advance(26 * DAY_S)
    assert (await book.list())[0].due_utc == usual


async def test_the_forecast_has_what_is_due_today_and_carries_what_finds_no_room(
    book: MistakeBook, store: Store
) -> None:
    ids = await put(store, 12)
    await book.set_plan(ReviewPlan(daily_cap=0))
    assert [count for _day, count in await book.forecast()] == [12] + [0] * 29
    await book.review(ids[0], 3)
    assert [count for _day, count in await book.forecast()][:4] == [11, 0, 1, 0]
    await book.set_plan(ReviewPlan(daily_cap=5))
    forecast = await book.forecast()
    assert [count for _day, count in forecast][:4] == [4, 5, 3, 0]
    assert forecast[0][0] == date(2026, 11, 22)


async def test_a_plan_is_kept_and_nonsense_from_elsewhere_is_not_believed(book: MistakeBook, store: Store) -> None:
    assert await book.plan() == ReviewPlan()
    wanted = ReviewPlan(4, 30, (1.0, 0.5, 0.0, 1.0, 1.0, 1.0, 0.5), 0, date(2027, 6, 7), "math")
    await book.set_plan(wanted)
    assert await book.plan() == wanted
    with pytest.raises(ValueError, match="buttons=3"):
        await book.set_plan(ReviewPlan(buttons=3))
    odd = {"buttons": 9, "daily_cap": -4, "weekdays": ["x"], "utc_offset_min": 99_999, "exam_day": "never"}
    await store.write(lambda w: w.save(REVIEW_PLAN, PLAN_ID, **odd))
    assert await book.plan() == ReviewPlan(exam_subject="math")
