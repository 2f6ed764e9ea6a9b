"""Wishes and answers: what the endpoints of merging do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from server.accounts.age import is_fourteen
from server.accounts.signed_in import SignedIn
from server.db.tables import membership, merge_offer, merge_wish, space
from server.errors import NeedsParent, NoRight, NoSuchOffer, NoSuchSpace, NotValid
from server.services import Services
from server.spaces.founding import SPACES_LIMIT
from server.spaces.making import make_space
from server.spaces.membership import Standing, standing
from server.teams.consent import may_be_in_teams
from server.teams.matching.waiting import NO, YES
from server.teams.merging.offering import (
    decline,
    lock_teams,
    merged_offer_of,
    offer,
    open_offer_of,
    take_back_old,
)
from server.teams.merging.sleeping import Comer, comers_of, fit, is_asleep
from sync.clock import to_text
from sync.ids import stable_id
from sync.spaces import may_manage
from sync.teams import MergeAnswer, MergeOffer, MergeState, MergeWish
from sync.texts import _

NAME_LENGTH = 40


def come_along(services: Services, who: SignedIn, team: str, wish: MergeWish) -> MergeState:
    """Would come along; repeated it is one. Raises NoSuchSpace, NeedsParent, NotValid for a child that is no adult."""
    if not may_be_in_teams(services, who.account_id):
        raise NeedsParent
    now = services.clock.now_utc()
    with services.database.write() as connection:
        _mine(connection, team, who)
        at_home = _roles_at_home(connection, who.account_id)
        if wish.grade == 0 and ("child" in at_home or not is_fourteen(connection, who.account_id)):
            raise NotValid(_("请选你的年级。"))
        grade = 0 if "parent" in at_home else wish.grade  # whatever a parent says, it is grown up
        _withdraw(connection, team, who.account_id)
        if is_asleep(connection, team, now) and merged_offer_of(connection, team) is None:
            row = {"space_id": team, "account_id": who.account_id, "grade": grade, "since_utc": to_text(now)}
            connection.execute(insert(merge_wish), row)
    return state_of(services, who, team)


def stay(services: Services, who: SignedIn, team: str) -> None:
    """Would not come along any more; an owner takes back the team's offer with it. Raises NoSuchSpace."""
    with services.database.write() as connection:
        mine = _mine(connection, team, who)
        _withdraw(connection, team, who.account_id)
        if may_manage("team", mine.role):
            decline(connection, team)


def state_of(services: Services, who: SignedIn, team: str) -> MergeState:
    """How it stands, after another team was looked for. Raises NoSuchSpace."""
    now = services.clock.now_utc()
    with services.database.write() as connection:
        mine = _mine(connection, team, who)
        merged = merged_offer_of(connection, team)
        if merged is not None:
            is_there = standing(connection, merged.merged, who.account_id) is not None
            return MergeState(team=merged.merged if is_there else "")
        if not is_asleep(connection, team, now):  # it has woken up, and nobody waits any more
            connection.execute(delete(merge_wish).where(merge_wish.c.space_id == team))
            decline(connection, team)
            return MergeState()
        take_back_old(connection, now)
        if open_offer_of(connection, team) is None:
            offer(connection, team, services.new_id(), now)
        return _state(connection, team, who.account_id, mine)


def answer(services: Services, who: SignedIn, team: str, offer_id: str, said: MergeAnswer) -> MergeState:
    """An owner says yes or no; with the second yes the new team is made, once. Repeated it does no harm.

    Raises NoSuchSpace, NoSuchOffer, NoRight, NeedsParent.
    """
    if said.agrees and not may_be_in_teams(services, who.account_id):
        raise NeedsParent
    allowed = _allowed(services, offer_id)  # reads logs: outside of the transaction
    made: dict[str, str] = {}
    with services.database.write() as connection:
        mine = _mine(connection, team, who)
        found = connection.execute(select(merge_offer).where(merge_offer.c.id == offer_id)).first()
        if found is None or team not in (found.one, found.other):
            raise NoSuchOffer
        if not may_manage("team", mine.role):
            raise NoRight
        lock_teams(connection, found.one, found.other)
        found = connection.execute(select(merge_offer).where(merge_offer.c.id == offer_id)).one()
        new = stable_id("merge", offer_id)
        if not found.merged and not said.agrees:
            _say(connection, found, team, NO)
        elif not found.merged:
            sides = _sides(connection, found, allowed, services.clock.now_utc())
            if sides is not None:
                _say(connection, found, team, YES)
                if (found.other_says if team == found.one else found.one_says) == YES:
                    made = {comer.person.id: comer.role for comer in sides}
                    _merge(connection, found, new, made, services.clock.now_utc())
            else:
                found = None
    if found is None:
        raise NoSuchOffer
    for account_id in made:
        services.hub.admit(account_id, new)
    return state_of(services, who, team)


