"""A server's log and a device's store, both in memory: the two ports of the engine."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from sync.batch import PackedPage
from sync.chain import EMPTY, extend
from sync.devices import DEVICE_TAKEN
from sync.errors import Diverged, Gap, Refused, SyncError, Unreachable
from sync.merge import as_entry
from sync.outgoing import Outgoing
from sync.ports import Answered, Place, Where
from sync.wire import (
    Digest,
    Hint,
    LogEntry,
    LogPage,
    Operation,
    Outcome,
    PushResponse,
    Snapshot,
    Space,
    SpaceList,
)

SPACE = "space"


class FakeTransport:
    """Takes operations of one device; refuses those with a field `bad`, and everything while `down`."""

    def __init__(self) -> None:
        self.entries: list[LogEntry] = []
        self.expected_n = 1
        self.down = False
        self.batches: list[list[int]] = []
        self.hinted: asyncio.Queue[Hint | SyncError | None] = asyncio.Queue()
        self.device = "me"
        self.renewed: list[str] = []
        self.used: dict[str, int] = {}
        """What the server expects next under ids that it has seen in use."""
        self.ended: set[str] = set()
        """Ids from which the device has gone on to another one."""
        self.numbered_as: set[str] = set()
        """The ids under which what came was numbered."""
        self.merged = ""
        self.asked: list[tuple[int, int]] = []
        self.met = asyncio.Event()
        """The spaces were asked for."""

    def chain(self, seq: int) -> str:
        """The chain of the log up to `seq`."""
        chain = EMPTY
        for entry in self.entries[:seq]:
            chain = extend(chain, entry.device, entry.n)
        return chain

    def _reach(self) -> None:
        if self.down:
            raise Unreachable("fake")

    async def push(self, operations: Sequence[Operation]) -> PushResponse:
        self._reach()
        self.batches.append([operation.n for operation in operations])
        self.numbered_as.add(operations.device if isinstance(operations, Outgoing) else "")
        if operations and operations[0].n > self.expected_n:
            raise Gap(self.expected_n)
        if any("bad" in operation.fields for operation in operations):
            raise Refused(413, "too_large", "太大了")
        outcomes = []
        for operation in operations:
            if operation.n >= self.expected_n:
                self.entries.append(as_entry(operation, len(self.entries) + 1, self.device))
                self.expected_n = operation.n + 1
            seq = next(e.seq for e in self.entries if (e.device, e.n) == (self.device, operation.n))
            outcomes.append(Outcome(n=operation.n, seq=seq))
        return PushResponse(outcomes=outcomes, expected_n=self.expected_n)

    async def log(self, space: str, after: int, limit: int) -> LogPage:
        self._reach()
        self.asked.append((after, limit))
        page = self.entries[after : after + limit]
        last = page[-1].seq if page else after
        return LogPage(entries=page, head=len(self.entries), more=last < len(self.entries), chain=self.chain(last))

    async def spaces(self) -> SpaceList:
        self._reach()
        self.met.set()
        head = len(self.entries)
        space = Space(id=SPACE, kind="personal", role="owner", head=head, chain=self.chain(head))
        return SpaceList(spaces=[space], expected_n=self.expected_n)

    async def snapshot(self, space: str, after: str, limit: int) -> Snapshot:
        raise NotImplementedError

    async def digest(self, space: str, at: int) -> Digest:
        self._reach()
        return Digest(seq=len(self.entries), digest=self.merged)

    async def renew(self, device_id: str) -> None:
        self._reach()
        self.renewed.append(device_id)
        if device_id in self.ended:
            raise Refused(409, DEVICE_TAKEN, "有人用了")
        self.device, self.expected_n = device_id, self.used.get(device_id, 1)

    async def hints(self) -> AsyncIterator[Hint]:
        while hint := await self.hinted.get():
            if isinstance(hint, SyncError):
                raise hint
            yield hint
        raise Unreachable("fake", "the stream ended")


class FakeSyncStore:
    """Pending operations and what was applied."""

    def __init__(self, pending: list[Operation] | None = None) -> None:
        self.pending = pending or []
        self.applied: list[int] = []
        self.set_aside: list[tuple[int, str]] = []
        self.device = "me"
        self.acked_n = 0
        self.sent_n = 0
        self.cursor = 0
        self.chain = EMPTY
        self.healing = False
        self.healed = 0
        self.sealed = False
        self.changed = asyncio.Event()

    @property
    def where(self) -> Where:
        last_n = self.pending[-1].n if self.pending else self.acked_n
        places = {SPACE: Place(self.cursor, self.chain, self.healing)}
        return Where(self.device, last_n, self.sent_n, self.acked_n, "", places)

    def seal(self, sealed: bool) -> None:
        self.sealed = sealed

    async def take_pending(self, after_n: int, limit: int) -> Outgoing:
        found = Outgoing.of([operation for operation in self.pending if operation.n > after_n][:limit], self.device)
        self.sent_n = max(self.sent_n, found.last_n)
        return found

    async def acknowledge(self, answers: Sequence[Answered]) -> None:
        for _, response in answers:
            self.acked_n = response.expected_n - 1
            self.set_aside += [(outcome.n, outcome.reason) for outcome in response.outcomes if outcome.seq is None]
        self.changed.set()

    async def expect(self, expected_n: int) -> None:
        if not self.acked_n < expected_n <= self.sent_n + 1:
            raise Diverged("fake")
        self.acked_n = expected_n - 1

    async def follow(self, spaces: SpaceList) -> None:
        pass

    async def apply_page(self, space: str, page: LogPage | PackedPage) -> None:
        entries = [entry for entry in page.entries if entry.seq > self.cursor]
        chain = self.chain
        for entry in entries:
            chain = extend(chain, entry.device, entry.n)
        if page.chain and chain != page.chain:
            raise Diverged("fake", space)
        self.applied += [entry.seq for entry in entries]
        self.cursor, self.chain = (entries[-1].seq if entries else self.cursor), chain
        self.changed.set()

    async def apply_snapshot(self, space: str, page: Snapshot) -> None:
        raise NotImplementedError

    async def digest(self, space: str) -> Digest:
        return Digest(seq=self.cursor, digest="of the fake")

    async def next_id(self, taken: str = "") -> str:
        if taken:
            return f"{taken}-again"
        return "me-again" if self.device == "me" else f"{self.device}-again"

    async def go_on_as(self, device_id: str) -> None:
        self.device, self.acked_n, self.sent_n = device_id, 0, 0

    async def read_anew(self, space: str) -> None:
        self.cursor, self.chain, self.healing = 0, EMPTY, True

    async def heal(self, space: str) -> None:
        self.healing = False
        self.healed += 1
