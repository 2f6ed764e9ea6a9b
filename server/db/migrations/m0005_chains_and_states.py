"""Chains of logs, what is needed to know an operation again, the server's epoch, and the merged state of spaces."""

from __future__ import annotations

from sqlalchemy import Connection, text

from sync.chain import EMPTY, extend

STATEMENTS = (
    "ALTER TABLE log ADD COLUMN chain TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE space ADD COLUMN chain TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE set_aside ADD COLUMN stamp TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """
    CREATE TABLE fold (
        space_id TEXT PRIMARY KEY,
        seq BIGINT NOT NULL,
        rows BIGINT NOT NULL,
        digest TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE state (
        space_id TEXT NOT NULL,
        type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        fields TEXT NOT NULL,
        deleted_utc TEXT,
        PRIMARY KEY (space_id, type, record_id)
    )
    """,
    "CREATE INDEX state_deleted ON state (deleted_utc)",
    """
    CREATE TABLE text_state (
        space_id TEXT NOT NULL,
        type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        field TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (space_id, type, record_id, field)
    )
    """,
    """
    CREATE TABLE lost (
        space_id TEXT NOT NULL,
        type TEXT NOT NULL,
        record_id TEXT NOT NULL,
        field TEXT NOT NULL,
        stamp TEXT NOT NULL,
        device_id TEXT NOT NULL,
        value TEXT NOT NULL,
        seq BIGINT NOT NULL,
        PRIMARY KEY (space_id, type, record_id, field, stamp, device_id)
    )
    """,
    """
    CREATE TABLE reach (
        device_id TEXT NOT NULL,
        space_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        PRIMARY KEY (device_id, space_id)
    )
    """,
)

_PAGE = 5_000


def fold_chains(connection: Connection) -> None:
    """Give the logs that are there already their chains."""
    for space_id in connection.execute(text("SELECT id FROM space")).scalars().all():
        chain, seq = EMPTY, 0
        while rows := connection.execute(
            text("SELECT seq, device_id, n FROM log WHERE space_id=:s AND seq>:q ORDER BY seq LIMIT :l"),
            {"s": space_id, "q": seq, "l": _PAGE},
        ).all():
            chains = []
            for seq, device_id, n in rows:
                chain = extend(chain, device_id, n)
                chains.append({"s": space_id, "q": seq, "c": chain})
            connection.execute(text("UPDATE log SET chain=:c WHERE space_id=:s AND seq=:q"), chains)
        connection.execute(text("UPDATE space SET chain=:c WHERE id=:s"), {"c": chain, "s": space_id})
