"""A new space with its first members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert

from server.db.tables import membership, space
from sync.clock import to_text

Kind = Literal["personal", "family", "team"]


def make_space(
    connection: Connection, space_id: str, kind: Kind, members: Mapping[str, str], now: datetime, name: str = ""
) -> None:
    """Make a space with an empty log; `members` maps account ids to roles."""
    connection.execute(
        insert(space), {"id": space_id, "kind": kind, "head": 0, "created_utc": to_text(now), "name": name}
    )
    rows = [
        {"space_id": space_id, "account_id": account_id, "role": role, "joined_utc": to_text(now)}
        for account_id, role in members.items()
    ]
    connection.execute(insert(membership), rows)
