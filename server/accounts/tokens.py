"""Tokens: given out once, and kept only as their SHA-256. Access tokens are opaque, 256 random bits."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from server.accounts.sealing import Claim
from server.db.tables import device as device_table
from server.db.tables import token
from server.services import Services
from sync.clock import to_text
from sync.wire import Session

ACCESS, REFRESH = "access", "refresh"


class DeviceOfAccount(NamedTuple):
    """A device, and the account that it is signed in to."""

    device_id: str
    account_id: str
    account_name: str
    personal_space: str


def digest(token_text: str) -> str:
    """What is kept of a token. No salt: there is nothing to guess in so many random bits."""
    return hashlib.sha256(token_text.encode("utf-8", "surrogatepass")).hexdigest()


def give_tokens(
    services: Services,
    connection: Connection,
    now: datetime,
    device: DeviceOfAccount,
    parent: str | None = None,
    after: int = 0,
) -> Session:
    """A new access and a new refresh token for `device`, which is in the database.

    `parent` is the hash of the refresh token that they replace; `after` a generation that was given before, though the
    database may have lost it.
    """
    settings = services.settings
    here = device_table.c.id == device.device_id
    known = connection.execute(select(device_table.c.generation).where(here)).scalar_one()
    generation = max(known, after) + 1
    connection.execute(update(device_table).where(here).values(generation=generation))
    expires_s = int(now.timestamp()) + settings.refresh_token_s
    refresh = services.sealing.token(Claim(device.device_id, device.account_id, generation, expires_s))
    access = secrets.token_urlsafe(32)
    rows = [
        _row(access, ACCESS, device.device_id, parent, now + timedelta(seconds=settings.access_token_s)),
        _row(refresh, REFRESH, device.device_id, parent, now + timedelta(seconds=settings.refresh_token_s)),
    ]
    connection.execute(delete(token).where(token.c.device_id == device.device_id, token.c.expires_utc <= to_text(now)))
    connection.execute(insert(token), rows)
    return Session(
        account_id=device.account_id,
        name=device.account_name,
        device_id=device.device_id,
        personal_space=device.personal_space,
        access_token=access,
        refresh_token=refresh,
        expires_in_s=settings.access_token_s,
    )


def _row(text: str, kind: str, device_id: str, parent: str | None, expires: datetime) -> dict[str, str | None]:
    return {
        "hash": digest(text),
        "kind": kind,
        "device_id": device_id,
        "parent": parent,
        "expires_utc": to_text(expires),
    }
