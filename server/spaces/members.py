"""The members of a space: listed, given another role, removed; and leaving oneself."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.tables import account, departure, invite, membership
from server.errors import LastManager, NeedsBoth, NoRight, NoSuchMember, NoSuchSpace, NotValid
from server.services import Services
from server.spaces.membership import Standing, managers_of, standing, standing_and_lock
from sync.clock import to_text
from sync.spaces import ROLES, Member, may_leave, may_manage, needs_both
from sync.texts import _


def members_of(services: Services, who: SignedIn, space_id: str) -> list[Member]:
    """The members, the first one first. Raises NoSuchSpace."""
    with services.database.read() as connection:
        if standing(connection, space_id, who.account_id) is None:
            raise NoSuchSpace
        return _members(connection, space_id, who.account_id)


def change_role(services: Services, who: SignedIn, space_id: str, account_id: str, role: str) -> Member:
    """Give a member another role.

    Raises NoSuchSpace, NoRight, NoSuchMember, NotValid, LastManager, NeedsBoth.
    """
    with services.database.write() as connection:
        mine = _mine(connection, space_id, who)
        if not may_manage(mine.kind, mine.role):
            raise NoRight
        if role not in ROLES[mine.kind]:
            raise NotValid(_("这种空间里没有这个身份。"))
        if standing(connection, space_id, account_id) is None:
            raise NoSuchMember
        if role != "child":
            _check_both(connection, space_id, account_id)  # or one would make a child a reader, and remove that
        if managers_of(connection, space_id, mine.kind) == [account_id] and not may_manage(mine.kind, role):
            raise LastManager
        member = _row(space_id, account_id)
        connection.execute(update(membership).where(member).values(role=role))
        [changed] = [one for one in _members(connection, space_id, who.account_id) if one.account_id == account_id]
    services.hub.members_changed(space_id)
    return changed


def remove(services: Services, who: SignedIn, space_id: str, account_id: str) -> bool:
    """Remove a member, or leave; False when somebody else has to agree first, which is noted. Raises NoSuchSpace,
    NoRight, NoSuchMember, LastManager, NeedsBoth.

    What was written stays. From now on the account gets neither pages nor hints of the space.
    """
    with services.database.write() as connection:
        mine = _mine(connection, space_id, who)
        itself = account_id == who.account_id
        if itself and needs_both(mine.kind, mine.role, len(managers_of(connection, space_id, mine.kind))):
            _note_wish(connection, space_id, account_id, to_text(services.clock.now_utc()))
            gone = False
        else:
            if itself:
                _check_leaving(connection, space_id, mine)
            elif not may_manage(mine.kind, mine.role):
                raise NoRight
            else:
                _check_both(connection, space_id, account_id)
            _remove(connection, space_id, account_id, to_text(services.clock.now_utc()), sent=not itself)
            gone = True
    if gone:
        services.hub.dismiss(account_id, space_id)
    else:
        services.hub.members_changed(space_id)
    return gone


def _remove(connection: Connection, space_id: str, account_id: str, now: str, *, sent: bool) -> None:
    if sent:  # whoever is sent away does not come back by an invite that still goes round
        connection.execute(delete(invite).where(invite.c.space_id == space_id))
    if connection.execute(delete(membership).where(_row(space_id, account_id))).rowcount == 0:
        raise NoSuchMember
    connection.execute(delete(invite).where(invite.c.space_id == space_id, invite.c.made_by == account_id))
    row = {"space_id": space_id, "account_id": account_id, "left_utc": now}
    connection.execute(insert(departure), row)


def _note_wish(connection: Connection, space_id: str, account_id: str, now: str) -> None:
    wish = update(membership).where(_row(space_id, account_id), membership.c.leaves_utc.is_(None))
    connection.execute(wish.values(leaves_utc=now))


def _check_both(connection: Connection, space_id: str, account_id: str) -> None:
    """Raise NeedsBoth for a child that has not said that it wants to go."""
    stands = standing(connection, space_id, account_id)
    if stands is None or not needs_both(stands.kind, stands.role, len(managers_of(connection, space_id, stands.kind))):
        return
    wish = select(membership.c.leaves_utc).where(_row(space_id, account_id))
    if connection.execute(wish).scalar() is None:
        raise NeedsBoth


def _check_leaving(connection: Connection, space_id: str, mine: Standing) -> None:
    managers = len(managers_of(connection, space_id, mine.kind))
    count = select(func.count()).select_from(membership).where(membership.c.space_id == space_id)
    if may_leave(mine.kind, mine.role, managers, connection.execute(count).scalar_one()):
        return
    if may_manage(mine.kind, mine.role):
        raise LastManager
    raise NoRight(_("个人空间不能离开。"))


def _mine(connection: Connection, space_id: str, who: SignedIn) -> Standing:
    # With the space's row locked: of two who leave at the same time, one is the last.
    mine = standing_and_lock(connection, space_id, who.account_id)
    if mine is None:
        raise NoSuchSpace
    return mine


def _members(connection: Connection, space_id: str, me: str) -> list[Member]:
    columns = ("account_id", "role", "joined_utc", "leaves_utc", "invited_by")
    query = (
        select(account.c.name, *(membership.c[name] for name in columns))
        .join_from(membership, account, membership.c.account_id == account.c.id)
        .where(membership.c.space_id == space_id)
        .order_by(membership.c.joined_utc, membership.c.account_id)
    )
    return [
        Member(
            account_id=row.account_id,
            name=row.name,
            role=row.role,
            joined_utc=row.joined_utc or "",
            me=row.account_id == me,
            leaving=bool(row.leaves_utc),
            invited_by=row.invited_by,
        )
        for row in connection.execute(query)
    ]


def _row(space_id: str, account_id: str) -> ColumnElement[bool]:
    return (membership.c.space_id == space_id) & (membership.c.account_id == account_id)
