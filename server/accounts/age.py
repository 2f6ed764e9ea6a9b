"""Whether an account is of somebody of fourteen and over."""

from __future__ import annotations

from sqlalchemy import Connection, select

from server.db.tables import account


def is_fourteen(connection: Connection, account_id: str) -> bool:
    """For younger ones a guardian agreed at the beginning, and only for them."""
    return connection.execute(select(account.c.consent_utc).where(account.c.id == account_id)).scalar() is None
