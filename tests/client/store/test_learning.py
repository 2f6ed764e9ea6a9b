"""After an update of the app, what came from newer versions before it shows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlmodel import select

from client.courses.tables import Place
from client.mistakes.tables import Mistake, ReviewEvent
from client.schema import full_schema
from client.store import Schema, Store
from client.store.tables import UnknownEvent
from sync.catalogue import MISTAKE
from sync.wire import LogEntry
from tests.client.store.test_syncing import page, signed_in, theirs
from tests.fakes.clock import FakeClock
from tests.fakes.older import older_schema


@asynccontextmanager
async def opened(folder: Path, schema: Schema) -> AsyncIterator[Store]:
    store = await Store.open(folder / "xueban.db", schema, clock=FakeClock())
    try:
        yield store
    finally:
        await store.close()


def newer() -> list[LogEntry]:
    """A record with a field, another one of a type, and an event of a type that the older version does not know."""
    return [
        theirs(1, {"point_id": "点", "cause": "careless", "mood": "glad"}, type="mistake", id="m1"),
        theirs(2, {"lesson_id": "课", "segment": 3}, type="place", id="p1"),
        theirs(3, {"mistake_id": "m1", "rating": 3, "elapsed_s": 2.0}, type="review", id="r1", kind="event"),
        theirs(4, {"mistake_id": "m1", "rating": 1, "mood": "sad"}, type="review", id="r2", kind="event"),
    ]


async def test_types_fields_and_events_show_once_the_app_knows_them(tmp_path: Path) -> None:
    async with opened(tmp_path, older_schema()) as store:
        await (await signed_in(store)).apply_page("space", page(*newer()))
        await store.write(lambda w: w.save(store.schema.tables["mistake"].__record__, "m1", point_id="我的"))
    async with opened(tmp_path, full_schema()) as store:
        mistake = await store.read(lambda s: s.get_one(Mistake, "m1"))
        assert (mistake.cause, mistake.point_id) == ("careless", "我的")  # what waits stays on top
        assert (await store.read(lambda s: s.get_one(Place, "p1"))).segment == 3
        assert (await store.read(lambda s: s.get_one(ReviewEvent, "r1"))).rating == 3
        assert (await store.read(lambda s: s.get_one(ReviewEvent, "r2"))).rating == 1
        kept = await store.read(lambda s: [row.record_id for row in s.exec(select(UnknownEvent))])
        assert kept == ["r2"]  # which has a field that is still to be known


async def test_what_came_while_an_older_version_was_back_shows_too(tmp_path: Path) -> None:
    async with opened(tmp_path, full_schema()) as store:
        await signed_in(store)
    async with opened(tmp_path, older_schema()) as store:
        await (await signed_in(store)).apply_page("space", page(*newer()))
    async with opened(tmp_path, full_schema()) as store:
        assert (await store.read(lambda s: s.get_one(Mistake, "m1"))).cause == "careless"
        changed = await store.write(lambda w: w.save(MISTAKE, "m1", cause="careless"))
        assert not changed


async def test_nothing_is_made_anew_when_nothing_was_learned(tmp_path: Path) -> None:
    async with opened(tmp_path, full_schema()) as store:
        await (await signed_in(store)).apply_page("space", page(*newer()))
        await store.write(lambda w: w.session.connection().exec_driver_sql("UPDATE mistake SET cause='as it is'"))
    async with opened(tmp_path, full_schema()) as store:
        assert (await store.read(lambda s: s.get_one(Mistake, "m1"))).cause == "as it is"
