"""Devices of one person, each with its own folder, store and line, before a real server."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from client.account.account import Account
from client.account.credentials import Credentials
from client.api.line import Line
from client.api.transport import HttpTransport
from client.notes.notes import Notes
from client.schema import full_schema
from client.store import Store
from client.syncing import Sync
from sync.backoff import Backoff
from tests.fakes.clock import FakeClock
from tests.fakes.lossy import LossyCarrier

PATIENCE_S = 20
NAME, PASSWORD = "小明", "correct horse"


@dataclass
class SyncedDevice:
    """The real store, account and engine; only the clock and the line are the test's."""

    store: Store
    sync: Sync
    account: Account
    notes: Notes
    clock: FakeClock
    carrier: LossyCarrier
    transport: HttpTransport

    async def until(self, query: Callable[[Session], Any]) -> Any:
        """Wait until what `query` finds is true, looking again after each commit; returns what it found."""
        turned = asyncio.Event()
        stop = self.store.watch(lambda _: turned.set(), {*full_schema().tables, "outbox", "set_aside"})
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not (found := await self.store.read(query)):
                    await turned.wait()
                    turned.clear()
                return found
        finally:
            stop()

    async def until_status(self, state: str) -> None:
        """Wait until sync says so."""
        turned = asyncio.Event()
        stop = self.sync.watch(lambda _: turned.set())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self.sync.status.state != state:
                    await turned.wait()
                    turned.clear()
        finally:
            stop()


@asynccontextmanager
async def open_device(folder: Path, server_url: str, seed: int) -> AsyncIterator[SyncedDevice]:
    """A device whose data is in `folder`."""
    clock, carrier = FakeClock(), LossyCarrier()
    store = await Store.open(folder / "xueban.db", full_schema(), clock=clock, random=random.Random(seed))
    line = Line(server_url, carrier)
    credentials = await Credentials.open(folder, server_url)
    transport = HttpTransport(line, credentials)
    sync = Sync(store, transport, credentials, Backoff(base_s=0.01, cap_s=0.05))
    account = Account(store, line, credentials, wake=sync.wake, halt=sync.halt)
    await account.load()
    sync.wake()
    try:
        yield SyncedDevice(store, sync, account, Notes(store), clock, carrier, transport)
    finally:
        await sync.close()
        await line.close()
        await store.close()


async def sign_in_both(laptop: SyncedDevice, phone: SyncedDevice) -> None:
    """They are one person's from now on, and have heard of it."""
    await laptop.account.register(NAME, PASSWORD)
    await phone.account.sign_in(NAME, PASSWORD)
    await laptop.until_status("synced")
    await phone.until_status("synced")
