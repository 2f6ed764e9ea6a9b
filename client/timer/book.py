"""`Book`: what the keeper decides is written down, in the ledger first and then in the safe; one at a time.

Whichever of the two a crash leaves behind, nothing that was counted is lost.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from client.store import Store, Writing
from client.timer.chain import Entry, first_broken
from client.timer.drafts import Draft, Place
from client.timer.elapsed import Elapsed, Reading
from client.timer.keeper import Keeper
from client.timer.ledger import (
    TIMER,
    BehindError,
    Seal,
    append,
    entries_from,
    last_entries,
    seal_arrived,
    seal_study,
    study_since,
)
from client.timer.limits import Limits
from client.timer.opening import Found, examine
from client.timer.safe import Safe
from client.timer.tally import Tally
from client.timer.witness import Witness
from sync.catalogue import STUDY
from sync.clock import Clock, to_text
from sync.ending import end

log = logging.getLogger("xueban.timer")

WITNESS = "clock"
BACK = timedelta(days=2)
"""Seconds of other devices from longer ago change nothing that is still open."""

Decide = Callable[[Writing, frozenset[str], Limits | None], list[Draft]]


class Book:
    """The ledger in the store and its witness in the safe, for one keeper. Made by `open`."""

    def __init__(self, store: Store, safe: Safe, keeper: Keeper, seal: Seal, elapsed: Elapsed, found: Found) -> None:
        self._store = store
        self._safe = safe
        self._seal = seal
        self._elapsed = elapsed
        self._io = asyncio.Lock()
        self._behind: asyncio.Task[None] | None = None
        self._unwatch = store.watch(lambda _: self._look_behind(), {TIMER})
        self.keeper = keeper
        self.found = found
        self.on_taken: Callable[[], object] = lambda: None
        """Called when something was taken in that came from elsewhere."""

    @classmethod
    async def open(cls, store: Store, clock: Clock, safe: Safe, elapsed: Elapsed, place: Place) -> Book:
        """Look through the ledger, and make the keeper of it."""
        witness = _witness(safe)
        entries = await store.read(lambda s: entries_from(s, witness.check[0]) if witness else last_entries(s))
        is_new = not store.standing.device.account_id  # one signs in while the app runs, with a ledger by then
        opening = await asyncio.to_thread(examine, witness, entries, is_new=is_new)
        known = witness or Witness(secrets.token_hex(32), base=Tally().snapshot("1970-01-01"))
        if opening.found == "keyless" and entries:
            known.head = entries[-1].n
        keeper = Keeper(known, opening, place, elapsed.read(), clock.now_utc().timestamp())
        since, anew = to_text(clock.now_utc() - BACK), opening.found != "good"
        seal = Seal(bytes.fromhex(known.key), known.head, known.mac, keeper.zone(), since, anew)
        return cls(store, safe, keeper, seal, elapsed, opening.found)

    async def begin(self) -> None:
        """Write what opening it has found, and seal what arrives from now on."""
        try:
            await self.keep(self._elapsed.read())
            if self.found in ("fresh", "keyless"):
                ids = await self._store.read(lambda s: study_since(s, self._seal.since_utc))
                await self._store.write(lambda w: seal_study(w, self._seal, ids))
        except Exception:  # a full disk must not keep the app from opening
            log.exception("the ledger could not be written; trying again")
        self._store.derive({STUDY.name}, lambda w, ids: seal_study(w, self._seal, ids))

    def obey(self, record_type: str, decide: Decide) -> None:
        """Seal what `decide` makes of records of that type, in the transaction that brings them, from now on."""
        self._store.derive(
            {record_type}, lambda w, ids: seal_arrived(w, self._seal, decide(w, ids, self.keeper.tally.limits))
        )

    async def keep(self, now: Reading, *, always: bool = False) -> None:
        """Write what is due; `always`: the safe, too, when nothing is. Raises what the store and the safe raise."""
        if self.keeper.fault == "second":
            return
        async with self._io:
            written = False
            while drafts := self.keeper.due():
                written = await self._append(drafts, now) or written
            if written or always or self.keeper.needs_lease(now):
                await self._safe.put(WITNESS, self.keeper.keep(now).kept())
            self.keeper.recover()

    async def close(self) -> None:
        """Look at nothing any more."""
        self._unwatch()
        behind, self._behind = self._behind, None
        await end(behind)

    async def _append(self, drafts: list[Draft], now: Reading) -> bool:
        seal = self._seal

        def command(w: Writing) -> list[Entry]:
            return append(w, seal, drafts)

        try:
            entries = await self._store.write(command)
        except BehindError:
            if not await self._take_in():
                self._seal = replace(self._seal, anew=True)  # somebody is at the database while the app runs
            return False
        self.keeper.written(drafts, entries, now)
        self._renew_seal()
        return True

    async def _take_in(self) -> bool:
        """Take in what was sealed as it arrived; False when there is nothing, or nothing that is to be believed."""
        head, mac = self.keeper.witness.head, self.keeper.witness.mac
        entries = await self._store.read(lambda session: entries_from(session, head + 1))
        if not entries or first_broken(self._seal.key, mac, head + 1, entries) is not None:
            return False
        self.keeper.take(entries)
        self._renew_seal()
        return True

    def _look_behind(self) -> None:
        if self._behind is None or self._behind.done():
            self._behind = asyncio.get_running_loop().create_task(self._take_in_and_tell())

    async def _take_in_and_tell(self) -> None:
        async with self._io:
            await self._take_in()
        self.on_taken()

    def _renew_seal(self) -> None:
        witness = self.keeper.witness
        since = to_text(datetime.fromtimestamp(self.keeper.now_s(self._elapsed.read()), UTC) - BACK)
        self._seal = Seal(self._seal.key, witness.head, witness.mac, self.keeper.zone(), since)


def _witness(safe: Safe) -> Witness | None:
    kept = safe.get(WITNESS)
    try:
        return Witness.of(kept) if kept else None
    except (KeyError, TypeError, ValueError):
        log.warning("what the safe says of the ledger cannot be read")
        return None
