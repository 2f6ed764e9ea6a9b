"""Removes files that no operation of their space names, uploads that were never finished, and what all have left."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, select

from server.db.tables import file, membership, space
from server.oplog.batches import batches_after
from server.services import Services
from sync.batch import unpack
from sync.clock import to_text
from sync.files import references

_AT_ONCE = 500


def sweep(services: Services) -> int:
    """Remove what has been without a name for longer than the settings say; how many files that were is returned."""
    cutoff = to_text(services.clock.now_utc() - timedelta(days=services.settings.file_keep_days))
    with services.database.read() as connection:
        old = connection.execute(select(file.c.space_id, file.c.sha256).where(file.c.created_utc < cutoff)).all()
    by_space: dict[str, set[str]] = {}
    for space_id, sha256 in old:
        by_space.setdefault(space_id, set()).add(sha256)
    return sum(_sweep_space(services, space_id, hashes) for space_id, hashes in by_space.items())


def _sweep_space(services: Services, space_id: str, hashes: set[str]) -> int:
    head = 0
    with services.database.read() as connection:
        anybody = connection.execute(select(membership.c.account_id).where(membership.c.space_id == space_id)).first()
    while hashes and anybody:  # page by page, so that a long log holds nobody up
        with services.database.read() as connection:
            named, count, head = _named(connection, space_id, head)
        hashes -= named
        if count < _AT_ONCE:
            break
    if not hashes:
        return 0
    with services.database.write() as connection:
        # With the space's row locked nothing is pushed: what came since the last page is looked at, then it is final.
        connection.execute(select(space.c.id).where(space.c.id == space_id).with_for_update())
        count = _AT_ONCE if anybody else 0
        while count == _AT_ONCE:
            named, count, head = _named(connection, space_id, head)
            hashes -= named
        connection.execute(delete(file).where(file.c.space_id == space_id, file.c.sha256.in_(sorted(hashes))))
    for sha256 in hashes:
        with services.shelf.turn(space_id, sha256), services.database.read() as connection:
            again = select(file.c.sha256).where(file.c.space_id == space_id, file.c.sha256 == sha256)
            if connection.execute(again).first() is None:  # else a device has just brought it again
                services.shelf.drop(space_id, sha256)
    return len(hashes)


def _named(connection: Connection, space_id: str, after: int) -> tuple[frozenset[str], int, int]:
    """The files that a page of the log after `after` names, how many batches that page has, and where it ends."""
    found = batches_after(connection, space_id, after, _AT_ONCE)
    named = frozenset[str]().union(*(references(line) for stored in found for line in unpack(stored.batch).fields))
    return named, len(found), found[-1].seq if found else after
