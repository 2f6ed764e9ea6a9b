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
    try:
        yield COMMENT  # the head goes out at once: the device knows that it is connected
        while rooms.is_newest(room, who.device_id, stream):
            news, fresh = rooms.news(room), room.log[after:]
            if fresh:
                after = fresh[-1].n
                if who.account_id in room.players:
                    room.sent(who.account_id, fresh[0].n, after, rooms.now_s())
                yield b"".join(map(_frame, fresh))
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
