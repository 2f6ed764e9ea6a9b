"""The engine: while there is a line, push what waits and pull what is new; when it breaks, wait and try again.

One round is push, then pull. Rounds are strung together by `wake` (a local commit, a hint, the app coming back) and
every step can be repeated at will: see the three transactions in the README. A hint that brings its operations along
is applied on the spot, without a round.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from sync.backoff import Backoff
from sync.clock import Clock, to_text
from sync.ending import end
from sync.errors import Diverged, Elsewhere, ProtocolError, ServerBusy, SyncError, Unauthorized
from sync.fetching import fetch_all, fetch_snapshot
from sync.ids import Random
from sync.meeting import meet
from sync.ports import SyncStore, Transport
from sync.sending import send_all
from sync.status import State, Status
from sync.wire import Hint, LogPage

QUIET_S = 30.0
"""After so long without news, and once a connection, both ends compare what they have merged."""

TURNS = 3
TURNS_S = 60.0
"""So often within so long another copy of this device's data takes its place, until this one gives way.

Each would throw the other out for ever. Once may also be a request of its own that was long on its way.
"""

_log = logging.getLogger(__name__)


class Engine:
    """Keeps one device's store and the server in agreement. `run` it as a task; cancel the task to stop."""

    def __init__(
        self,
        store: SyncStore,
        transport: Transport,
        *,
        clock: Clock,
        random: Random,
        backoff: Backoff | None = None,
        on_status: Callable[[Status], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._transport = transport
        self._clock = clock
        self._random = random
        self._backoff = backoff or Backoff()
        self._on_status = on_status
        self._awake = asyncio.Event()
        self._retry_now = asyncio.Event()
        self._heads: dict[str, int] = {}
        self._suspects: set[str] = set()
        self._offered: set[str] = set()
        self._compared = False
        self._reread: set[str] = set()
        self._offline_since = ""
        self._thrown_out: list[float] = []
        self.status = Status("syncing")

    def wake(self) -> None:
        """There is something to send, or perhaps something to fetch."""
        self._awake.set()

    def retry_now(self) -> None:
        """Do not sit out the pause between tries: the app has come back to the front, or a person asks."""
        self._retry_now.set()
        self._awake.set()

    async def run(self) -> None:
        """Work until cancelled, or until the server does not know this device, or knows two as it (`attention`)."""
        failures = 0
        self.status = Status()  # whoever stopped it has said "off", so the next word is news even if it is the old one
        try:
            while True:
                try:
                    await self._follow_line()
                except Unauthorized as error:
                    self._tell("attention", error)
                    return
                except Elsewhere as error:
                    if self._gives_way():
                        self._tell("attention", error)
                        return
                    await self._pause(self._backoff.wait_s(1, self._random))
                except (ProtocolError, Diverged) as error:
                    if isinstance(error, Diverged):
                        self._suspects.add(error.space)
                        _log.warning("healing: %s", error)
                    self._tell("attention", error)
                    await self._pause(self._backoff.wait_s(2, self._random) if self._suspects else self._backoff.cap_s)
                except SyncError as error:
                    failures = 1 if not self._offline_since else failures + 1
                    self._lost_line(error)
                    asked_s = error.retry_after_s or 0.0 if isinstance(error, ServerBusy) else 0.0
                    await self._pause(max(asked_s, self._backoff.wait_s(failures, self._random)))
        finally:
            self._store.seal(False)

    def _gives_way(self) -> bool:
        """Whether another copy of this device's data has taken its place so often that this one had better stop."""
        now_s = self._clock.monotonic_s()
        self._thrown_out = [*(at_s for at_s in self._thrown_out if now_s - at_s < TURNS_S), now_s]
        if len(self._thrown_out) < TURNS:
            return False
        self._thrown_out.clear()
        _log.warning("another copy of this device's data is in use with the same sign-in")
        return True

    async def _follow_line(self) -> None:
        self._compared = False
        await self._meet()
        listener = asyncio.create_task(self._listen())
        try:
            while True:
                self._awake.clear()
                await self._round()
                self._found_line()
                if not listener.done() and not self._awake.is_set():
                    await self._wait_for(listener)
                if listener.done():
                    listener.result()
                    return
        finally:
            self._store.seal(False)
            await end(listener, but=(SyncError,))

    async def _meet(self) -> None:
        spaces = await meet(self._store, self._transport, self._suspects)
        self._suspects.clear()
        self._heads = {space.id: space.head for space in spaces.spaces}
        # Before anything is sent: what waits says what it has seen by its place in a log, so the log must be that one.
        await self._fetch()

    async def _listen(self) -> None:
        async for hint in self._transport.hints():
            if hint.space not in self._store.where.places:
                return  # joined between the list of spaces and the stream: the list is asked for again
            if not await self._applied(hint):
                self._heads[hint.space] = max(self._heads.get(hint.space, 0), hint.head)
                self.wake()

    async def _applied(self, hint: Hint) -> bool:
        """Whether the hint brought along all that was new, and that is applied."""
        place = self._store.where.places.get(hint.space)
        if place and hint.entries and hint.entries[0].seq <= place.seq + 1 and hint.entries[-1].seq == hint.head:
            page = LogPage.model_construct(entries=hint.entries, head=hint.head, chain=hint.chain)
            await self._store.apply_page(hint.space, page)
            return not place.healing
        return bool(place and place.seq >= hint.head)

    async def _wait_for(self, listener: asyncio.Task[None]) -> None:
        waking = asyncio.create_task(self._awake.wait())
        try:
            first = asyncio.FIRST_COMPLETED
            patience_s = None if self._compared else QUIET_S
            done, _ = await asyncio.wait({listener, waking}, timeout=patience_s, return_when=first)
            if not done:
                self._compared = True
                await self._compare()
                await asyncio.wait({listener, waking}, return_when=first)
        finally:
            waking.cancel()

    async def _compare(self) -> None:
        """Now that it is quiet: is what has been merged here what the server has merged?"""
        for space in self._store.where.places:
            here = await self._store.digest(space)
            there = await self._transport.digest(space, here.seq)
            if not there.digest or there.seq != here.seq or there.digest == here.digest:
                continue
            _log.warning("what came of the log of %s is not the same here and there", space)
            if (
                space not in self._reread
            ):  # once: if it helps nothing, it is a fault of ours, and must not go on for ever
                self._reread.add(space)
                raise Diverged(f"what came of the log of {space} is not the same", space)

    async def _round(self) -> None:
        if self._store.where.waiting:
            self._tell("syncing")
            # Nobody tells a device of its own operations: when others' came in between, it must fetch both itself.
            for space, head in (await send_all(self._store, self._transport)).items():
                self._heads[space] = max(self._heads.get(space, 0), head)
        await self._fetch()

    async def _fetch(self) -> None:
        for space, place in self._store.where.places.items():
            if place.snapshot is not None or (space in self._offered and not place.seq and not place.healing):
                self._tell("syncing")
                await fetch_snapshot(self._store, self._transport, space)
                place = self._store.where.places[space]
            if self._heads.get(space, 0) > place.seq:
                self._tell("syncing")
                told = self._heads[space]
                head = await fetch_all(self._store, self._transport, space)
                if self._heads[space] == told or head > self._heads[space]:
                    self._heads[space] = head  # else a hint has come meanwhile that knows of more than the page did
            place = self._store.where.places[space]
            if place.healing and place.seq >= self._heads.get(space, 0):
                await self._store.heal(space)
                self.wake()

    def _found_line(self) -> None:
        if self._offline_since:
            _log.info("the server is back")
            self._offline_since = ""
        self._store.seal(True)
        self._tell("synced")

    def _lost_line(self, error: SyncError) -> None:
        if not self._offline_since:
            _log.info("no line to the server: %s", type(error).__name__)
            self._offline_since = to_text(self._clock.now_utc())
        self._tell("offline", error)

    async def _pause(self, seconds: float) -> None:
        self._retry_now.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._retry_now.wait(), seconds)

    def _tell(self, state: State, error: SyncError | None = None) -> None:
        reason, values = (error.template, error.values) if error else ("", {})
        waiting = self._store.where.waiting
        if waiting and state == "synced":  # something was written meanwhile: the next round is on its way
            state = "syncing"
        status = Status(state, waiting, self._offline_since, reason, values)
        if status != self.status:
            self.status = status
            self._on_status(status)
