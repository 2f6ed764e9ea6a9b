"""New tokens for old ones, so that a lost answer does no harm.

The refresh token that was used stays good until one of those given for it is used: only then is it certain that the
device has received an answer. When an answer is lost the device asks again with the token that it has. All the
answers to one token stay good side by side (the device may act on any of them, however late it comes); the first one
that is used ends its siblings and its parent.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, delete, or_, select

from server.accounts.outliving import refresh_lost
from server.accounts.tokens import REFRESH, DeviceOfAccount, digest, give_tokens
from server.db.tables import account, device, token
from server.errors import DeviceRevoked
from server.services import Services
from sync.clock import to_text
from sync.wire import Session


def refresh(services: Services, refresh_token: str) -> Session:
    """New tokens for the device that holds `refresh_token`.

    Raises NotSignedIn when it is no longer good, DeviceRevoked.
    """
    now = services.clock.now_utc()
    used = digest(refresh_token)
    query = (
        select(device.c.id, device.c.account_id, account.c.name, account.c.personal_space)
        .add_columns(token.c.parent, device.c.revoked_utc)
        .join_from(token, device, token.c.device_id == device.c.id)
        .join(account, account.c.id == device.c.account_id)
        .where(token.c.hash == used, token.c.kind == REFRESH)
        .where(token.c.expires_utc > to_text(now))
        .with_for_update(of=device)
    )
    with services.database.write() as connection:
        found = connection.execute(query).first()
        if found is None:
            return refresh_lost(services, connection, refresh_token, now, used)
        if found.revoked_utc is not None:
            raise DeviceRevoked
        if found.parent is not None:
            connection.execute(delete(token).where(_superseded(used, found.parent)))
        return give_tokens(services, connection, now, DeviceOfAccount(*found[:4]), parent=used)


def _superseded(used: str, parent: str) -> ColumnElement[bool]:
    siblings = and_(token.c.parent == parent, token.c.kind == REFRESH, token.c.hash != used)
    return or_(token.c.hash == parent, siblings)
