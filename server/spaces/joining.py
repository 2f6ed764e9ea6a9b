"""Joining a space by a code: once, however often a bad network makes a device ask."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.tables import account, departure, invite, joined, membership, space
from server.errors import NeedsParent, NoLongerMember, NoSuchInvite, TooMany
from server.services import Services
from server.spaces.founding import SPACES_LIMIT
from server.spaces.inviting import code_key, find_invite
from server.spaces.membership import space_of
from server.teams.consent import may_be_in_teams
from sync.clock import to_text
from sync.spaces import KEYS_DAYS, Join, places
from sync.texts import _
from sync.wire import Space


def join(services: Services, who: SignedIn, asked: Join) -> Space:
    """Join, or find that this very request was carried out before.

    Raises NoSuchInvite, NoLongerMember (carried out, and the account has gone since), NeedsParent, TooMany,
    TooManyAttempts.
    """
    services.codes.check(who.account_id)
    teams = may_be_in_teams(services, who.account_id)
    now = to_text(services.clock.now_utc())
    with services.database.write() as connection:
        # The account's row: two of its requests at once are carried out one after the other.
        connection.execute(select(account.c.id).where(account.c.id == who.account_id).with_for_update())
        space_id, new = _carry_out(connection, who.account_id, asked, now, teams=teams)
        there = space_of(connection, space_id, who.account_id) if space_id else None
    if not space_id:
        services.codes.take(who.account_id)
        raise NoSuchInvite
    if there is None:
        raise NoLongerMember
    if new:
        services.hub.admit(who.account_id, space_id)
    return there


def forget_keys(connection: Connection, now: datetime) -> None:
    """Forget the requests that were carried out more than `KEYS_DAYS` ago: no device asks for so long."""
    connection.execute(delete(joined).where(joined.c.joined_utc <= to_text(now - timedelta(days=KEYS_DAYS))))


def _carry_out(connection: Connection, account_id: str, asked: Join, now: str, *, teams: bool) -> tuple[str, bool]:
    """The space that the request leads to ("" when the code leads nowhere), and whether the account is new there."""
    before = select(joined.c.space_id).where(joined.c.account_id == account_id, joined.c.request_id == asked.request_id)
    if space_id := connection.execute(before).scalar():
        return space_id, False
    found = find_invite(connection, asked.code, now)
    if found is None:
        return "", False
    kind = connection.execute(select(space.c.kind).where(space.c.id == found.space_id)).scalar_one()
    if kind == "team" and not teams:
        raise NeedsParent
    row = {"account_id": account_id, "request_id": asked.request_id, "space_id": found.space_id, "joined_utc": now}
    connection.execute(insert(joined), row)
    if space_of(connection, found.space_id, account_id) is not None:
        return found.space_id, False
    _check_room(connection, account_id, found.space_id, places(kind, invited=True))  # whoever comes by a code is
    member = {"space_id": found.space_id, "account_id": account_id, "role": found.role, "joined_utc": now}
    connection.execute(insert(membership), member | {"invited_by": found.made_by})
    gone = (departure.c.space_id == found.space_id) & (departure.c.account_id == account_id)
    connection.execute(delete(departure).where(gone))
    used = update(invite).where(invite.c.code == code_key(asked.code)).values(uses_left=found.uses_left - 1)
    connection.execute(used)
    return found.space_id, True


def _check_room(connection: Connection, account_id: str, space_id: str, members: int) -> None:
    def count(condition: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(membership).where(condition)).scalar_one()

    if count(membership.c.space_id == space_id) >= members:
        raise TooMany(_("人已经满了（最多 {n} 人）。").format(n=members))
    if count(membership.c.account_id == account_id) >= SPACES_LIMIT:
        raise TooMany(_("一个账号最多加入 {n} 个空间。").format(n=SPACES_LIMIT))
