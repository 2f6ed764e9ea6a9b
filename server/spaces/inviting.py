"""Invites: short codes that lead into a space, and end by themselves."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select

from server.accounts.signed_in import SignedIn
from server.db.tables import invite, space
from server.errors import NoRight, NoSuchInvite, NoSuchSpace, NotValid, TooMany
from server.services import Services
from server.spaces.membership import managers_of, standing
from sync.clock import to_text
from sync.ids import Random
from sync.spaces import CODE_LENGTH, CODE_LETTERS, ROLES, Invite, InviteCard, NewInvite, may_invite
from sync.texts import _

INVITES_LIMIT = 50
"""A space has no more invites than that at a time."""


def invite_to(services: Services, who: SignedIn, space_id: str, asked: NewInvite) -> Invite:
    """Make an invite. Raises NoSuchSpace, NotValid, NoRight, TooMany."""
    now = services.clock.now_utc()
    with services.database.write() as connection:
        stands = standing(connection, space_id, who.account_id)
        if stands is None:
            raise NoSuchSpace
        if asked.role not in ROLES[stands.kind]:
            raise NotValid(_("这种空间里没有这个身份。"))
        managed = bool(managers_of(connection, space_id, stands.kind))
        if not may_invite(stands.kind, stands.role, asked.role, managed):
            raise NoRight
        connection.execute(delete(invite).where(invite.c.expires_utc <= to_text(now)))
        there = select(func.count()).select_from(invite).where(invite.c.space_id == space_id)
        if connection.execute(there).scalar_one() >= INVITES_LIMIT:
            raise TooMany(_("这个空间的邀请码太多了，等旧的过期再发新的。"))
        row = {
            "code": _free_code(connection, services.random),
            "space_id": space_id,
            "role": asked.role,
            "made_by": who.account_id,
            "uses_left": asked.uses,
            "expires_utc": to_text(now + timedelta(seconds=asked.valid_s)),
        }
        connection.execute(insert(invite), row)
    return Invite(code=row["code"], role=asked.role, expires_utc=row["expires_utc"])


def card_of(services: Services, who: SignedIn, code: str) -> InviteCard:
    """What the code leads to. Raises NoSuchInvite, TooManyAttempts after too many wrong ones."""
    services.codes.check(who.account_id)
    with services.database.read() as connection:
        found = find_invite(connection, code, to_text(services.clock.now_utc()))
        if found is not None:
            row = connection.execute(select(space.c.kind, space.c.name).where(space.c.id == found.space_id)).one()
            member = standing(connection, found.space_id, who.account_id) is not None
            return InviteCard(
                kind=row.kind, name=row.name or "", role=found.role, expires_utc=found.expires_utc, member=member
            )
    services.codes.take(who.account_id)
    raise NoSuchInvite


def find_invite(connection: Connection, typed: str, now: str) -> Row[str, str, str, int, str] | None:
    """The invite that a code as typed means; None when there is none, or no longer."""
    query = select(invite.c.space_id, invite.c.role, invite.c.expires_utc, invite.c.uses_left, invite.c.made_by)
    good = query.where(invite.c.code == code_key(typed), invite.c.expires_utc > now, invite.c.uses_left > 0)
    return connection.execute(good.with_for_update()).first()


def code_key(typed: str) -> str:
    """The code that was meant: case, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)


def _free_code(connection: Connection, random: Random) -> str:
    while True:
        bits = random.getrandbits(64)
        code = "".join(CODE_LETTERS[bits // len(CODE_LETTERS) ** i % len(CODE_LETTERS)] for i in range(CODE_LENGTH))
        if connection.execute(select(invite.c.code).where(invite.c.code == code)).first() is None:
            return code
