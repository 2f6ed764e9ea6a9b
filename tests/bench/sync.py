"""Records up to the server, down to a second device, and one edit until the other device shows it.

The server is a process of its own (`python -m server`, SQLite); the two devices share this one. Every record is a note
with a title and a body of about 200 characters, one operation each. As with Anki, both devices are signed in and have
synced before the clock starts. A third device, new and a process of its own, says how much memory a pull takes.
"""

import argparse
import asyncio
import gc
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlmodel import Session, func, select

from client.account.account import Account
from client.account.credentials import Credentials
from client.api.line import Line
from client.api.transport import HttpTransport
from client.notes.tables import NoteRow
from client.schema import full_schema
from client.store import Store, Writing
from client.store.standing import Standing
from client.syncing import Sync
from sync.catalogue import NOTE
from tests.bench import pulling
from tests.bench.counting import CountingCarrier
from tests.bench.peers import anki
from tests.fakes.running import running_backend

WORDS = ["抛物线", "顶点", "对称轴", "判别式", "一元二次方程", "浮力", "压强", "密度", "公式", "复习", "discriminant"]
NAME, PASSWORD = "bench", "correct horse"
PATIENCE_S = 600
PEER_EDITS = 50


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--peer", choices=("anki",), help="measure that program too, in the same run")


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, running_backend(Path(folder) / "server.db") as backend:
        url = backend.url.removesuffix("/v1/health")
        result = asyncio.run(_run(Path(folder), url, options.records, options.edits))
        result |= pulling.measure(Path(folder) / "c", url, options.records)
    if options.peer:
        result |= anki.measure(bodies(options.records), min(options.edits, PEER_EDITS))
    return result


def bodies(records: int) -> list[str]:
    """The same texts for everybody."""
    chance = random.Random(7)
    return [" ".join(chance.choices(WORDS, k=40)) for _ in range(records)]


class Device:
    """A device with a counted line."""

    def __init__(self, path: Path, store: Store, credentials: Credentials, url: str) -> None:
        self.path = path
        self.store = store
        self.carrier = CountingCarrier()
        self.line = Line(url, self.carrier)
        self.sync = Sync(store, HttpTransport(self.line, credentials), credentials)
        self.account = Account(store, self.line, credentials, wake=self.sync.wake, halt=self.sync.halt)

    @classmethod
    async def open(cls, folder: Path, url: str) -> "Device":
        path = folder / "xueban.db"
        store = await Store.open(path, full_schema())
        device = cls(path, store, await Credentials.open(folder, url), url)
        await device.account.load()
        return device

    async def until(self, is_so: Callable[[Standing], bool]) -> None:
        """Wait until the last commit says so: that is known without a look into the database, which would be timed."""
        turned = asyncio.Event()
        stop = self.store.watch(lambda _: turned.set(), {"note", "outbox"})
        async with asyncio.timeout(PATIENCE_S):
            while not is_so(self.store.standing):
                await turned.wait()
                turned.clear()
        stop()

    async def until_there(self, records: int) -> None:
        """Wait until so many notes are in the database."""
        turned = asyncio.Event()
        stop = self.store.watch(lambda _: turned.set(), {"note"})
        async with asyncio.timeout(PATIENCE_S):
            while await self.store.read(count) < records:
                await turned.wait()
                turned.clear()
        stop()

    async def until_synced(self) -> None:
        synced = asyncio.Event()
        stop = self.sync.watch(lambda status: status.state == "synced" and synced.set())
        async with asyncio.timeout(PATIENCE_S):
            while self.sync.status.state != "synced":
                await synced.wait()
        stop()

    def settle(self) -> None:
        """Copy what was written into the database file now, not at some commit of what is timed."""
        with closing(sqlite3.connect(self.path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self.sync.close()
        await self.line.close()
        await self.store.close()


def count(session: Session) -> int:
    """How many notes there are."""
    return session.exec(select(func.count()).select_from(NoteRow)).one()


def nothing_waits(standing: Standing) -> bool:
    return standing.device.last_n == standing.device.acked_n


async def _run(folder: Path, url: str, records: int, edits: int) -> dict[str, Any]:
    laptop, phone = await Device.open(folder / "a", url), await Device.open(folder / "b", url)
    await laptop.account.register(NAME, PASSWORD)
    await phone.account.sign_in(NAME, PASSWORD)
    await phone.until_synced()
    await phone.sync.halt()
    gc.collect()
    gc.freeze()  # as the app does when it has opened (`views.opening`)
    push_s = await _push(laptop, records)
    pull_s, bytes_down = await _pull(phone, laptop.store.standing)
    assert await phone.store.read(count) == records
    visible_ms = sorted(await _edit(laptop, phone, edits))
    await laptop.close()
    await phone.close()
    return {
        "records": records,
        "push_s": round(push_s, 3),
        "pull_s": round(pull_s, 3),
        "visible_ms_p50": round(statistics.median(visible_ms), 1),
        "visible_ms_p99": round(visible_ms[int(len(visible_ms) * 0.99) - 1], 1),
        "bytes_per_op_down": round(bytes_down / records, 1),
    }


async def _push(device: Device, records: int) -> float:
    """Seconds from the first byte sent to the last acknowledgement; the notes are written before."""
    await device.until(nothing_waits)
    await device.sync.halt()

    def write(w: Writing) -> None:
        notes = {w.new_id(): {"title": f"笔记 {i}", "body": body} for i, body in enumerate(bodies(records))}
        w.save_many(NOTE, notes)

    await device.store.write(write)
    device.settle()
    begin = time.perf_counter()
    device.sync.wake()
    await device.until(nothing_waits)
    return time.perf_counter() - begin


async def _pull(device: Device, sender: Standing) -> tuple[float, int]:
    """Seconds from going on line until all that the sender has is here, and the bytes of all answers."""
    before, space = device.carrier.bytes_down, sender.device.personal_space
    begin = time.perf_counter()
    device.sync.wake()
    await device.until(lambda here: here.followed[space].seq >= sender.followed[space].seq)
    return time.perf_counter() - begin, device.carrier.bytes_down - before


async def _edit(here: Device, there: Device, edits: int) -> list[float]:
    """Milliseconds from the command on one device until the other has told its watchers."""
    [first] = await here.store.read(lambda s: s.exec(select(NoteRow.id).limit(1)).all())
    turned = asyncio.Event()
    stop = there.store.watch(lambda _: turned.set(), {"note"})
    times: list[float] = []
    for i in range(edits):
        turned.clear()
        begin = time.perf_counter()
        await here.store.write(lambda w, i=i: w.save(NOTE, first, title=f"改 {i}"))
        async with asyncio.timeout(PATIENCE_S):
            await turned.wait()
        times.append((time.perf_counter() - begin) * 1000)
    stop()
    return times
