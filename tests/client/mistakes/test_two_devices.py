"""Two devices review the same mistake without a line, and agree on the card once they meet."""

import asyncio
from datetime import UTC, timedelta

from sqlmodel import Session, select

from client.mistakes.book import MistakeBook
from client.mistakes.plan import ReviewPlan
from client.mistakes.schedule import Review, fold
from client.mistakes.tables import Card, ReviewEvent, ReviewPlanRow, UnreviewEvent
from sync.clock import from_text, to_text
from tests.client.mistakes.examples import COURSE, LESSON, SORTED
from tests.fakes.clock import START
from tests.fakes.server import RunningServer
from tests.fakes.synced import SyncedDevice

DAY_S = 86_400


async def test_days_shares_and_what_was_taken_back_agree_too(
    devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer
) -> None:
    laptop, phone = devices
    await laptop.account.register("小明", "correct horse")
    await phone.account.sign_in("小明", "correct horse")
    mistake_id = await laptop.store.write(lambda w: book_of(laptop).record(w, COURSE, LESSON, SORTED, [1]))
    await phone.until(lambda session: session.get(Card, mistake_id))

    await asyncio.to_thread(server.stop)
    plan = ReviewPlan(daily_cap=20, weekdays=(1.0,) * 5 + (0.0, 0.0), exam_day=START.date() + timedelta(days=40))
    await book_of(laptop).set_plan(plan)
    for days, device, rating in ((1, phone, 4), (9, laptop, 4), (10, phone, 1)):
        device.clock.set_wall(START)
        device.clock.advance(days * DAY_S)
        review_id = await book_of(device).review(mistake_id, rating)
    await book_of(phone).unreview(review_id)
    await asyncio.to_thread(server.start)

    for device in devices:
        await device.until(lambda session: len(session.exec(select(UnreviewEvent)).all()) == 1)
        await device.until(lambda session: len(session.exec(select(ReviewEvent)).all()) == 3)
        await device.until(lambda session: session.exec(select(ReviewPlanRow)).first())
    ours, theirs = await card(laptop, mistake_id), await card(phone, mistake_id)
    assert ours == theirs
    assert (ours["reviews"], ours["lapses"]) == (2, 0)
    assert ours["planned_utc"]
    days = [from_text(str(moment)) for moment in (ours["planned_utc"], ours["due_utc"])]
    assert days[0].weekday() < 5 or abs(days[0] - days[1]) < timedelta(days=1)


def book_of(device: SyncedDevice) -> MistakeBook:
    return MistakeBook(device.store, device.clock, zone=UTC)


async def test_two_devices_that_review_offline_agree_after_sync(
    devices: tuple[SyncedDevice, SyncedDevice], server: RunningServer
) -> None:
    laptop, phone = devices
    await laptop.account.register("小明", "correct horse")
    await phone.account.sign_in("小明", "correct horse")
    mistake_id = await laptop.store.write(lambda w: book_of(laptop).record(w, COURSE, LESSON, SORTED, [1]))
    await phone.until(lambda session: session.get(Card, mistake_id))
    assert await book_of(phone).due_count() == 1

    await asyncio.to_thread(server.stop)
    for days, device, rating in ((1, phone, 3), (4, laptop, 1), (5, phone, 2), (9, laptop, 4)):
        device.clock.set_wall(START)
        device.clock.advance(days * DAY_S)
        await book_of(device).review(mistake_id, rating)
    assert await card(laptop, mistake_id) != await card(phone, mistake_id)
    await asyncio.to_thread(server.start)

    log = await laptop.until(lambda session: all_reviews(session, mistake_id))
    await phone.until(lambda session: all_reviews(session, mistake_id))
    assert await card(laptop, mistake_id) == await card(phone, mistake_id)
    memory = fold(START, log)
    assert (await card(phone, mistake_id))["due_utc"] == to_text(memory.due_utc)
    assert (await card(phone, mistake_id))["stability"] == memory.stability


async def card(device: SyncedDevice, mistake_id: str) -> dict[str, object]:
    return await device.store.read(lambda session: session.get_one(Card, mistake_id).model_dump())


def all_reviews(session: Session, mistake_id: str) -> list[Review] | None:
    rows = session.exec(select(ReviewEvent).where(ReviewEvent.mistake_id == mistake_id)).all()
    return [Review(row.id, row.rating, from_text(row.reviewed_utc)) for row in rows] if len(rows) == 4 else None
