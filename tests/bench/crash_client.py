"""A client process for `tests.bench crash`: writes and keeps a journal until it is killed, or tells what it has.

    python -m tests.bench.crash_client FOLDER SERVER NAME write SEED    acts, as fast as `EVERY_S` lets it
    python -m tests.bench.crash_client FOLDER SERVER NAME settle SEED   "drained" once nothing waits here; after a line
                                                                        on stdin, all rows as JSON once all is pulled

The journal (a JSON list a line) is on the disk before each step: `[k, "intent", ns, what]` inside the transaction, and
`[k, "ack", ns]` once the store has acknowledged it. What was acknowledged must never be lost; what was only intended
may be there or not, for the kill may have come before the commit or after it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from client.bootstrap import Client, open_client
from client.schema import full_schema
from client.store import Writing
from client.store.tables import Cursor, Outbox
from tests.simulate.device import View, visible_rows
from tests.simulate.people import People

ACCOUNT, PASSWORD = "crash", "correct horse"
JOURNAL = "journal.jsonl"
EVERY_S = 0.05
STRIDE = 8
"""At most so many clients: each numbers what it writes in steps of this."""


class Journal:
    """Appends to the file, and returns when that is on the disk."""

    def __init__(self, path: Path) -> None:
        self.count = sum(1 for _ in path.open(encoding="utf-8")) if path.exists() else 0
        self._file = path.open("a", encoding="utf-8")
        if self.count:
            self._file.write("\n")  # the last line may be torn; an empty one does no harm

    def note(self, *what: Any) -> None:
        line = json.dumps(what, ensure_ascii=False, default=list)
        self._file.write(line + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())


class JournaledDevice:
    """What `tests.simulate.people` acts on: the client's store, with the journal around every transaction."""

    def __init__(self, client: Client, journal: Journal) -> None:
        self._client, self._journal = client, journal
        self._schema = full_schema()

    async def act(self, command: Any) -> tuple[bool, Any]:
        self._journal.count += 1
        number = self._journal.count

        def run(w: Writing) -> Any:
            told = command(View(w, self._schema))
            if told:
                self._journal.note(number, "intent", time.monotonic_ns(), told)
            return told

        told = await self._client.store.write(run)
        if told:
            await asyncio.to_thread(self._journal.note, number, "ack", time.monotonic_ns())
        return True, told


async def write(client: Client, folder: Path, place: int, seed: int) -> None:
    """Act until somebody kills this process, or no character is left that can be told from all others."""
    chance = random.Random(seed)
    journal = Journal(folder / JOURNAL)
    people = People(chance, first=place + journal.count * 10 * STRIDE, stride=STRIDE)
    device = JournaledDevice(client, journal)
    while not people.spent:
        await people.act(device)
        await asyncio.sleep(chance.uniform(0.0, 2 * EVERY_S))
    await asyncio.Event().wait()


async def settle(client: Client) -> None:
    """Say when nothing waits here; then, when asked, what is here once it is all that the server has."""

    def drained(session: Session) -> bool:
        return session.exec(select(Outbox.n)).first() is None

    await _until(client, drained)
    _say("drained")
    heads = json.loads(await asyncio.to_thread(sys.stdin.readline))

    def pulled(session: Session) -> bool:
        return {row.space_id: row.seq for row in session.exec(select(Cursor))} == heads

    await _until(client, pulled)
    rows = await client.store.read(lambda session: visible_rows(session, full_schema()))
    _say(json.dumps(rows))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _until(client: Client, query: Any) -> None:
    while not await client.store.read(query):  # noqa: ASYNC110 - acknowledging is no commit to watch for
        await asyncio.sleep(0.2)


async def main(folder: Path, server: str, place: int, mode: str, seed: int) -> None:
    client = await open_client(folder, server_url=server)
    if mode == "write":
        await write(client, folder, place, seed)
    else:
        await settle(client)
        await client.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])))
