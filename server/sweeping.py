"""Once a day: away with what nobody needs any more."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy import delete
from starlette.concurrency import run_in_threadpool

from server.accounts.closing import forget_closed
from server.db.tables import invite, token
from server.files.sweeping import sweep as sweep_files
from server.oplog.purging import purge
from server.services import Services
from server.spaces.joining import forget_keys
from sync.clock import to_text

_EVERY_S = 86_400
_log = logging.getLogger(__name__)


async def sweep_daily(services: Services) -> None:
    """Sweep now and every day, until cancelled; what goes wrong is logged, and tried again the next day."""
    while True:
        try:
            await run_in_threadpool(sweep, services)
        except Exception:  # whatever it is, the server goes on
            _log.exception("sweeping failed")
        await asyncio.sleep(_EVERY_S)


def sweep(services: Services) -> None:
    """Remove expired tokens, invites and keys of joins, what has long been in the trash, files that nothing names."""
    now = to_text(services.clock.now_utc())
    with services.database.write() as connection:
        connection.execute(delete(token).where(token.c.expires_utc <= now))
        connection.execute(delete(invite).where(invite.c.expires_utc <= now))
        forget_keys(connection, services.clock.now_utc())
        forget_closed(connection, services.clock.now_utc())
    purge(services)
    sweep_files(services)
