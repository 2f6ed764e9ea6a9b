"""What a deleted account was and said in a space that it shared, taken back: what it made for others they keep.

Out go its memberships and invites, the records of a family that are about it as a child, its name where a record
carries it, and the words of what it asked. The entries of the log stay in their places, emptied, so that the chain
(`sync.chain`) and everybody's cursor stay good; what devices have to forget
they are told by entries of the server's own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from server.db.tables import fold, invite, log, lost, membership, state, summary_link, text_state
from server.hints.move import Move
from server.oplog.batches import Stored, batches_after
from server.oplog.purging import append_own, write_purge
from sync.batch import pack, to_json, unpack, value_of
from sync.catalogue import (
    ALERT,
    CHILD,
    CHILD_CLOCK,
    DAY_SUMMARY,
    GRANT,
    LIMITS,
    PUBLICATION,
    REQUEST,
    TEAM_CONSENT,
    TEAM_REQUEST,
)
from sync.wire import SET

_ABOUT = frozenset({CHILD.name, CHILD_CLOCK.name, DAY_SUMMARY.name, LIMITS.name, TEAM_CONSENT.name})
"""Records about a child, which `child` names."""
_WORDS = {REQUEST.name: "reason", ALERT.name: "more", GRANT.name: "words", TEAM_REQUEST.name: "name"}
"""Events about a child → the field in which there are words; an event stays for ever, its words do not."""
_AUTHOR = "author"

Record = tuple[str, str]


def take_back(connection: Connection, space_id: str, account_id: str, devices: set[str], now: datetime) -> list[Move]:
    """Take it out of the space, whose row is locked; how the space has moved."""
    about, authored = _find(connection, space_id, account_id, devices)
    _blank(connection, space_id, account_id, set(authored))
    moves: list[Move] = []
    if about:
        moves.append(write_purge(connection, space_id, about, now))
    if authored:
        names, ids = zip(*authored, strict=True)
        moves.append(append_own(connection, space_id, now, SET, list(names), list(ids), to_json({_AUTHOR: ""})))
    for table in (fold, state, text_state, lost):  # folded from the log, which is another one now
        connection.execute(delete(table).where(table.c.space_id == space_id))
    connection.execute(delete(summary_link).where(summary_link.c.space_id == space_id))  # they show a child's name
    connection.execute(delete(invite).where(invite.c.space_id == space_id, invite.c.made_by == account_id))
    invited = (membership.c.space_id == space_id, membership.c.invited_by == account_id)
    connection.execute(update(membership).where(*invited).values(invited_by=""))  # they came by an invite all the same
    here = (membership.c.space_id == space_id, membership.c.account_id == account_id)
    connection.execute(delete(membership).where(*here))
    return moves


def _find(
    connection: Connection, space_id: str, account_id: str, devices: set[str]
) -> tuple[list[Record], list[Record]]:
    """The records about the account as a child, and those that carry its name as their author."""
    about: dict[Record, None] = {}
    authored: dict[Record, None] = {}
    for stored in _batches(connection, space_id):
        batch = unpack(stored.batch)
        for name, record_id, line in zip(batch.types, batch.ids, batch.fields, strict=True):
            if name in _ABOUT and value_of(line).get("child") == account_id:
                about[name, record_id] = None
            elif name == PUBLICATION.name and stored.device_id in devices and value_of(line).get(_AUTHOR):
                authored[name, record_id] = None
    return list(about), list(authored)


def _blank(connection: Connection, space_id: str, account_id: str, authored: set[Record]) -> None:
    for stored in _batches(connection, space_id):
        batch = unpack(stored.batch)
        rows = zip(batch.types, batch.ids, batch.fields, strict=True)
        fields = [_blanked(name, i, line, account_id, authored) for name, i, line in rows]
        if fields != batch.fields:
            here = (log.c.space_id == space_id, log.c.seq == stored.seq)
            connection.execute(update(log).where(*here).values(batch=pack(batch._replace(fields=fields))))


def _blanked(name: str, record_id: str, line: str, account_id: str, authored: set[Record]) -> str:
    if (name, record_id) in authored:
        values = value_of(line)
        return to_json(values | {_AUTHOR: ""}) if values.get(_AUTHOR) else line
    if name in _WORDS:
        values = value_of(line)
        if values.get("child") == account_id and values.get(_WORDS[name]):
            return to_json(values | {_WORDS[name]: ""})
    return line


def _batches(connection: Connection, space_id: str) -> list[Stored]:
    found: list[Stored] = []
    while some := batches_after(connection, space_id, found[-1].seq if found else 0):
        found += some
    return found


def members_of(connection: Connection, space_id: str) -> list[str]:
    """The accounts in the space."""
    return list(connection.execute(select(membership.c.account_id).where(membership.c.space_id == space_id)).scalars())
