"""The spaces of an account, and where it stands in one of them."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, select

from server.db.tables import departure, fold, membership, space
from sync.spaces import may_manage
from sync.wire import Space

_SNAPSHOT_FROM = 1_000
"""A log of so many entries, of which at most half as many records came, is better begun by a snapshot."""

# Made once: to build a statement takes longer than to run it.
_STANDING = (
    select(space.c.kind, membership.c.role, space.c.head, space.c.chain)
    .join_from(space, membership, membership.c.space_id == space.c.id)
    .where(space.c.id == bindparam("space_id"), membership.c.account_id == bindparam("account_id"))
)
_STANDING_LOCKED = _STANDING.with_for_update(of=space)


class Standing(NamedTuple):
    """An account's place in a space, and the space's last `seq`."""

    kind: str
    role: str
    head: int
    chain: str = ""


def spaces_of(connection: Connection, account_id: str) -> list[Space]:
    """Every space of the account, the oldest first."""
    query = (
        select(space.c.id, space.c.kind, membership.c.role, space.c.head, space.c.name, space.c.chain)
        .add_columns(fold.c.seq, fold.c.rows)
        .join_from(membership, space, membership.c.space_id == space.c.id)
        .outerjoin(fold, fold.c.space_id == space.c.id)
        .where(membership.c.account_id == account_id)
        .order_by(space.c.created_utc, space.c.id)
    )
    return [
        Space(
            id=row.id,
            kind=row.kind,
            role=row.role,
            head=row.head,
            chain=row.chain,
            name=row.name or "",
            snapshot=(row.seq or 0) >= _SNAPSHOT_FROM and row.rows * 2 <= row.seq,
        )
        for row in connection.execute(query)
    ]


def left_by(connection: Connection, account_id: str) -> list[str]:
    """The spaces that the account was in, and is no longer."""
    query = select(departure.c.space_id).where(departure.c.account_id == account_id).order_by(departure.c.space_id)
    return list(connection.execute(query).scalars())


def space_of(connection: Connection, space_id: str, account_id: str) -> Space | None:
    """The space as its member sees it; None when the account is not one."""
    return next((space for space in spaces_of(connection, account_id) if space.id == space_id), None)


def managers_of(connection: Connection, space_id: str, kind: str) -> list[str]:
    """The accounts that manage the space, which is of `kind`."""
    query = select(membership.c.account_id, membership.c.role).where(membership.c.space_id == space_id)
    return [row.account_id for row in connection.execute(query) if may_manage(kind, row.role)]


def standing(connection: Connection, space_id: str, account_id: str) -> Standing | None:
    """Where the account stands in the space; None when it is not a member."""
    return _first(connection, _STANDING, space_id, account_id)


def standing_and_lock(connection: Connection, space_id: str, account_id: str) -> Standing | None:
    """As `standing`, and nobody else moves the space's head before this transaction ends.

    On SQLite, which knows no row locks, the writing transaction itself keeps others out.
    """
    return _first(connection, _STANDING_LOCKED, space_id, account_id)


def _first(
    connection: Connection, query: Select[str, str, int, str], space_id: str, account_id: str
) -> Standing | None:
    found = connection.execute(query, {"space_id": space_id, "account_id": account_id}).first()
    return Standing(*found) if found else None
