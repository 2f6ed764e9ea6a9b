"""A device on simulated time: the real store in a file, the real account, line and sync engine."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.util import LRUCache
from sqlmodel import Session, select

from client.account.account import Account
from client.account.credentials import Credentials
from client.account.errors import AccountError
from client.api.line import Line
from client.api.spaces import Spaces
from client.api.transport import HttpTransport
from client.schema import full_schema
from client.store import Schema, Store, Writing
from client.store.rows import core_table
from client.store.tables import Cursor, History, Outbox, Shadow
from client.syncing import Sync
from sync.catalogue import ALL
from tests.simulate.dying import die
from tests.simulate.line import SimulatedLine
from tests.simulate.loop import KilledError, VirtualClock, VirtualLoop
from tests.simulate.weather import Weather

FILE = "xueban.db"
URL = "http://127.0.0.1:9"
NAME, PASSWORD = "simulated", "correct horse"

COMPILED = LRUCache[Any, Any](2_000)
"""Statements that SQLAlchemy has compiled, for all devices: else each would compile all of its own at each start."""


class View:
    """What a person sees and can do on a device, inside one transaction."""

    def __init__(self, w: Writing, schema: Any) -> None:
        self._w, self._schema = w, schema

    def new_id(self) -> str:
        return self._w.new_id()

    def ids(self, type_name: str) -> list[str]:
        """The ids of all records of a type, also of those in the trash."""
        table = self._schema.tables[type_name]
        return sorted(self._w.session.exec(select(table.id)).all())

    def get(self, type_name: str, record_id: str) -> dict[str, Any] | None:
        row = self._w.session.get(self._schema.tables[type_name], record_id)
        return row.model_dump() if row else None

    def beneath(self, record_id: str) -> set[Any]:
        """The simple values of a record that came here but are not shown: they lost, or an unsent edit hides them."""
        session = self._w.session
        values = list(session.exec(select(History.value).where(History.record_id == record_id)))
        for state in session.exec(select(Shadow.state).where(Shadow.record_id == record_id)):
            values += [value for value, *_ in state.values()]
        return {value for value in values if isinstance(value, str | int)}

    @property
    def team(self) -> str:
        """The id of the team's space, "" while it is not known here."""
        return next((i for i, space in self._w.standing.followed.items() if space.kind == "team"), "")

    def knows(self, type_name: str) -> bool:
        """Whether this version of the app has such records."""
        return type_name in self._schema.tables

    def save(self, type_name: str, record_id: str, *, space: str = "", **fields: Any) -> None:
        """Set the fields that this version knows; a new record goes into `space`."""
        record = self._schema.tables[type_name].__record__
        self._w.into(space)
        self._w.save(record, record_id, **{n: v for n, v in fields.items() if n in (*record.fields, "deleted")})

    def add(self, type_name: str, event_id: str, **fields: Any) -> None:
        self._w.add(ALL[type_name], id=event_id, **fields)


def visible_rows(session: Session, schema: Schema) -> dict[str, list[dict[str, Any]]]:
    """All that a person can see, by type; what lost is under `history`."""
    tables = {**schema.tables, "history": History}
    found = {name: session.execute(core_table(table).select()) for name, table in tables.items()}
    return {name: sorted((dict(r._mapping) for r in rows), key=repr) for name, rows in found.items()}


