"""A new device of an account: every sign-in is one, also when the person sits at the same machine again.

A device numbers its operations without gaps, so a device whose database was lost or restored from a backup must not
go on under its old id.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from server.accounts.names import name_key
from server.accounts.tokens import DeviceOfAccount, give_tokens
from server.db.tables import account
from server.db.tables import device as device_table
from server.errors import WrongCredentials
from server.services import Services
from sync.clock import to_text
from sync.wire import Credentials, Session


def sign_in(services: Services, credentials: Credentials) -> Session:
    """Sign a new device in. Raises WrongCredentials, after the same time whether the name exists or not."""
    with services.database.read() as connection:
        found = connection.execute(select(account).where(account.c.name_key == name_key(credentials.name))).first()
    right = services.passwords.matches(found.password_hash if found else None, credentials.password)
    if found is None or not right:
        raise WrongCredentials
    device = DeviceOfAccount(services.new_id(), found.id, found.name, found.personal_space)
    with services.database.write() as connection:
        return add_device(services, connection, services.clock.now_utc(), device, credentials.device_name)


def add_device(
    services: Services, connection: Connection, now: datetime, device: DeviceOfAccount, device_name: str
) -> Session:
    """Write the new device down and give it its first tokens."""
    row = {
        "id": device.device_id,
        "account_id": device.account_id,
        "name": device_name.replace("\0", ""),  # PostgreSQL's text cannot hold it
        "expected_n": 1,
        "created_utc": to_text(now),
        "last_seen_utc": to_text(now),
    }
    connection.execute(insert(device_table), row)
    return give_tokens(services, connection, now, device)
