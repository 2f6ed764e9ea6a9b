"""The sync engine's transport over HTTP: push, log, spaces and hints."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from urllib.parse import quote

from pydantic import ValidationError

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from client.api.sse import events
from sync.batch import BATCH_MEDIA, PAGE_MEDIA, BadBatchError, PackedPage, read_page
from sync.battles import BattleCard, BattleList
from sync.cursors import CursorTold
from sync.errors import Elsewhere, ProtocolError
from sync.outgoing import Outgoing
from sync.wire import SCHEMA, Digest, Hint, Operation, PushResponse, RenewRequest, Snapshot, SpaceList

_log = logging.getLogger(__name__)


class HttpTransport:
    """Fills in `sync.ports.Transport`: everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._line = line
        self._keyring = keyring
        self._signed = SignedLine(line, keyring)
        self.on_cursor: Callable[[CursorTold], object] = lambda told: None
        """Called with what passes among the hints and is none of the engine's business."""
        self.on_battles: Callable[[list[BattleCard]], object] = lambda battles: None
        """The same, with all battles that have not ended in the spaces of the account."""

    async def push(self, operations: Sequence[Operation]) -> PushResponse:
        """Send operations on one space, that follow one another; raises `Gap` when some before them are missing."""
        outgoing = operations if isinstance(operations, Outgoing) else Outgoing.of(operations)
        if len(outgoing) < len(operations):
            raise ValueError("these operations do not go into one request")
        return await self._signed.ask(PushResponse, "POST", "/v1/sync/push", outgoing.request(), content=BATCH_MEDIA)

    async def log(self, space: str, after: int, limit: int) -> PackedPage:
        """A page of about `limit` entries of a space's log, those with a `seq` above `after` and perhaps some before.

        Its batches are whole: the first may begin before the cursor.
        """
        path = f"/v1/spaces/{quote(space, safe='')}/log"

        async def once(token: str) -> bytes:
            query = {"after": after, "limit": limit}
            return (await self._line.send("GET", path, None, token, query, accept=PAGE_MEDIA)).content

        try:
            return read_page(await self._signed.signed(once))
        except BadBatchError as error:
            raise ProtocolError(f"LogPage: {error}", self._line.server) from error

    async def spaces(self) -> SpaceList:
        """The account's spaces."""
        return await self._signed.ask(SpaceList, "GET", "/v1/spaces")

    async def snapshot(self, space: str, after: str, limit: int) -> Snapshot:
        """A page of at most `limit` records, or events, of a space's merged state; `after` as the last page said."""
        path = f"/v1/spaces/{quote(space, safe='')}/snapshot"
        return await self._signed.ask(Snapshot, "GET", path, query={"after": after, "limit": limit})

    async def digest(self, space: str, at: int) -> Digest:
        """The server's digest of a space; `at`: this device has applied the log up to there."""
        path = f"/v1/spaces/{quote(space, safe='')}/digest"
        return await self._signed.ask(Digest, "GET", path, query={"at": at, "schema": SCHEMA})

    async def renew(self, device_id: str) -> None:
        """Go on under another id; the tokens stay."""
        await self._signed.tell("POST", "/v1/devices/renew", RenewRequest(device_id=device_id))
        await self._keyring.rename(device_id)

    async def hints(self) -> AsyncGenerator[Hint]:
        """Hints as they come, until the line breaks; an event of an unknown name is passed over.

        They also end when the account's spaces are others now: whoever listens asks for the spaces, and listens anew.
        Raises `Elsewhere` when somebody else listens with the same tokens.
        """
        async with aclosing(self._signed.streamed(self._hints)) as hints:
            async for hint in hints:
                yield hint

    async def _hints(self, token: str) -> AsyncGenerator[Hint]:
        async with self._line.stream("/v1/hints", token) as lines, aclosing(events(lines)) as stream:
            is_first = True
            async for event in stream:
                if is_first and event.name == "moved":
                    self.on_battles([])
                is_first = False
                if event.name == "spaces":
                    return
                if event.name == "elsewhere":
                    raise Elsewhere("another stream was opened with these tokens")
                if event.name == "moved":
                    yield self._hint(event.data)
                if event.name == "cursor":
                    self._hear(event.data)
                if event.name == "battles":
                    self._hear_battles(event.data)

    def _hear(self, data: str) -> None:
        try:
            told = CursorTold.model_validate_json(data)
        except ValidationError:
            _log.debug("a cursor that cannot be read was passed over")  # it is worth no broken line
        else:
            self.on_cursor(told)

    def _hear_battles(self, data: str) -> None:
        try:
            told = BattleList.model_validate_json(data)
        except ValidationError:
            _log.debug("battles that cannot be read were passed over")
        else:
            self.on_battles(told.battles)

    def _hint(self, data: str) -> Hint:
        try:
            return Hint.model_validate_json(data)
        except ValidationError as error:
            raise ProtocolError("Hint", self._line.server) from error
