"""A server that runs tells devices of answers, which the command writes into the database beside it."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from server.db.tables import space
from server.feedback.box import answered
from server.hints.move import Move
from server.services import Services

EVERY_S = 20.0
"""One row is read so often; without it devices would see the answer the next time that they ask."""

_log = logging.getLogger(__name__)


async def tell_answers(services: Services, every_s: float = EVERY_S) -> None:
    """Look again and again, until cancelled."""
    known = await run_in_threadpool(latest, services)
    while True:
        await asyncio.sleep(every_s)
        try:
            known = await run_in_threadpool(tell, services, known)
        except Exception:  # whatever it is, the server goes on
            _log.exception("answers could not be told")


def latest(services: Services) -> int:
    """The number of the last answer."""
    with services.database.read() as connection:
        before = answered(connection)
    return int(before[-1][0]) if before else 0


def tell(services: Services, known: int) -> int:
    """Tell of the answers after number `known`; the last one's number."""
    with services.database.read() as connection:
        fresh = [(int(number), space_id) for number, space_id in answered(connection) if int(number) > known]
        ids = {space_id for _number, space_id in fresh}
        rows = connection.execute(select(space.c.id, space.c.head, space.c.chain).where(space.c.id.in_(ids))).all()
    for row in rows:
        services.hub.tell(row.id, Move(row.head, row.chain))
    return max((number for number, _space in fresh), default=known)
