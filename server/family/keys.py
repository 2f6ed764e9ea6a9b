"""Keys for codes that give time without a line: one for each child of a family, made of the server's own."""

from __future__ import annotations

import hashlib
import hmac

from server.accounts.signed_in import SignedIn
from server.errors import NoRight, NoSuchMember, NoSuchSpace
from server.services import Services
from server.spaces.membership import standing

_PURPOSE = b"xueban offline codes 1"


def code_key(services: Services, who: SignedIn, space_id: str, child: str) -> str:
    """The key in hex, for the child itself and for parents. Raises NoSuchSpace, NoRight, NoSuchMember."""
    with services.database.read() as connection:
        mine = standing(connection, space_id, who.account_id)
        if mine is None or mine.kind != "family":
            raise NoSuchSpace
        if who.account_id != child and mine.role != "parent":
            raise NoRight
        stands = standing(connection, space_id, child)
        if stands is None or stands.role != "child":
            raise NoSuchMember
    return hmac.digest(services.sealing.derived(_PURPOSE), f"{space_id}\n{child}".encode(), hashlib.sha256).hex()
