"""The hints of a stream as the bytes of server-sent events (WHATWG HTML, section 9.2)."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from server.accounts.signed_in import SignedIn
from server.db.engine import Database
from server.db.tables import device
from server.hints.move import Move
from server.hints.pointed import Pointed
from server.hints.stream import HintStream
from server.services import Services
from server.spaces.membership import spaces_of
from sync.battles import BattleList

COMMENT = b":\n\n"
"""Says nothing, and keeps proxies and phones from taking a quiet line for a dead one."""

SPACES = b"event: spaces\ndata: {}\n\n"
"""The spaces of the account, or their members, are others now: fetch the list again."""

ELSEWHERE = b"event: elsewhere\ndata: {}\n\n"
"""The last event of a stream whose place another one of the same device has taken: whoever reads this is not alone."""


async def frames(services: Services, who: SignedIn) -> AsyncIterator[bytes]:
    """First where every space stands, then each move, until the stream ends."""
    stream = services.hub.open(who.device_id, who.account_id)
    try:
        await _start(services, who, stream)
        while (moves := await stream.take(services.settings.hint_comment_s)) is not None:
            spaces = [SPACES] if stream.take_respaced() else []
            battles = [_battles(services, stream)] if stream.take_battles_moved() else []
            news = [_frame(space_id, move) for space_id, move in moves.items()]
            cursors = [_cursor(pointed, who.account_id) for pointed in stream.take_cursors()]
            yield b"".join([*spaces, *battles, *news, *cursors]) or COMMENT
        if stream.elsewhere:
            yield ELSEWHERE
    finally:
        services.hub.leave(stream)


async def _start(services: Services, who: SignedIn, stream: HintStream) -> None:
    # Look, listen, look again: a move in between is then told twice rather than never. And until both looks show the
    # same spaces: one that was left in between must not be listened to.
    heads = await run_in_threadpool(_heads, services.database, who)
    while stream.spaces != frozenset(heads):
        services.hub.follow(stream, frozenset(heads))
        heads = await run_in_threadpool(_heads, services.database, who)
    for space_id, head in heads.items():
        stream.moved(space_id, Move(head))
    if any(services.battles.of_space(space_id) for space_id in heads):
        stream.battles_moved()
    if not heads:
        stream.end()


def _heads(database: Database, who: SignedIn) -> dict[str, int]:
    """Where the account's spaces stand; none when the device was revoked since the request came in."""
    with database.read() as connection:
        revoked = select(device.c.revoked_utc).where(device.c.id == who.device_id)
        if connection.execute(revoked).scalar() is not None:
            return {}
        return {space.id: space.head for space in spaces_of(connection, who.account_id)}


def _frame(space_id: str, move: Move) -> bytes:
    return f"event: moved\ndata: {move.as_json(space_id)}\n\n".encode()


def _battles(services: Services, stream: HintStream) -> bytes:
    """All that have not ended in the spaces of the stream: whoever missed one event is told all by the next."""
    cards = [room.card for space_id in sorted(stream.spaces) for room in services.battles.of_space(space_id)]
    return f"event: battles\ndata: {BattleList(battles=cards).model_dump_json(exclude_defaults=True)}\n\n".encode()


def _cursor(pointed: Pointed, listener: str) -> bytes:
    return f"event: cursor\ndata: {pointed.as_json(listener)}\n\n".encode()
