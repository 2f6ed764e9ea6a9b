"""Two sleeping teams are offered to each other, in the transaction that asks how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select, update

from server.db.tables import merge_offer, merge_wish, space
from server.teams.matching.waiting import NO
from server.teams.merging.sleeping import Comer, comers_of, fit, is_asleep
from sync.clock import to_text
from sync.teams import OFFER_DAYS

LOOKED_AT = 200
"""So many teams that have waited longest are looked at."""


def open_offer_of(connection: Connection, team: str) -> Any:
    """The offer that the team has, as its row; None when there is none, or one side declined."""
    return connection.execute(select(merge_offer).where(_has(team), _is_open())).first()


def merged_offer_of(connection: Connection, team: str) -> Any:
    """The offer by which the team has merged, as its row; None while it has not."""
    return connection.execute(select(merge_offer).where(_has(team), merge_offer.c.merged != "")).first()


def decline(connection: Connection, team: str) -> None:
    """The team takes back, or does not want, the offer that it has."""
    for mine, says in ((merge_offer.c.one, merge_offer.c.one_says), (merge_offer.c.other, merge_offer.c.other_says)):
        connection.execute(update(merge_offer).where(mine == team, _is_open()).values({says: NO}))


def take_back_old(connection: Connection, now: datetime) -> None:
    """Offers that were not answered in time count as declined by whoever has not said anything."""
    old = (merge_offer.c.made_utc <= to_text(now - timedelta(days=OFFER_DAYS))) & (merge_offer.c.merged == "")
    for says in (merge_offer.c.one_says, merge_offer.c.other_says):
        connection.execute(update(merge_offer).where(old, says == "").values({says: NO}))


def offer(connection: Connection, team: str, offer_id: str, now: datetime) -> None:
    """Offer the team the nearest in grades that fits, the longest waiting first. None twice, nor after a merge."""
    teams = list(connection.execute(_candidates(team)).scalars())
    comers = comers_of(connection, [team, *teams])
    ours = comers.get(team, [])
    good = [one for one in teams if fit(ours, comers.get(one, []))]
    for other in sorted(good, key=lambda one: _apart(ours, comers[one])):
        if is_asleep(connection, other, now):
            lock_teams(connection, team, other)
            if open_offer_of(connection, team) is None and open_offer_of(connection, other) is None:
                row = {"id": offer_id, "one": team, "other": other, "one_says": "", "other_says": "", "merged": ""}
                connection.execute(insert(merge_offer), row | {"made_utc": to_text(now)})
            return


def lock_teams(connection: Connection, *teams: str) -> None:
    """Nobody else offers these teams, or merges them, before this transaction ends."""
    rows = select(space.c.id).where(space.c.id.in_(teams)).order_by(space.c.id)
    connection.execute(rows.with_for_update()).all()


def _candidates(team: str) -> Select[Any]:
    """Teams in which somebody would come along, but for those that have an offer, or had one with this team."""
    ones, others = merge_offer.c.one, merge_offer.c.other
    taken = or_(_is_open(), merge_offer.c.merged != "")
    out = select(ones).where(or_(taken, others == team)).union(select(others).where(or_(taken, ones == team)))
    query = select(merge_wish.c.space_id).where(merge_wish.c.space_id != team, merge_wish.c.space_id.not_in(out))
    return (
        query.group_by(merge_wish.c.space_id)
        .order_by(func.min(merge_wish.c.since_utc), merge_wish.c.space_id)
        .limit(LOOKED_AT)
    )


def _apart(ones: Sequence[Comer], others: Sequence[Comer]) -> int:
    return max(abs(one.person.grade - other.person.grade) for one in ones for other in others)


def _has(team: str) -> ColumnElement[bool]:
    return or_(merge_offer.c.one == team, merge_offer.c.other == team)


def _is_open() -> ColumnElement[bool]:
    return (merge_offer.c.merged == "") & (merge_offer.c.one_says != NO) & (merge_offer.c.other_says != NO)