class Device:
    """One device of a person; between `kill` and `start` it is off."""

    def __init__(
        self,
        loop: VirtualLoop,
        folder: Path,
        server: Any,
        weather: Weather,
        seed: int,
        moved: Callable[[], None],
        *,
        person: str = NAME,
        schema: Schema | None = None,
    ) -> None:
        """`person`: whose device it is. `schema`: that of an older version of the app."""
        self._loop, self._folder, self._server, self._weather, self._moved = loop, folder, server, weather, moved
        self._chance = random.Random(seed)
        self.name = folder.name
        self.restored = 0
        self._last = ("", 0)
        self.clock = VirtualClock(loop)
        self.person = person
        self.schema = schema or full_schema()
        self.off = True
        self._alive: Store | None = None
        self._committed = False

    @property
    def label(self) -> str:
        """The name, another one after each restore: what it had seen before it has not seen now."""
        return self.name + "'" * self.restored

    @property
    def needs_its_person(self) -> bool:
        """Whether somebody must sign in before it can sync."""
        return not self.account.state.signed_in or self.sync.status.state == "attention"

    @property
    def crash(self) -> str:
        """What ended the engine, when it was none of the errors that it knows; it is started again."""
        task = self.sync._task
        if self.off or task is None or not task.done() or task.cancelled() or not (error := task.exception()):
            return ""
        self.sync.wake()
        return "" if isinstance(error, KilledError) else f"the engine of {self.name} crashed: {error!r}"

    async def start(self) -> None:
        """Switch it on: what was on the disk is what it knows."""
        self.carrier = SimulatedLine(self._server, self._weather, self._moved)
        store = await Store.open(self._folder / FILE, self.schema, clock=self.clock, random=self._chance)
        store._engine._compiled_cache = COMPILED
        event.listen(store._engine, "commit", lambda c: self._committing(store, c))
        self._store = self._alive = store
        line = Line(URL, self.carrier)
        credentials = await Credentials.open(self._folder, URL)
        self.spaces = Spaces(line, credentials)
        self.sync = Sync(store, HttpTransport(line, credentials), credentials)
        self.account = Account(store, line, credentials, wake=self.sync.wake, halt=self.sync.halt)
        try:
            await self.account.load()
        except KilledError:  # while it was still starting: it stays off
            self._alive = None
            store._engine.dispose()
            return
        self.off = False
        self.sync.wake()

    def kill(self) -> None:
        """Now, whatever is under way; nothing more reaches the disk."""
        if self.off:
            return
        self.off, self._alive = True, None
        if self.sync._task:
            self.sync._task.cancel()
        self._store._engine.dispose()

    @property
    def last_operation(self) -> tuple[str, int]:
        """(device, n) of the last operation: what was written last is in it, or in one before it."""
        return self._last

    async def act(self, command: Callable[[View], Any]) -> tuple[bool, Any]:
        """Run a person's command as one transaction: whether it is on the disk, and what it returned."""
        kept: list[Any] = []
        self._committed = False

        def run(w: Writing) -> None:
            kept.append(command(View(w, self.schema)))
            self._last = (w.standing.device.device_id, w.standing.device.last_n)

        try:
            await self._store.write(run)
        except KilledError:
            return self._committed, kept[0] if kept else None
        return True, kept[0]

    async def sign_in(self, register: bool = False) -> bool:
        """Whether it went through; the weather may be against it."""
        enter = self.account.register if register else self.account.sign_in
        try:
            await enter(self.person, PASSWORD, self.name)
        except (AccountError, KilledError):
            return False
        return True

    @property
    def older(self) -> bool:
        """Whether an older version of the app runs on it."""
        return not self.schema.tables.keys() >= ALL.keys()

    def update(self) -> None:
        """The present version of the app takes the place of the older one; the device must be off."""
        self.schema = full_schema()

    def copy(self) -> bytes:
        """The database as it is now, as a backup has it."""
        with closing(sqlite3.connect(self._folder / FILE)) as source:
            return source.serialize()

    def restore(self, copy: bytes) -> None:
        """An old copy takes the place of the database; the device must be off."""
        for suffix in ("-wal", "-shm", ""):  # a new file: what a killed store still holds open is of the old one
            (self._folder / (FILE + suffix)).unlink(missing_ok=True)
        (self._folder / FILE).write_bytes(copy)
        self.restored += 1

    async def revoke(self, name: str) -> None:
        """Sign the device called `name` out from here, as a person who has lost it does."""
        with suppress(AccountError, KilledError):
            for card in await self.account.devices():
                if card.name == name:
                    await self.account.revoke(card.id)

    async def sign_out(self) -> None:
        with suppress(KilledError):
            await self.account.sign_out()

    async def restless(self, heads: dict[str, int]) -> str:
        """What is still to be done here: something waits, or not everything up to `heads` has been applied."""

        def query(session: Any) -> str:
            cursors = {row.space_id: row.seq for row in session.exec(select(Cursor))}
            waiting = session.exec(select(Outbox.n)).all()
            pulled = (
                all(heads.get(space, 0) == seq for space, seq in cursors.items()) and heads.keys() <= cursors.keys()
            )
            return "" if pulled and not waiting else f"{self.name} at {cursors} of {heads}, waiting {waiting}"

        return await self._store.read(query)

    async def rows(self) -> dict[str, list[dict[str, Any]]]:
        """All that a person can see here, by type; what lost is under `history`."""

        return await self._store.read(lambda session: visible_rows(session, self.schema))

    def _committing(self, store: Store, connection: Any) -> None:
        if store is not self._alive:
            die(connection)  # the process is gone: nothing more reaches the disk
        if self._weather.strikes("kill_before_commit"):
            self._loop.call_soon(self.kill)
            die(connection)
        self._committed = True
        if self._weather.strikes("kill_after_commit"):
            self._loop.call_soon(self.kill)
            self._loop.doomed = True
