"""The real server in this process, on simulated time: started, killed at any moment, restored from an old copy."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import event
from sqlalchemy.util import LRUCache

from server.app import create_app
from server.settings import sqlite_url
from sync.batch import unpack
from tests.fakes.server import TEST_SETTINGS
from tests.simulate.dying import die
from tests.simulate.line import Exchange
from tests.simulate.loop import KilledError, VirtualClock, VirtualLoop
from tests.simulate.weather import Weather

FILE = "server.db"
COMPILED = LRUCache[Any, Any](1_000)
"""As `tests.simulate.device.COMPILED`."""


def log_of(database: Path) -> list[tuple[Any, ...]]:
    """(space, seq, device, n, stamp) of each entry."""
    with closing(sqlite3.connect(database)) as source:
        query = "SELECT space_id, seq, device_id, n, length, batch FROM log ORDER BY space_id, seq"
        return [
            (space, seq - count + i, device, n - count + i, stamp)
            for space, seq, device, n, count, packed in source.execute(query)
            for i, stamp in enumerate(unpack(packed).stamps, 1)
        ]


class SimulatedServer:
    """`server.app` with its SQLite file in `folder`; what went wrong inside is in `faults`."""

    def __init__(self, loop: VirtualLoop, folder: Path, weather: Weather, seed: int) -> None:
        self._loop, self._weather, self._chance = loop, weather, random.Random(seed)
        self.path = folder / FILE
        self._clock = VirtualClock(loop)
        self._exchanges: set[Exchange] = set()
        self._coming: set[asyncio.Task[None]] = set()
        self._app: Any = None
        self._lifespan: Any = None
        self.faults: list[str] = []
        self.restored = 0
        self.life = 0

    @property
    def up(self) -> bool:
        return self._app is not None

    async def start(self) -> None:
        settings = replace(TEST_SETTINGS, database_url=sqlite_url(self.path), attempts_per_name=1 << 30)
        app = create_app(settings, self._clock, self._chance)
        self._lifespan = app.router.lifespan_context(app)
        await self._lifespan.__aenter__()
        app.state.services.database.engine._compiled_cache = COMPILED
        event.listen(app.state.services.database.engine, "commit", self._committing)
        self._app = app

    def kill(self, back_after_s: float) -> None:
        """Now, whatever is under way; the server comes back later."""
        if not self.up:
            return
        self._app, lifespan = None, self._lifespan
        self.life += 1
        for exchange in list(self._exchanges):
            exchange.leave()
        self._later(lifespan.__aexit__(None, None, None))
        self._loop.call_later(back_after_s, lambda: self.up or self._later(self.start()))

    async def until_up(self) -> None:
        while not self.up:  # noqa: ASYNC110 - the time is simulated
            await asyncio.sleep(1.0)

    def copy(self) -> bytes:
        """The database as it is now, as a backup has it."""
        with closing(sqlite3.connect(self.path)) as source:
            return source.serialize()

    async def restore(self, copy: bytes, back_after_s: float) -> None:
        """The server goes down, and comes back later with an old backup of its database."""
        await self.until_up()
        self.kill(back_after_s)
        await asyncio.gather(*self._coming)
        for suffix in ("-wal", "-shm", ""):  # a new file: what the killed one still holds open is of the old one
            self.path.with_name(FILE + suffix).unlink(missing_ok=True)
        self.path.write_bytes(copy)
        self.restored += 1

    def open(self, request: httpx.Request, body: bytes) -> Exchange:
        """A request has come in. Raises ConnectError while the server is down."""
        if not self.up:
            raise httpx.ConnectError("the server is down")
        exchange = Exchange(self._app, request, body)
        self._exchanges.add(exchange)
        exchange.task.add_done_callback(lambda task: self._done(exchange, task))
        return exchange

    def later(self, request: httpx.Request, body: bytes, after_s: float) -> None:
        """The request comes in once more, and nobody waits for the answer."""
        life = self.life
        self._loop.call_later(after_s, lambda: self.up and life == self.life and self.open(request, body))

    async def close(self) -> None:
        self._weather.calm = True
        self.kill(1e9)
        await asyncio.gather(*(e.task for e in self._exchanges), return_exceptions=True)
        await asyncio.gather(*self._coming)

    def log(self) -> list[tuple[Any, ...]]:
        """What was ever appended and is still there, see `log_of`."""
        return log_of(self.path)

    def devices(self, name: str) -> set[str]:
        """The ids of all devices that ever signed in under this name."""
        with closing(sqlite3.connect(self.path)) as source:
            return {i for (i,) in source.execute("SELECT id FROM device WHERE name = ?", (name,))}

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._coming.add(task)
        task.add_done_callback(self._coming.discard)

    def _done(self, exchange: Exchange, task: asyncio.Task[None]) -> None:
        self._exchanges.discard(exchange)
        if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, KilledError):
            self.faults.append(f"{type(error).__name__}: {error}")

    def _committing(self, connection: Any) -> None:
        if not self.up:
            return  # it is starting: the migrations
        if self._weather.strikes("kill_server_before_commit"):
            self._loop.call_soon(self.kill, self._weather.chance.uniform(0.1, 20.0))
            die(connection)
        if self._weather.strikes("kill_server_after_commit"):
            self._loop.call_soon(self.kill, self._weather.chance.uniform(0.1, 20.0))
            self._loop.doomed = True
