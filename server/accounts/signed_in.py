"""The device behind a request's access token."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import bindparam, select

from server.accounts.tokens import ACCESS, digest
from server.db.tables import device, token
from server.errors import DeviceRevoked, NotSignedIn
from server.services import UsesServices
from sync.clock import to_text

_bearer = HTTPBearer(auto_error=False, description="登录后得到的 access_token")


# Made once: to build a statement takes longer than to run it.
_BEHIND = (
    select(device.c.id, device.c.account_id, device.c.revoked_utc)
    .join_from(token, device, token.c.device_id == device.c.id)
    .where(token.c.hash == bindparam("hash"), token.c.kind == ACCESS, token.c.expires_utc > bindparam("now"))
)


class SignedIn(NamedTuple):
    """The device that asks, and its account."""

    device_id: str
    account_id: str


Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
"""What a request says of who asks, for an endpoint that calls `signed_in` itself, in the thread that it has anyway."""


def signed_in(services: UsesServices, bearer: Bearer) -> SignedIn:
    """The device behind the token; it reads the database. Raises NotSignedIn, DeviceRevoked."""
    if bearer is None:
        raise NotSignedIn
    asked = {"hash": digest(bearer.credentials), "now": to_text(services.clock.now_utc())}
    with services.database.read() as connection:
        found = connection.execute(_BEHIND, asked).first()
    if found is None:
        raise NotSignedIn
    if found.revoked_utc is not None:
        raise DeviceRevoked
    services.devices.take(found.id)
    services.seen.note(found.id)
    return SignedIn(found.id, found.account_id)


WhoIsSignedIn = Annotated[SignedIn, Depends(signed_in)]
