"""One player's stream: the events of a battle as the bytes of server-sent events, each with its number as id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from server.accounts.signed_in import SignedIn
from server.battles.room import ENDED, Room
from server.battles.rooms import Rooms
from server.hints.frames import COMMENT
from sync.battles import COMMENT_S, BattleEvent


async def frames(rooms: Rooms, room: Room, who: SignedIn, after: int) -> AsyncIterator[bytes]:
    """The events behind the first `after`, then each as it happens, until the battle has ended."""
    stream = rooms.begin_stream(room, who.device_id)
    greeting = COMMENT  # the device knows at once that it is connected, in the same breath as what it lacks
    try:
        while rooms.goes_on(room, who.device_id, stream):
            news, fresh = rooms.news(room), room.log[after:]
            if fresh or greeting:
                if fresh and who.account_id in room.players:
                    room.sent(who.account_id, fresh[0].n, fresh[-1].n, rooms.now_s())
                after = fresh[-1].n if fresh else after
                yield greeting + b"".join(map(_frame, fresh))
                greeting = b""
            elif room.state == ENDED or who.account_id not in room.players:
                return
            else:
                try:
                    async with asyncio.timeout(COMMENT_S):
                        await news.wait()
                except TimeoutError:
                    yield COMMENT
    finally:
        rooms.end_stream(room, who.device_id, stream)


def _frame(event: BattleEvent) -> bytes:
    data = event.model_dump_json(exclude_defaults=True)
    return f"id: {event.n}\nevent: battle\ndata: {data}\n\n".encode()
