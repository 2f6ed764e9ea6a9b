"""A device with files, before a real server; a kill is played by letting go of everything but the disk."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from client.account.account import Account
from client.account.credentials import Credentials
from client.api.files import FilesLine
from client.api.line import Line
from client.files import Files, FilesFirst
from client.notes.notes import Notes
from client.schema import full_schema
from client.store import Store
from client.syncing import Sync
from sync.backoff import Backoff
from tests.fakes.clock import FakeClock

QUICK = Backoff(base_s=0.001, cap_s=0.005)


class BreakingCarrier(httpx.AsyncBaseTransport):
    """Passes everything on to the real network; loses what `loses` says, before or after the server has done its work.

    `asked` lists method and path of what went out.
    """

    def __init__(self) -> None:
        self._real = httpx.AsyncHTTPTransport()
        self.cut = False
        self.loses = iter(list[str]())
        """For one request after the other: "" goes well, "request" never arrives, "answer" never comes back."""
        self.asked: list[tuple[str, str]] = []
        self.lost = asyncio.Event()
        """Something was lost."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        fate = next(self.loses, "")
        if self.cut or fate == "request":
            self.lost.set()
            raise httpx.ConnectError("the line is cut", request=request)
        self.asked.append((request.method, request.url.path))
        try:
            response = await self._real.handle_async_request(request)
        except httpx.TransportError:
            self.lost.set()
            raise
        if fate == "answer":
            await response.aclose()
            raise httpx.ReadError("the answer was lost", request=request)
        return response

    async def aclose(self) -> None:
        await self._real.aclose()


@dataclass
class FiledDevice:
    """The real store, account, engine and files; only the clock and the line are the test's."""

    store: Store
    sync: Sync
    account: Account
    files: Files
    notes: Notes
    line: Line
    credentials: Credentials
    carrier: BreakingCarrier
    folder: Path


@asynccontextmanager
async def open_device(folder: Path, server_url: str, seed: int = 1, **options: int) -> AsyncIterator[FiledDevice]:
    """A device whose data is in `folder`; `options` go to `Files`."""
    carrier = BreakingCarrier()
    store = await Store.open(folder / "xueban.db", full_schema(), clock=FakeClock(), random=random.Random(seed))
    line = Line(server_url, carrier)
    credentials = await Credentials.open(folder, server_url)
    files = Files(folder / "files", store, FilesLine(line, credentials), QUICK, **options)
    sync = Sync(store, FilesFirst(line, credentials, files), credentials, QUICK)

    def wake() -> None:
        sync.wake()
        files.wake()

    account = Account(store, line, credentials, wake=wake, halt=sync.halt)
    await account.load()
    await files.start()
    wake()
    try:
        yield FiledDevice(store, sync, account, files, Notes(store), line, credentials, carrier, folder)
    finally:
        await sync.close()
        await files.close()
        await line.close()
        await store.close()
