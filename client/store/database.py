"""The store: one SQLite file in WAL mode, one writer thread, a few readers, watches that wake after a commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from client.store.adopting import adopt
from client.store.learning import has_learned, learn
from client.store.migrations import migrate
from client.store.rows import to_json
from client.store.schema import Schema
from client.store.standing import Standing
from client.store.tables import Device, Setting
from client.store.texts import Pen
from client.store.watching import Watcher, Watches
from client.store.writing import OwnDerivation, Writing
from sync.clock import Clock, SystemClock
from sync.ids import Random, system_random

T = TypeVar("T")

READERS = 2

_CHECKPOINT_PAGES = 4_000
"""How long the write-ahead log grows before it is copied into the database: 16 MB."""


class Store:
    """What this device knows. Reads and writes run in threads; the event loop never waits for the disk."""

    def __init__(self, engine: Engine, schema: Schema, clock: Clock, random: Random) -> None:
        self.schema = schema
        self.clock = clock
        self.random = random
        self._engine = engine
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._readers = ThreadPoolExecutor(READERS, "store-reader")
        self._watches = Watches(asyncio.get_running_loop())
        self._pen = Pen(random)
        self._own: dict[str, list[OwnDerivation]] = {}
        self._closed = False
        self.standing = Standing.nowhere()
        """Where this device stands after the last commit; never changed in place."""
        self.on_damage: Callable[[], object] = lambda: None
        """Called in a thread when SQLite finds the file broken; what was asked for then raises as ever."""
        self.sealed = False
        """What is written is sent at once: an operation is final as soon as it is committed."""

    @classmethod
    async def open(
        cls,
        path: Path,
        schema: Schema,
        *,
        clock: Clock | None = None,
        random: Random | None = None,
    ) -> Store:
        """Open the database at `path`, made and migrated as needed.

        Raises `client.store.migrations.NewerDatabaseError` when a newer version of the app wrote it.
        """
        engine = _engine(path)
        store = cls(engine, schema, clock or SystemClock(), random or system_random())
        try:
            await store._in(store._writer, partial(migrate, engine, path))
            store.standing = await store.read(Standing.load)
            if await store.read(lambda session: has_learned(session, schema)):
                await store.write(lambda w: learn(w, schema))
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Finish what is being written and let go of the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    async def read(self, query: Callable[[Session], T]) -> T:
        """What `query` finds, run in a reader thread on one consistent state."""
        return await self._in(self._readers, partial(self._read, query))

    async def write(self, command: Callable[[Writing], T]) -> T:
        """Run `command` as one transaction: its rows and its operations are there together or not at all."""
        return await self._in(self._writer, partial(self._write, command))

    def watch(self, watcher: Watcher, record_types: Collection[str]) -> Callable[[], None]:
        """Call `watcher` on the event loop after each commit that changed these types; the result ends it."""
        return self._watches.watch(watcher, record_types)

    def tell(self, record_type: str, record_id: str) -> None:
        """Wake the watchers of what has changed elsewhere, and is in no table here."""
        self._watches.tell(frozenset({(record_type, record_id)}))

    def derive(self, record_types: Collection[str], derivation: OwnDerivation) -> None:
        """Run `derivation` in each transaction that changes rows of these types, here or by a page, from now on.

        As `client.store.schema.derives`, for what needs more than the session: it belongs to this store alone.
        """
        for name in record_types:
            self._own.setdefault(name, []).append(derivation)

    async def setting(self, key: str, default: Any = None) -> Any:
        """A setting of this device."""

        def query(session: Session) -> Any:
            row = session.get(Setting, key)
            return default if row is None else row.value

        return await self.read(query)

    async def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this device (any JSON value); watchers of the type `setting` wake."""

        def command(w: Writing) -> None:
            w.session.merge(Setting(key=key, value=value))
            w.changed("setting", key)

        await self.write(command)

    async def device(self) -> Device:
        """Whose device this is."""
        return await self.read(lambda session: session.get_one(Device, 1))

    async def adopt(self, account_id: str, device_id: str, personal_space: str) -> None:
        """Make this device the account's `device_id`; what is here already comes along.

        Raises `client.store.adopting.ForeignDeviceError` when the data here belongs to another account.
        """
        await self.write(lambda w: adopt(w, self.schema, account_id, device_id, personal_space))

    async def renew_id(self, taken: str = "") -> str:
        """Draw the id under which this device is to go on; once drawn it is the same until in use, or found `taken`."""

        def command(w: Writing) -> str:
            drawn = w.standing.device.next_id
            if drawn in ("", taken):
                drawn = w.new_id()
            w.standing.number(next_id=drawn)
            return drawn

        return await self.write(command)

    def _read(self, query: Callable[[Session], T]) -> T:
        with self._watched(), Session(self._engine, expire_on_commit=False) as session:
            session.connection().exec_driver_sql("BEGIN")
            return query(session)

    def _write(self, command: Callable[[Writing], T]) -> T:
        with self._watched(), Session(self._engine, expire_on_commit=False) as session:
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            standing = self.standing.copy()
            writing = Writing(session, self.schema, self.clock, self.random, standing, self._pen, sealed=self.sealed)
            value = command(writing)
            writing.finish(self._own)
            standing.keep(session, self.standing)
            session.commit()
        self.standing = standing
        self._watches.tell(frozenset(writing.changes))
        return value

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if is_damage(error):
                self.on_damage()
            raise

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


def is_damage(error: DatabaseError) -> bool:
    """Whether this is SQLite saying that the file is broken, or none of its own."""
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _engine(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"check_same_thread": False, "timeout": 10}, json_serializer=to_json
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own guessing spoils reads and DDL
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # acknowledged means on disk, also when the power goes
        # A page of ten thousand notes goes into the database file once, not once while it arrives and again after.
        cursor.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")
        cursor.execute(f"PRAGMA journal_size_limit={_CHECKPOINT_PAGES * 4096}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine
