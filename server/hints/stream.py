"""One device's stream of hints: what it has still to be told."""

from __future__ import annotations

import asyncio

from server.hints.move import Move
from server.hints.pointed import Pointed

CURSORS_HELD = 32
"""A device that does not take its news is not told of more cursors than these: the latest."""


class HintStream:
    """Lives on the event loop. Hints for one space fold into the newest, so a slow device holds no queue."""

    def __init__(self, device_id: str, account_id: str) -> None:
        self.device_id = device_id
        self.account_id = account_id
        self.spaces: frozenset[str] = frozenset()
        self.elsewhere = False
        """It has ended because somebody else listens, or goes on, under the device's tokens."""
        self._moves: dict[str, Move] = {}
        self._cursors: dict[tuple[str, str, str], Pointed] = {}
        self._respaced = False
        self._battles_moved = False
        self._ended = False
        self._news = asyncio.Event()

    def moved(self, space_id: str, move: Move) -> None:
        """Tell the device that the space has moved on."""
        before = self._moves.get(space_id)
        self._moves[space_id] = before.then(move) if before else move
        self._news.set()

    def pointed(self, pointed: Pointed) -> None:
        """Tell the device where somebody's cursor is now."""
        key = pointed.told.space, pointed.told.note, pointed.told.device_id
        self._cursors.pop(key, None)
        self._cursors[key] = pointed
        if len(self._cursors) > CURSORS_HELD:
            del self._cursors[next(iter(self._cursors))]
        self._news.set()

    def respaced(self) -> None:
        """Tell the device that its spaces, or their members, are others now."""
        self._respaced = True
        self._news.set()

    def battles_moved(self) -> None:
        """Tell the device which battles there are in its spaces now."""
        self._battles_moved = True
        self._news.set()

    def forget(self, space_id: str) -> None:
        """Nothing more of this space: the account has left it."""
        self._moves.pop(space_id, None)
        self._cursors = {key: cursor for key, cursor in self._cursors.items() if key[0] != space_id}

    def end(self, *, elsewhere: bool = False) -> None:
        """No more hints: the stream ends at once. `elsewhere`: for another has taken its place."""
        self.elsewhere = self.elsewhere or elsewhere
        self._ended = True
        self._news.set()

    async def take(self, patience_s: float) -> dict[str, Move] | None:
        """The moves to tell of, by space: empty when nothing came for `patience_s` seconds, None at the end."""
        try:
            async with asyncio.timeout(patience_s):
                await self._news.wait()
        except TimeoutError:
            return {}
        if self._ended:
            return None
        self._news.clear()
        moves, self._moves = self._moves, {}
        return moves

    def take_cursors(self) -> list[Pointed]:
        """Whose cursors the device has still to be told of; call it after `take`."""
        cursors, self._cursors = self._cursors, {}
        return list(cursors.values())

    def take_respaced(self) -> bool:
        """Whether the device has still to be told that its spaces are others now; call it after `take`."""
        respaced, self._respaced = self._respaced, False
        return respaced

    def take_battles_moved(self) -> bool:
        """Whether the device has still to be told which battles there are; call it after `take`."""
        moved, self._battles_moved = self._battles_moved, False
        return moved
