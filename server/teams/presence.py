"""A member says that it is there, and is told who else is."""

from __future__ import annotations

from sqlalchemy import select

from server.accounts.age import is_fourteen
from server.accounts.signed_in import SignedIn
from server.db.tables import membership, space
from server.services import Services
from sync.teams import Beat, Presence


def beat(services: Services, who: SignedIn, said: Beat) -> Presence:
    """Note that the account is there, and say who else is in the teams that it is a member of now."""
    services.beats.beat(who.account_id, said.activity)
    mine = (
        select(space.c.id)
        .join_from(space, membership, membership.c.space_id == space.c.id)
        .where(space.c.kind == "team", membership.c.account_id == who.account_id)
    )
    rows = select(membership.c.space_id, membership.c.account_id).where(membership.c.space_id.in_(mine))
    with services.database.read() as connection:
        members: dict[str, list[str]] = {}
        for space_id, account_id in connection.execute(rows.order_by(membership.c.space_id, membership.c.account_id)):
            members.setdefault(space_id, []).append(account_id)
        fourteen = is_fourteen(connection, who.account_id)
    teams = {space_id: services.beats.here(accounts) for space_id, accounts in members.items()}
    return Presence(teams=teams, fourteen=fourteen)
