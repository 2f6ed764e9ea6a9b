"""What the engine needs from outside: a store that keeps operations, and a transport that carries them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sync.batch import PackedPage
from sync.outgoing import Outgoing
from sync.wire import Digest, Hint, LogPage, Operation, PushResponse, Snapshot, SpaceList


class Place(NamedTuple):
    """How far a space's log has been applied: the cursor, and the chain there ("" when it is not known).

    `healing`: the log is being read anew, and what it lacks is still to be sent. `snapshot`: where to go on with the
    snapshot that is being fetched; None when none is.
    """

    seq: int
    chain: str = ""
    healing: bool = False
    snapshot: str | None = None


class Where(NamedTuple):
    """Where a device stands: the last operation noted, sent and acknowledged, and its place in every space.

    `epoch` is that of the server's database that all this is about. `next_id`: the device is about to change its id.
    """

    device_id: str
    last_n: int
    sent_n: int
    acked_n: int
    epoch: str
    places: Mapping[str, Place]
    next_id: str = ""

    @property
    def waiting(self) -> int:
        """How many operations the server has not acknowledged."""
        return self.last_n - self.acked_n


class Answered(NamedTuple):
    """Operations that were sent, and what the server said of them."""

    sent: Sequence[Operation]
    response: PushResponse


class SyncStore(Protocol):
    """The device's side; `client.store` fills it in. Each call is one transaction."""

    @property
    def where(self) -> Where:
        """Where this device stands after the last commit; no transaction at all."""
        ...

    def seal(self, sealed: bool) -> None:
        """Whether what is written from now on is sent at once, and therefore final when it is written."""
        ...

    async def take_pending(self, after_n: int, limit: int) -> Outgoing:
        """The first operations above `after_n` that go into one request, marked as on their way from now on."""
        ...

    async def acknowledge(self, answers: Sequence[Answered]) -> None:
        """Note what became of operations that were sent; what was refused is set aside with its reason."""
        ...

    async def expect(self, expected_n: int) -> None:
        """The server wants `expected_n` next: take up from there. Raises Diverged when that cannot be."""
        ...

    async def follow(self, spaces: SpaceList) -> None:
        """Follow these spaces from now on, and no others."""
        ...

    async def apply_page(self, space: str, page: LogPage | PackedPage) -> None:
        """Apply what follows the space's cursor, and advance it. Raises Diverged when that is another log."""
        ...

    async def apply_snapshot(self, space: str, page: Snapshot) -> None:
        """Take a page of a space's merged state, and note where to go on."""
        ...

    async def digest(self, space: str) -> Digest:
        """What has been merged of the space's log, up to the cursor."""
        ...

    async def next_id(self, taken: str = "") -> str:
        """The id under which this device is to go on; asked again, it is the same until it is in use, or `taken`."""
        ...

    async def go_on_as(self, device_id: str) -> None:
        """The server knows this device as `device_id`: what is pending is numbered from 1."""
        ...

    async def read_anew(self, space: str) -> None:
        """Begin a space's log again; what this device has of it is kept aside."""
        ...

    async def heal(self, space: str) -> None:
        """The log has been read to its end again: what it lacks becomes pending."""
        ...


class Transport(Protocol):
    """The line; `client.api` fills it in. Everything raises `sync.errors.SyncError`."""

    async def push(self, operations: Sequence[Operation]) -> PushResponse:
        """Send operations on one space, that follow one another."""
        ...

    async def log(self, space: str, after: int, limit: int) -> LogPage | PackedPage:
        """A page of a space's log after a cursor."""
        ...

    async def spaces(self) -> SpaceList:
        """The account's spaces."""
        ...

    async def snapshot(self, space: str, after: str, limit: int) -> Snapshot:
        """A page of a space's merged state after a key, "" for the first."""
        ...

    async def digest(self, space: str, at: int) -> Digest:
        """The server's digest of a space; `at` is how far this device has come. Without a digest it cannot compare."""
        ...

    async def renew(self, device_id: str) -> None:
        """Go on under another id, with the same tokens; repeating it does no harm."""
        ...

    def hints(self) -> AsyncIterator[Hint]:
        """Hints as they come; the first ones say where every space stands. Ends or raises when the line breaks."""
        ...
