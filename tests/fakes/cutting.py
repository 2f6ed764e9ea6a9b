"""A line that breaks in the middle of a download, and a device with a catalogue at the end of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from client.api.catalogue import CatalogueLine
from client.api.files import FilesLine
from client.api.line import Line
from client.courses.catalogue import Catalogue, Download
from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.files import Files
from client.store import Store
from sync.backoff import Backoff
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FakeMistakes
from tests.fakes.keyring import FakeKeyring
from tests.fakes.store import open_store

QUICK = Backoff(base_s=0.001, cap_s=0.005)
PATIENCE_S = 30


class _CutStream(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, carrier: CuttingCarrier, request: httpx.Request) -> None:
        self._stream = stream
        self._carrier = carrier
        self._request = request
        self._left = next(carrier.cuts, -1)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            if 0 <= self._left <= len(piece):
                self._carrier.received += self._left
                if self._left:
                    yield piece[: self._left]
                self._carrier.lost += 1
                raise httpx.ReadError("the line broke", request=self._request)
            self._left -= len(piece) if self._left >= 0 else 0
            self._carrier.received += len(piece)
            yield self._carrier.bend(piece)
            if self._carrier.gate is not None and self._carrier.received >= self._carrier.gate_after:
                self._carrier.at_gate.set()
                await self._carrier.gate.wait()

    async def aclose(self) -> None:
        await self._stream.aclose()


class CuttingCarrier(httpx.AsyncBaseTransport):
    """Passes everything on to the real network, and breaks each answer's body after so many bytes as `cuts` says.

    With `gate` a body stops after each piece, from `gate_after` bytes on, until the gate is opened. `asked` holds what
    went out: path and range.
    """

    def __init__(self) -> None:
        self._real = httpx.AsyncHTTPTransport()
        self.cuts: Iterator[int] = iter(())
        self.gate: asyncio.Event | None = None
        self.gate_after = 0
        self.at_gate = asyncio.Event()
        self.bend: Callable[[bytes], bytes] = lambda piece: piece
        self.down = False
        self.lost = 0
        self.received = 0
        self.asked: list[tuple[str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("no line", request=request)
        self.asked.append((request.url.path, request.headers.get("range", "")))
        response = await self._real.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        if request.url.path.count("/packs/"):
            response.stream = _CutStream(response.stream, self, request)
        return response

    async def aclose(self) -> None:
        await self._real.aclose()


@dataclass
class Reader:
    """A device that has a catalogue; a kill is played by opening it anew."""

    catalogue: Catalogue
    courses: Courses
    shelf: Shelf
    store: Store
    carrier: CuttingCarrier
    folder: Path

    async def until(self, found: Callable[[dict[str, Download]], object]) -> dict[str, Download]:
        """Wait until the downloads stand so."""
        turned = asyncio.Event()
        stop = self.catalogue.watch(lambda _: turned.set())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not found(now := self.catalogue.downloads()):
                    await turned.wait()
                    turned.clear()
                return now
        finally:
            stop()

    async def begin(self, course_id: str) -> None:
        """Download the course as a press on its button does."""
        await self.catalogue.refresh()
        offers = await self.catalogue.offers()
        await self.catalogue.begin(next(o.card for o in offers or [] if o.card.id == course_id))

    async def done(self) -> None:
        """Wait until nothing is under way."""
        await self.until(lambda now: not now)

    async def version(self, course_id: str) -> int:
        """Which version is here; 0 for none."""
        return next((p.manifest.version for p in await self.courses.packs() if p.manifest.id == course_id), 0)


@asynccontextmanager
async def open_reader(
    folder: Path, server_url: str, free_bytes: Callable[[Path], int] = lambda _: 1 << 40
) -> AsyncIterator[Reader]:
    """A device whose data is in `folder`."""
    carrier = CuttingCarrier()
    line = Line(server_url, carrier)
    shelf = Shelf(folder / "courses", folder / "no-starters")
    shelf.tidy()
    async with open_store(folder, FakeClock(), random.Random(1).randrange(1 << 30)) as store:
        courses = Courses(store, shelf, FakeMistakes())
        files = Files(folder / "files", store, FilesLine(line, FakeKeyring()), QUICK)
        catalogue = Catalogue(
            folder / "catalogue", store, courses, shelf, CatalogueLine(line), files, line.server, QUICK, free_bytes
        )
        await catalogue.start()
        try:
            yield Reader(catalogue, courses, shelf, store, carrier, folder)
        finally:
            await catalogue.close()
            await line.close()
