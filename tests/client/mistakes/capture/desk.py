"""A device that mistakes are written down on: store, book, files and `Capture`, nothing faked but time and chance."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from client.account.credentials import Credentials
from client.api.files import FilesLine
from client.api.line import Line
from client.files import Files
from client.mistakes.book import MistakeBook
from client.mistakes.capture import Capture
from client.mistakes.capture.reading import FarReader, Reader
from client.store import Store
from tests.client.mistakes.examples import write_graph
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store

NOWHERE = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Desk:
    """What a test writes on."""

    clock: FakeClock
    store: Store
    book: MistakeBook
    files: Files
    capture: Capture


@asynccontextmanager
async def open_desk(folder: Path, far: FarReader | None = None) -> AsyncIterator[Desk]:
    """A desk in a folder of its own; without a server."""
    clock, line = FakeClock(), Line(NOWHERE)
    async with open_store(folder, clock) as store:
        credentials = await Credentials.open(folder, NOWHERE)
        files = Files(folder / "files", store, FilesLine(line, credentials))
        book = MistakeBook(store, clock, write_graph(folder), zone=UTC)
        yield Desk(clock, store, book, files, Capture(store, clock, book, files, Reader(far)))
        await line.close()
