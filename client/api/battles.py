"""The calls about knowledge battles (protocol: `sync.battles`)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from urllib.parse import quote

from pydantic import ValidationError

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from client.api.sse import events
from sync.battles import (
    COMMENT_S,
    BattleCard,
    BattleEvent,
    BattleList,
    Counted,
    GivenAnswer,
    JoinBattle,
    NewBattle,
    Seen,
)
from sync.errors import ProtocolError

DEAD_LINE_S = 3 * COMMENT_S
"""A stream that is silent for so long is dead; `client.battles.listening` does not wait for that."""


class BattlesLine:
    """Everything raises `sync.errors.SyncError`, `Refused` with the server's sentence. All of it may be repeated."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._line = line
        self._signed = SignedLine(line, keyring)

    async def make(self, asked: NewBattle) -> BattleCard:
        """Make a battle; repeat it with the same `request_id` until there is an answer."""
        return await self._signed.ask(BattleCard, "POST", "/v1/battles", asked)

    async def open_in(self, space: str) -> BattleList:
        """The battles of a space that have not ended."""
        return await self._signed.ask(BattleList, "GET", "/v1/battles", query={"space": space})

    async def join(self, asked: JoinBattle) -> BattleCard:
        """Come in."""
        return await self._signed.ask(BattleCard, "POST", "/v1/battles/joins", asked)

    async def start(self, battle: str) -> None:
        """The maker begins."""
        await self._signed.tell("POST", f"{_path(battle)}/start")

    async def seen(self, battle: str, event: int) -> None:
        """That event is on the screen."""
        await self._signed.tell("POST", f"{_path(battle)}/seen", Seen(event=event))

    async def answer(self, battle: str, said: GivenAnswer) -> Counted:
        """Answer a question; what came of it."""
        return await self._signed.ask(Counted, "POST", f"{_path(battle)}/answers", said)

    async def leave(self, battle: str) -> None:
        """Go."""
        await self._signed.tell("POST", f"{_path(battle)}/leave")

    async def events(self, battle: str, after: int, heard: Callable[[], object]) -> AsyncGenerator[BattleEvent]:
        """The events behind the first `after`, until the battle ends or the line breaks.

        `heard` is called with every line that comes, comments as well.
        """

        async def listen(token: str) -> AsyncGenerator[BattleEvent]:
            path = f"{_path(battle)}/events?after={after}"
            async with (
                self._line.stream(path, token, silent_s=DEAD_LINE_S) as lines,
                aclosing(events(_heard(lines, heard))) as stream,
            ):
                async for event in stream:
                    if event.name == "battle":
                        yield self._event(event.data)

        async with aclosing(self._signed.streamed(listen)) as found:
            async for event in found:
                yield event

    def _event(self, data: str) -> BattleEvent:
        try:
            return BattleEvent.model_validate_json(data)
        except ValidationError as error:
            raise ProtocolError("BattleEvent", self._line.server) from error


async def _heard(lines: AsyncIterator[str], heard: Callable[[], object]) -> AsyncGenerator[str]:
    async for line in lines:
        heard()
        yield line


def _path(battle: str) -> str:
    return f"/v1/battles/{quote(battle, safe='')}"
