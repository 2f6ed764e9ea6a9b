"""What has long been in the trash goes for good, once every device that is still in use knows that it is there.

A purge is an entry of the log like any other, so that all devices do the same at the same place; what the older entries
about the record said is then taken out of the log.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from server.db.tables import device, fold, log, membership, reach, space, state
from server.hints.move import Move
from server.oplog.batches import append, batches_after, stored_of
from server.oplog.folding import fold_log
from server.services import Services
from sync.batch import Batch, pack, unpack
from sync.clock import to_text
from sync.wire import EVENT, PURGE

KEEP_DAYS = 30
LIVE_DAYS = 90
"""A device that was not seen for so long is not waited for."""
SERVER = "server"
_AT_ONCE = 500


def purge(services: Services) -> int:
    """Purge what is due in all spaces; how many records went is returned."""
    now = services.clock.now_utc()
    before = to_text(now - timedelta(days=KEEP_DAYS))
    with services.database.read() as connection:
        query = select(state.c.space_id).where(state.c.deleted_utc <= before).distinct()
        spaces = connection.execute(query).scalars().all()
    gone = 0
    for space_id in spaces:
        with services.database.write() as connection:
            passed = _passed(connection, space_id, to_text(now - timedelta(days=LIVE_DAYS)))
            due = select(state.c.type, state.c.record_id).where(
                state.c.space_id == space_id, state.c.deleted_utc <= before, state.c.seq <= passed
            )
            records = [(name, record_id) for name, record_id in connection.execute(due.limit(_AT_ONCE))]
            move = write_purge(connection, space_id, records, now) if records else None
        if move:
            services.hub.tell(space_id, move)
            fold_log(services.database, space_id)
        gone += len(records)
    return gone


def note_reach(connection: Connection, device_id: str, space_id: str, seq: int) -> None:
    """The device has applied the space's log up to `seq`."""
    here = (reach.c.device_id == device_id, reach.c.space_id == space_id)
    if not connection.execute(update(reach).where(*here).values(seq=seq)).rowcount:
        connection.execute(insert(reach), {"device_id": device_id, "space_id": space_id, "seq": seq})


def _passed(connection: Connection, space_id: str, since_utc: str) -> int:
    """Up to where the log is known to all devices of the space's members that are in use."""
    devices = (
        select(device.c.id)
        .join_from(device, membership, membership.c.account_id == device.c.account_id)
        .where(membership.c.space_id == space_id, device.c.revoked_utc.is_(None), device.c.last_seen_utc >= since_utc)
    )
    there = select(reach.c.device_id, reach.c.seq).where(reach.c.space_id == space_id)
    reached = {row.device_id: row.seq for row in connection.execute(there)}
    seqs = [reached.get(device_id, 0) for device_id in connection.execute(devices).scalars()]
    folded = connection.execute(select(func.max(fold.c.seq)).where(fold.c.space_id == space_id)).scalar() or 0
    return min([*seqs, folded])


def write_purge(connection: Connection, space_id: str, records: list[tuple[str, str]], now: datetime) -> Move:
    """Append that these records (type, id) are gone, and take what was said of them out of the log."""
    _empty(connection, space_id, set(records))
    names, ids = zip(*records, strict=True)
    return append_own(connection, space_id, now, PURGE, list(names), list(ids), "{}")


def append_own(
    connection: Connection, space_id: str, now: datetime, kind: str, names: list[str], ids: list[str], fields: str
) -> Move:
    """Append an entry of the server's own for each of these records, with these fields; how the space has moved."""
    found = connection.execute(
        select(space.c.head, space.c.chain).where(space.c.id == space_id).with_for_update()
    ).one()
    stamp = f"{int(now.timestamp() * 1000):013d}-000000"
    count, first = len(names), found.head + 1
    bases = list(range(found.head, found.head + count))
    batch = Batch([kind] * count, names, ids, bases, [stamp] * count, [fields] * count)
    stored = stored_of(batch, first, found.head, found.chain, SERVER, to_text(now))
    append(connection, space_id, [stored])
    connection.execute(update(space).where(space.c.id == space_id).values(head=stored.seq, chain=stored.chain))
    return Move(stored.seq, stored.chain)


def _empty(connection: Connection, space_id: str, records: set[tuple[str, str]]) -> None:
    """Take what entries of the log say about these records out of it."""
    after = 0
    while found := batches_after(connection, space_id, after, _AT_ONCE):
        for stored in found:
            batch = unpack(stored.batch)
            said = zip(batch.kinds, batch.types, batch.ids, batch.fields, strict=True)
            fields = ["{}" if kind != EVENT and (name, i) in records else line for kind, name, i, line in said]
            if fields != batch.fields:
                here = (log.c.space_id == space_id, log.c.seq == stored.seq)
                emptied = pack(batch._replace(fields=fields))
                connection.execute(update(log).where(*here).values(batch=emptied))
        after = found[-1].seq