def _sides(connection: Connection, found: Any, allowed: set[str], now: datetime) -> list[Comer] | None:
    """Who comes of both teams; None, and the offer is void, when it is no longer good."""
    if NO not in (found.one_says, found.other_says) and all(
        is_asleep(connection, team, now) for team in (found.one, found.other)
    ):
        comers = comers_of(connection, [found.one, found.other])
        one, other = [
            [comer for comer in comers.get(team, []) if comer.person.id in allowed and _has_room(connection, comer)]
            for team in (found.one, found.other)
        ]
        if fit(one, other):
            return [*one, *other]
    decline(connection, found.one)
    return None


def _merge(connection: Connection, found: Any, new: str, roles: dict[str, str], now: datetime) -> None:
    teams = [found.one, found.other]
    query = select(space.c.name).where(space.c.id.in_(teams)).order_by(space.c.created_utc, space.c.id)
    names = dict.fromkeys(name for name in connection.execute(query).scalars() if name)
    make_space(connection, new, "team", roles, now, " · ".join(sorted(names))[:NAME_LENGTH])
    connection.execute(update(merge_offer).where(merge_offer.c.id == found.id).values(merged=new))
    connection.execute(delete(merge_wish).where(merge_wish.c.space_id.in_(teams)))


def _allowed(services: Services, offer_id: str) -> set[str]:
    """Those who would come and may be in teams: under fourteen a parent agrees still."""
    with services.database.read() as connection:
        found = connection.execute(select(merge_offer).where(merge_offer.c.id == offer_id)).first()
        comers = comers_of(connection, [found.one, found.other]) if found is not None else {}
    accounts = [comer.person.id for side in comers.values() for comer in side]
    return {account_id for account_id in accounts if may_be_in_teams(services, account_id)}


def _state(connection: Connection, team: str, account_id: str, mine: Standing) -> MergeState:
    found = open_offer_of(connection, team)
    comers = comers_of(connection, [team, *([found.one, found.other] if found else [])])
    willing = any(comer.person.id == account_id for comer in comers.get(team, []))
    shown = None
    if found is not None:
        other, says = (found.other, found.one_says) if found.one == team else (found.one, found.other_says)
        name = connection.execute(select(space.c.name).where(space.c.id == other)).scalar() or ""
        grades = sorted(comer.person.grade for comer in comers.get(other, []))
        shown = MergeOffer(id=found.id, name=name, grades=grades, agreed=says == YES)
    return MergeState(asleep=True, willing=willing, decides=may_manage("team", mine.role), offer=shown)


def _roles_at_home(connection: Connection, account_id: str) -> set[str]:
    """What the account is in its families."""
    query = select(membership.c.role).join_from(membership, space, membership.c.space_id == space.c.id)
    return set(
        connection.execute(query.where(space.c.kind == "family", membership.c.account_id == account_id)).scalars()
    )


def _has_room(connection: Connection, comer: Comer) -> bool:
    count = select(func.count()).select_from(membership).where(membership.c.account_id == comer.person.id)
    return connection.execute(count).scalar_one() < SPACES_LIMIT


def _say(connection: Connection, found: Any, team: str, word: str) -> None:
    column = merge_offer.c.one_says if found.one == team else merge_offer.c.other_says
    connection.execute(update(merge_offer).where(merge_offer.c.id == found.id).values({column: word}))


def _withdraw(connection: Connection, team: str, account_id: str) -> None:
    mine = (merge_wish.c.space_id == team) & (merge_wish.c.account_id == account_id)
    connection.execute(delete(merge_wish).where(mine))


def _mine(connection: Connection, team: str, who: SignedIn) -> Standing:
    mine = standing(connection, team, who.account_id)
    if mine is None or mine.kind != "team":
        raise NoSuchSpace
    return mine
