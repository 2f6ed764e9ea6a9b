"""A member's cursor on its way to the others: passed on, and kept nowhere."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from server.accounts.signed_in import SignedIn
from server.db.tables import account, device, membership
from server.errors import NoSuchSpace
from server.hints.pointed import Pointed
from server.services import Services
from sync.cursors import Cursor, CursorTold

_NAMES = (
    select(account.c.name, device.c.name)
    .join_from(membership, account, membership.c.account_id == account.c.id)
    .join(device, device.c.account_id == account.c.id)
    .where(
        membership.c.space_id == bindparam("space_id"),
        account.c.id == bindparam("account_id"),
        device.c.id == bindparam("device_id"),
    )
)


def point(services: Services, who: SignedIn, space_id: str, said: Cursor) -> None:
    """Tell whoever listens to the space. Raises NoSuchSpace when it is not the account's, TooManyRequests."""
    services.cursors.take(who.device_id)
    asked = {"space_id": space_id, "account_id": who.account_id, "device_id": who.device_id}
    with services.database.read() as connection:
        found = connection.execute(_NAMES, asked).first()
    if found is None:
        raise NoSuchSpace
    told = CursorTold(
        note=said.note,
        replica=said.replica,
        counter=said.counter,
        gone=said.gone,
        space=space_id,
        account_id=who.account_id,
        device_id=who.device_id,
    )
    services.hub.point(Pointed(told, of_account=found[0], of_device=found[1]))
