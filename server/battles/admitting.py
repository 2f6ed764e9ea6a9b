"""Who may be in a battle.

The members of its space; readers are none. A battle of a team also takes others by its code, who are in a team
themselves (team against team). Nobody under fourteen comes in without a parent's consent to teams, nobody meets whom
one of the two has blocked, and outside a family grown-ups never play with children: somebody is grown up who is a
parent in a family or looks for partners as one; whoever is not known to be counts as a child.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from server.accounts.signed_in import SignedIn
from server.db.tables import account, block, match_wish, membership, space
from server.errors import NeedsParent, NoRight, NoSuchSpace
from server.services import Services
from server.spaces.membership import standing
from server.teams.consent import may_be_in_teams
from sync.teams import Wish
from sync.texts import _

_KINDS = ("team", "family")


def check_member(services: Services, who: SignedIn, space_id: str) -> None:
    """Raises NoSuchSpace, NoRight for a reader or a personal space."""
    with services.database.read() as connection:
        stands = standing(connection, space_id, who.account_id)
    if stands is None:
        raise NoSuchSpace
    if stands.kind not in _KINDS or stands.role == "reader":
        raise NoRight


def name_to_admit(
    services: Services, who: SignedIn, space_id: str, players: Collection[str], *, invited: bool = False
) -> str:
    """The name under which the account comes in beside `players`; `invited`: it has the code.

    Raises NoSuchSpace, NoRight, NeedsParent.
    """
    teams = may_be_in_teams(services, who.account_id)
    with services.database.read() as connection:
        stands = standing(connection, space_id, who.account_id)
        if stands is None and not invited:
            raise NoSuchSpace
        kind = connection.execute(select(space.c.kind).where(space.c.id == space_id)).scalar()
        if kind not in _KINDS or (stands is not None and stands.role == "reader"):
            raise NoRight
        if stands is None and (kind != "team" or not _in_a_team(connection, who.account_id)):
            raise NoRight(_("要先加入一个小组，才能和别的小组比。"))
        if kind == "team":
            if not teams:
                raise NeedsParent
            _check_company(connection, who.account_id, players)
        return connection.execute(select(account.c.name).where(account.c.id == who.account_id)).scalar_one()


def _in_a_team(connection: Connection, account_id: str) -> bool:
    query = (
        select(space.c.id)
        .join_from(space, membership, membership.c.space_id == space.c.id)
        .where(space.c.kind == "team", membership.c.account_id == account_id, membership.c.role != "reader")
    )
    return connection.execute(query.limit(1)).first() is not None


def _check_company(connection: Connection, account_id: str, players: Collection[str]) -> None:
    others = [one for one in players if one != account_id]
    own = block.c.account_id.in_([account_id, *others]) & block.c.blocked_id.in_([account_id, *others])
    for row in connection.execute(select(block.c.account_id, block.c.blocked_id).where(own)):
        if account_id in row:
            raise NoRight(_("这场里有你不想再遇到的人，换一场吧。"))
    grown = _grown_up(connection, [account_id, *others])
    if any((one in grown) != (account_id in grown) for one in others):
        raise NoRight(_("大人和孩子只能在家庭里一起玩。"))


def _grown_up(connection: Connection, accounts: Collection[str]) -> frozenset[str]:
    parents = (
        select(membership.c.account_id)
        .join_from(membership, space, membership.c.space_id == space.c.id)
        .where(space.c.kind == "family", membership.c.role == "parent", membership.c.account_id.in_(accounts))
    )
    found = set(connection.execute(parents).scalars())
    wishes = select(match_wish.c.account_id, match_wish.c.wish).where(match_wish.c.account_id.in_(accounts))
    for row in connection.execute(wishes):
        if Wish.model_validate_json(row.wish).grade == 0:
            found.add(row.account_id)
    return frozenset(found)
