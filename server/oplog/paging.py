"""A page of a space's log, as JSON."""

from __future__ import annotations

from sqlalchemy import Connection, select

from server.db.engine import Database
from server.db.tables import log
from server.errors import NoSuchSpace
from server.oplog.entries import entry_as_json
from server.spaces.membership import standing
from sync.chain import EMPTY

_COLUMNS = (
    log.c.seq, log.c.device_id, log.c.n, log.c.kind, log.c.type, log.c.record_id, log.c.fields, log.c.base, log.c.stamp,
    log.c.chain,
)  # fmt: skip


def page_as_json(database: Database, account_id: str, space_id: str, after: int, limit: int, limit_bytes: int) -> bytes:
    """The `LogPage` of at most `limit` entries, and of about `limit_bytes`, whose `seq` is above `after`.

    Raises NoSuchSpace when the account is not a member.
    """
    query = select(*_COLUMNS).where(log.c.space_id == space_id, log.c.seq > after).order_by(log.c.seq).limit(limit)
    entries: list[str] = []
    last_seq, length, chain = after, 0, ""
    with database.read() as connection:
        stands = standing(connection, space_id, account_id)
        if stands is None:
            raise NoSuchSpace
        for row in connection.execute(query):
            fields = row[6]
            if entries and length + len(fields) > limit_bytes:
                break
            entries.append(entry_as_json(*row[:9]))
            last_seq, length, chain = row[0], length + len(fields), row[9]
        if not entries:
            chain = _chain_at(connection, space_id, after)
    head = max(stands.head, last_seq if entries else 0)  # entries may have come after we looked for the head
    more = bool(entries) and last_seq < head
    return (
        f'{{"entries":[{",".join(entries)}],"head":{head},"more":{str(more).lower()},'
        f'"chain":"{chain}","epoch":"{database.epoch}"}}'
    ).encode()


def _chain_at(connection: Connection, space_id: str, seq: int) -> str:
    query = select(log.c.chain).where(log.c.space_id == space_id, log.c.seq == seq)
    return connection.execute(query).scalar() or EMPTY
