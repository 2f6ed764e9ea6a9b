"""The devices of an account: listed, revoked, and given a new id when their database is not what it was."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.accounts.signed_in import SignedIn
from server.db.tables import device, token
from server.errors import DeviceTaken, NoSuchDevice, NotSignedIn
from server.services import Services
from sync.clock import to_text
from sync.devices import DeviceInfo


def devices_of(services: Services, who: SignedIn) -> list[DeviceInfo]:
    """The account's devices that are signed in, the latest seen first; one that listens is seen now."""
    query = (
        select(device.c.id, device.c.name, device.c.created_utc, device.c.last_seen_utc)
        .where(device.c.account_id == who.account_id, device.c.revoked_utc.is_(None))
        .order_by(device.c.id)
    )
    with services.database.read() as connection:
        rows = connection.execute(query).all()
    now, here = to_text(services.clock.now_utc()), services.hub.listening()
    found = [
        DeviceInfo(
            id=row.id,
            name=row.name,
            created_utc=row.created_utc,
            last_seen_utc=now if row.id in here or row.id == who.device_id else row.last_seen_utc or row.created_utc,
            current=row.id == who.device_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.last_seen_utc, one.current), reverse=True)


def expected_of(connection: Connection, device_id: str) -> int | None:
    """The number of the operation that should come next from the device; None when there is no such device."""
    return connection.execute(select(device.c.expected_n).where(device.c.id == device_id)).scalar()


def revoke(services: Services, who: SignedIn, device_id: str) -> None:
    """End a device of the account; its operations stay. Raises NoSuchDevice; revoking twice is no error.

    The hashes of its tokens stay until they run out, so that the device can be told why it is not let in.
    """
    own = (device.c.id == device_id) & (device.c.account_id == who.account_id)
    with services.database.write() as connection:
        if connection.execute(select(device.c.id).where(own)).first() is None:
            raise NoSuchDevice
        now = to_text(services.clock.now_utc())
        connection.execute(update(device).where(own, device.c.revoked_utc.is_(None)).values(revoked_utc=now))
    services.hub.end_device(device_id)


def renew(services: Services, who: SignedIn, new_id: str) -> None:
    """Let the device go on as `new_id`, with its tokens, numbering from 1. Raises DeviceTaken, NotSignedIn.

    Its answer may be lost: whoever asks as the new device already has what it wants.
    """
    if new_id == who.device_id:
        return
    now = to_text(services.clock.now_utc())
    with services.database.write() as connection:
        query = select(device.c.name).where(device.c.id == who.device_id, device.c.revoked_utc.is_(None))
        old = connection.execute(query.with_for_update()).first()
        if old is None:
            raise NotSignedIn
        row = {
            "id": new_id,
            "account_id": who.account_id,
            "name": old.name,
            "expected_n": 1,
            "created_utc": now,
            "last_seen_utc": now,
        }
        try:
            connection.execute(insert(device), row)
        except IntegrityError as error:
            raise DeviceTaken from error
        connection.execute(update(token).where(token.c.device_id == who.device_id).values(device_id=new_id))
        connection.execute(update(device).where(device.c.id == who.device_id).values(revoked_utc=now))
    services.hub.end_device(who.device_id, elsewhere=True)
