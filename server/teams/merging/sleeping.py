"""Which teams sleep, who of them would come along, and who may meet whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from server.db.tables import block, log, match_pair, membership, merge_wish, space
from server.oplog.purging import SERVER
from server.teams.matching.people import Person, may_meet
from server.teams.matching.waiting import NO
from sync.clock import to_text
from sync.spaces import MEMBERS_MAX, may_manage
from sync.teams import ASLEEP_DAYS, SMALL


class Comer(NamedTuple):
    """A member that would come along, with its role in its team."""

    person: Person
    role: str

    @property
    def decides(self) -> bool:
        """Whether it answers for its team."""
        return may_manage("team", self.role)


def is_asleep(connection: Connection, team: str, now: datetime) -> bool:
    """Whether nothing has come into a small team's space for `ASLEEP_DAYS`, and nobody into the team."""
    since = to_text(now - timedelta(days=ASLEEP_DAYS))
    made = select(space.c.created_utc).where(space.c.id == team, space.c.kind == "team")
    came = select(func.count(), func.max(membership.c.joined_utc)).where(membership.c.space_id == team)
    wrote = select(log.c.received_utc).where(log.c.space_id == team, log.c.device_id != SERVER)
    members, last_came = connection.execute(came).one()
    last_wrote = connection.execute(wrote.order_by(log.c.seq.desc()).limit(1)).scalar()
    moments = [connection.execute(made).scalar(), last_came, last_wrote or ""]
    return members <= SMALL and all(moment is not None and moment <= since for moment in moments)


def comers_of(connection: Connection, teams: Iterable[str]) -> dict[str, list[Comer]]:
    """Team → who of its members would come along, by account."""
    query = (
        select(merge_wish.c.space_id, merge_wish.c.account_id, merge_wish.c.grade, membership.c.role)
        .join_from(
            merge_wish,
            membership,
            (membership.c.space_id == merge_wish.c.space_id) & (membership.c.account_id == merge_wish.c.account_id),
        )
        .where(merge_wish.c.space_id.in_(list(teams)))
        .order_by(merge_wish.c.space_id, merge_wish.c.account_id)
    )
    rows = connection.execute(query).all()
    unwanted = _unwanted(connection, {row.account_id for row in rows})
    comers: dict[str, list[Comer]] = defaultdict(list)
    for team, account_id, grade, role in rows:
        comers[team].append(Comer(Person(account_id, grade, blocked=frozenset(unwanted[account_id])), role))
    return comers


def fit(ones: Sequence[Comer], others: Sequence[Comer]) -> bool:
    """Whether these may be one team: each may meet each of the others, both sides have an owner, there is room."""
    if not any(one.decides for one in ones) or not any(other.decides for other in others):
        return False
    if len(ones) + len(others) > MEMBERS_MAX["team"]:
        return False
    return all(may_meet(one.person, other.person) for one, other in product(ones, others))


def _unwanted(connection: Connection, accounts: set[str]) -> dict[str, set[str]]:
    """Whom each of them has blocked, or declined as a partner."""
    unwanted: dict[str, set[str]] = defaultdict(set)
    for account_id, other in connection.execute(
        select(block.c.account_id, block.c.blocked_id).where(block.c.account_id.in_(accounts))
    ):
        unwanted[account_id].add(other)
    declined = select(match_pair.c.one, match_pair.c.other).where(
        or_(match_pair.c.one_says == NO, match_pair.c.other_says == NO), match_pair.c.one.in_(accounts)
    )
    for one, other in connection.execute(declined):
        unwanted[one].add(other)
    return unwanted
