"""Signing in with a refresh token that is from a time which the database has lost (see server.accounts.sealing)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from server.accounts.sealing import Claim
from server.accounts.tokens import DeviceOfAccount, give_tokens
from server.db.tables import account, device
from server.errors import DeviceRevoked, NotSignedIn
from server.services import Services
from sync.clock import to_text
from sync.wire import Session


def refresh_lost(services: Services, connection: Connection, refresh_token: str, now: datetime, used: str) -> Session:
    """New tokens for a refresh token (its hash is `used`) that the database does not know.

    Raises NotSignedIn when that is no wonder, DeviceRevoked.
    """
    claim = services.sealing.read(refresh_token)
    if claim is None or claim.expires_s <= now.timestamp():
        raise NotSignedIn
    query = select(account.c.name, account.c.personal_space).where(account.c.id == claim.account_id)
    found = connection.execute(query.with_for_update()).first()
    if found is None:  # registered in the time that was lost
        raise NotSignedIn
    _check_device(connection, claim, now)
    whose = DeviceOfAccount(claim.device_id, claim.account_id, found.name, found.personal_space)
    return give_tokens(services, connection, now, whose, parent=used, after=claim.generation)


def _check_device(connection: Connection, claim: Claim, now: datetime) -> None:
    """Raises NotSignedIn for a token that was replaced; a device that is not known any more is written down."""
    query = select(device.c.generation, device.c.revoked_utc).where(device.c.id == claim.device_id)
    there = connection.execute(query.with_for_update()).first()
    if there is None:
        row = {
            "id": claim.device_id,
            "account_id": claim.account_id,
            "name": "",
            "expected_n": 1,
            "created_utc": to_text(now),
            "last_seen_utc": to_text(now),
            "generation": 0,
        }
        connection.execute(insert(device), row)
    elif there.revoked_utc is not None:
        raise DeviceRevoked
    elif claim.generation <= there.generation:
        raise NotSignedIn
