"""Wishes, answers and blocks: what the endpoints do."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.tables import account, block, match_pair, match_wish
from server.errors import NeedsParent, NoSuchMember, NoSuchPair, NotValid, TooMany
from server.services import Services
from server.spaces.making import make_space
from server.teams.consent import may_be_in_teams
from server.teams.matching.suggesting import suggest
from server.teams.matching.waiting import NO, YES, open_pair_of
from sync.clock import to_text
from sync.ids import stable_id
from sync.teams import MatchAnswer, MatchState, Suggestion, Wish
from sync.texts import _

BLOCKS_LIMIT = 1_000
TEAM_NAME = "学习伙伴"


def look_for(services: Services, who: SignedIn, wish: Wish) -> MatchState:
    """Wait with this wish. Raises NeedsParent, and NotValid for a child who says to be grown up."""
    if not may_be_in_teams(services, who.account_id):
        raise NeedsParent
    with services.database.write() as connection:
        young = select(account.c.consent_utc).where(account.c.id == who.account_id).with_for_update()
        if connection.execute(young).scalar() is not None and wish.grade == 0:
            raise NotValid(_("请选你的年级。"))
        since = select(match_wish.c.since_utc).where(match_wish.c.account_id == who.account_id)
        since_utc = connection.execute(since).scalar() or to_text(services.clock.now_utc())
        connection.execute(delete(match_wish).where(match_wish.c.account_id == who.account_id))
        row = {"account_id": who.account_id, "wish": wish.model_dump_json(), "since_utc": since_utc}
        connection.execute(insert(match_wish), row)
    return state_of(services, who)


def state_of(services: Services, who: SignedIn) -> MatchState:
    """How it stands, after those who wait have been paired up if it was time for that."""
    suggest(services)
    with services.database.read() as connection:
        return _state(connection, who.account_id)


def stop(services: Services, who: SignedIn) -> None:
    """Do not wait any more; a suggestion is taken back as if it was declined."""
    with services.database.write() as connection:
        connection.execute(delete(match_wish).where(match_wish.c.account_id == who.account_id))
        pair = open_pair_of(connection, who.account_id)
        if pair is not None:
            _say(connection, pair, who.account_id, NO)


def answer(services: Services, who: SignedIn, pair_id: str, said: MatchAnswer) -> MatchState:
    """Say yes or no to a suggestion; repeated it does no harm. Raises NoSuchPair, NeedsParent, TooMany."""
    if said.agrees and not may_be_in_teams(services, who.account_id):
        raise NeedsParent
    team, both = "", list[str]()
    with services.database.write() as connection:
        query = select(match_pair).where(match_pair.c.id == pair_id).with_for_update()
        pair = connection.execute(query).first()
        if pair is None or who.account_id not in (pair.one, pair.other):
            raise NoSuchPair
        other = pair.other if pair.one == who.account_id else pair.one
        if said.block:
            _block(connection, who.account_id, other)
        if not pair.space_id:
            if said.agrees and NO in (pair.one_says, pair.other_says):
                raise NoSuchPair
            _say(connection, pair, who.account_id, YES if said.agrees else NO)
            theirs = pair.other_says if pair.one == who.account_id else pair.one_says
            if said.agrees and theirs == YES:
                team, both = stable_id("match", pair_id), [pair.one, pair.other]
                now = services.clock.now_utc()
                make_space(connection, team, "team", {pair.one: "owner", pair.other: "member"}, now, TEAM_NAME)
                connection.execute(update(match_pair).where(match_pair.c.id == pair_id).values(space_id=team))
                connection.execute(delete(match_wish).where(match_wish.c.account_id.in_(both)))
    for account_id in both:
        services.hub.admit(account_id, team)
    with services.database.read() as connection:
        return _state(connection, who.account_id)


def block_person(services: Services, who: SignedIn, account_id: str) -> None:
    """The two are never suggested to each other. Raises NoSuchMember, TooMany."""
    with services.database.write() as connection:
        if connection.execute(select(account.c.id).where(account.c.id == account_id)).first() is None:
            raise NoSuchMember
        _block(connection, who.account_id, account_id)
        pair = open_pair_of(connection, who.account_id)
        if pair is not None and account_id in (pair.one, pair.other):
            _say(connection, pair, who.account_id, NO)


def unblock_person(services: Services, who: SignedIn, account_id: str) -> None:
    """Take a block back; repeated it does no harm."""
    mine = (block.c.account_id == who.account_id) & (block.c.blocked_id == account_id)
    with services.database.write() as connection:
        connection.execute(delete(block).where(mine))


def _block(connection: Connection, account_id: str, blocked_id: str) -> None:
    mine = block.c.account_id == account_id
    if connection.execute(select(block.c.blocked_id).where(mine, block.c.blocked_id == blocked_id)).first():
        return
    if connection.execute(select(func.count()).select_from(block).where(mine)).scalar_one() >= BLOCKS_LIMIT:
        raise TooMany(_("最多屏蔽 {n} 个人。").format(n=BLOCKS_LIMIT))
    connection.execute(insert(block), {"account_id": account_id, "blocked_id": blocked_id})


def _say(connection: Connection, pair: Any, account_id: str, word: str) -> None:
    column = match_pair.c.one_says if pair.one == account_id else match_pair.c.other_says
    connection.execute(update(match_pair).where(match_pair.c.id == pair.id).values({column: word}))


def _state(connection: Connection, account_id: str) -> MatchState:
    pair = open_pair_of(connection, account_id)
    if pair is not None:
        other = pair.other if pair.one == account_id else pair.one
        mine = pair.one_says if pair.one == account_id else pair.other_says
        name = connection.execute(select(account.c.name).where(account.c.id == other)).scalar_one()
        wish = connection.execute(select(match_wish.c.wish).where(match_wish.c.account_id == other)).scalar()
        grade = Wish.model_validate_json(wish).grade if wish else 0
        reasons: list[str] = json.loads(pair.reasons)
        shown = Suggestion(id=pair.id, account_id=other, name=name, grade=grade, reasons=reasons, agreed=mine == YES)
        return MatchState(waiting=True, suggestion=shown)
    waits = connection.execute(select(match_wish.c.account_id).where(match_wish.c.account_id == account_id)).first()
    if waits is not None:
        return MatchState(waiting=True)
    latest = (
        select(match_pair.c.space_id)
        .where((match_pair.c.one == account_id) | (match_pair.c.other == account_id), match_pair.c.space_id != "")
        .order_by(match_pair.c.made_utc.desc(), match_pair.c.id)
    )
    return MatchState(team=connection.execute(latest).scalar() or "")
