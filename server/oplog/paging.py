"""A page of a space's log: its batches as they are, or, for who asks for JSON, entry by entry."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from server.db.engine import Database
from server.errors import NoSuchSpace
from server.oplog.batches import Stored, batches_after, chain_at
from server.oplog.entries import entry_as_json
from server.spaces.membership import standing
from sync.batch import write_page

_AT_ONCE = 64


class Wanted(NamedTuple):
    """Which page: of at most `limit` entries, and of about `limit_bytes`, whose `seq` is above `after`."""

    account_id: str
    space_id: str
    after: int
    limit: int
    limit_bytes: int


def packed_page(database: Database, wanted: Wanted) -> tuple[bytes, bool]:
    """The page as `sync.batch` has it, and whether most of it is packed already. Raises NoSuchSpace.

    Its batches are whole: the first may begin before the cursor, and the last ones go over the limit.
    """
    with database.read() as connection:
        head = _head(connection, wanted)
        found = _batches(connection, wanted)
        last_seq = found[-1].seq if found else 0
        chain = found[-1].chain if found else chain_at(connection, wanted.space_id, wanted.after)
    head = max(head, last_seq)  # entries may have come after we looked for the head
    more = bool(found) and last_seq < head
    runs = [(stored.first_seq, stored.device_id, stored.first_n, stored.batch) for stored in found]
    small = sum(len(stored.batch) for stored in found if stored.batch[:1] == b"[")
    packed = sum(len(stored.batch) for stored in found) - small
    return write_page(head, more, chain, database.epoch, runs), packed > small


def page_as_json(database: Database, wanted: Wanted) -> bytes:
    """The page as a `LogPage`. Raises NoSuchSpace when the account is not a member."""
    entries: list[str] = []
    last_seq, length, full = wanted.after, 0, False
    with database.read() as connection:
        head = _head(connection, wanted)
        for stored in _batches(connection, wanted):
            for row in stored.rows() if not full else ():
                if row.seq <= wanted.after:
                    continue
                full = len(entries) == wanted.limit or bool(entries and length + len(row.fields) > wanted.limit_bytes)
                if full:
                    break
                entries.append(entry_as_json(*row))
                last_seq, length = row.seq, length + len(row.fields)
        chain = chain_at(connection, wanted.space_id, last_seq)
    head = max(head, last_seq if entries else 0)
    more = bool(entries) and last_seq < head
    return (
        f'{{"entries":[{",".join(entries)}],"head":{head},"more":{str(more).lower()},'
        f'"chain":"{chain}","epoch":"{database.epoch}"}}'
    ).encode()


def _head(connection: Connection, wanted: Wanted) -> int:
    stands = standing(connection, wanted.space_id, wanted.account_id)
    if stands is None:
        raise NoSuchSpace
    return stands.head


def _batches(connection: Connection, wanted: Wanted) -> list[Stored]:
    """As many batches as make the page full, at least one when there is one."""
    found: list[Stored] = []
    after, count, size = wanted.after, 0, 0
    while some := batches_after(connection, wanted.space_id, after, _AT_ONCE if found else 8):
        for stored in some:
            if found and (count >= wanted.limit or size + stored.size > wanted.limit_bytes):
                return found
            found.append(stored)
            count += min(stored.length, stored.seq - wanted.after)
            size += stored.size
        after = found[-1].seq
    return found
