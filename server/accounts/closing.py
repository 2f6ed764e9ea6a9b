"""An account is deleted: what is its own goes, what it made for others stays without its name.

A space is a transaction, as everywhere. It begins with the spaces that are shared and ends with the account itself, so
whatever breaks off in between can be asked for again with the same password: nothing of it is done twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.exc import DBAPIError

from server.accounts.leaving import members_of, take_back
from server.accounts.signed_in import SignedIn
from server.db.tables import (
    account,
    block,
    closed,
    departure,
    device,
    file,
    fold,
    invite,
    joined,
    live_question,
    log,
    lost,
    match_pair,
    match_wish,
    membership,
    merge_offer,
    merge_wish,
    reach,
    report,
    set_aside,
    space,
    state,
    summary_link,
    text_state,
    token,
)
from server.errors import NotSignedIn, NotYetClosable, WrongPassword
from server.feedback.box import forget_space
from server.hints.move import Move
from server.services import Services
from server.spaces.membership import managers_of
from sync.clock import to_text
from sync.closing import KEYS_DAYS, Closing, ClosingState, Hurdle
from sync.spaces import may_leave

_OF_A_SPACE = (
    log,
    file,
    set_aside,
    fold,
    state,
    text_state,
    lost,
    reach,
    invite,
    summary_link,
    departure,
    joined,
    merge_wish,
)
_log = logging.getLogger(__name__)


def was_closed(services: Services, request_id: str) -> bool:
    """Whether this very request has been carried out: whoever asks has lost the answer."""
    with services.database.read() as connection:
        return (
            connection.execute(select(closed.c.closed_utc).where(closed.c.request_id == request_id)).first() is not None
        )


def hurdles_of(services: Services, who: SignedIn) -> ClosingState:
    """What has to be done first."""
    with services.database.read() as connection:
        return ClosingState(hurdles=_hurdles(connection, who.account_id))


def close(services: Services, who: SignedIn, asked: Closing) -> None:
    """Delete the account. Raises WrongPassword, NotYetClosable, NotSignedIn; then nothing has changed."""
    with services.database.read() as connection:
        found = connection.execute(select(account).where(account.c.id == who.account_id)).first()
        in_the_way = _hurdles(connection, who.account_id)
    if found is None:
        raise NotSignedIn
    if not services.passwords.matches(found.password_hash, asked.password):
        raise WrongPassword
    if in_the_way:
        raise NotYetClosable
    now = services.clock.now_utc()
    gone: list[str] = [found.personal_space]
    while True:  # somebody may let it into a space meanwhile
        gone += [space_id for space_id in _shared(services, who.account_id) if _leave(services, space_id, who, now)]
        with services.database.write() as connection:
            _drop_space(connection, found.personal_space)
        devices = _forget(services, who.account_id, asked.request_id, now)
        if devices is not None:
            break
    for space_id in gone:
        services.shelf.drop_space(space_id)
    for device_id in devices:
        services.hub.end_device(device_id)
    services.battles.forget_account(who.account_id)
    try:
        services.database.wipe()
    except DBAPIError as error:  # somebody reads for long: it is deleted all the same, and overwritten with the next
        _log.warning("what was deleted could not be overwritten yet: %s", type(error.orig).__name__)


def forget_closed(connection: Connection, now: datetime) -> None:
    """Forget the requests that were carried out long ago."""
    connection.execute(delete(closed).where(closed.c.closed_utc <= to_text(now - timedelta(days=KEYS_DAYS))))


def _shared(services: Services, account_id: str) -> list[str]:
    """The spaces that it shares, and those that it has left: what it said there is still there."""
    with services.database.read() as connection:
        of = select(membership.c.space_id).where(membership.c.account_id == account_id)
        was = select(departure.c.space_id).where(departure.c.account_id == account_id)
        query = select(space.c.id).where(space.c.kind != "personal", space.c.id.in_(of.union(was)))
        return list(connection.execute(query.order_by(space.c.id)).scalars())


def _leave(services: Services, space_id: str, who: SignedIn, now: datetime) -> bool:
    """Take the account out of the space; whether that was the last who was in it, and the space is gone."""
    account_id = who.account_id
    moves: list[Move] = []
    with services.database.write() as connection:
        connection.execute(select(space.c.id).where(space.c.id == space_id).with_for_update())
        if _hurdle(connection, space_id, account_id) is not None:
            raise NotYetClosable
        alone = members_of(connection, space_id) == [account_id]
        if alone:
            _drop_space(connection, space_id)
        else:
            own = set(connection.execute(select(device.c.id).where(device.c.account_id == account_id)).scalars())
            moves = take_back(connection, space_id, account_id, own, now)
    for move in moves:
        services.hub.tell(space_id, move)
    services.hub.dismiss(account_id, space_id)
    return alone


def _drop_space(connection: Connection, space_id: str) -> None:
    connection.execute(select(space.c.id).where(space.c.id == space_id).with_for_update())
    for table in (*_OF_A_SPACE, membership):
        connection.execute(delete(table).where(table.c.space_id == space_id))
    connection.execute(delete(merge_offer).where(or_(merge_offer.c.one == space_id, merge_offer.c.other == space_id)))
    connection.execute(delete(space).where(space.c.id == space_id))
    forget_space(connection, space_id)


def _forget(services: Services, account_id: str, request_id: str, now: datetime) -> list[str] | None:
    """The account's own rows go; its devices are returned. None, and nothing is done, when it is in a space again."""
    with services.database.write() as connection:
        connection.execute(select(account.c.id).where(account.c.id == account_id).with_for_update())
        if connection.execute(select(membership.c.space_id).where(membership.c.account_id == account_id)).first():
            return None
        mine = device.c.account_id == account_id
        devices = list(connection.execute(select(device.c.id).where(mine)).scalars())
        for table in (token, reach, set_aside):
            connection.execute(delete(table).where(table.c.device_id.in_(devices)))
        connection.execute(delete(device).where(mine))
        for table in (departure, joined, match_wish, merge_wish, block, live_question, report):
            connection.execute(delete(table).where(table.c.account_id == account_id))
        connection.execute(delete(block).where(block.c.blocked_id == account_id))
        connection.execute(delete(report).where(report.c.about == account_id))
        pair = or_(match_pair.c.one == account_id, match_pair.c.other == account_id)
        connection.execute(delete(match_pair).where(pair))
        for table in (invite, summary_link):
            connection.execute(delete(table).where(table.c.made_by == account_id))
        connection.execute(delete(account).where(account.c.id == account_id))
        connection.execute(insert(closed), {"request_id": request_id, "closed_utc": to_text(now)})
    return devices


def _hurdles(connection: Connection, account_id: str) -> list[Hurdle]:
    query = select(membership.c.space_id).where(membership.c.account_id == account_id).order_by(membership.c.space_id)
    found = [_hurdle(connection, space_id, account_id) for space_id in connection.execute(query).scalars().all()]
    return [hurdle for hurdle in found if hurdle is not None]


def _hurdle(connection: Connection, space_id: str, account_id: str) -> Hurdle | None:
    query = (
        select(space.c.kind, space.c.name, membership.c.role)
        .join_from(space, membership, membership.c.space_id == space.c.id)
        .where(space.c.id == space_id, membership.c.account_id == account_id)
    )
    found = connection.execute(query).first()
    if found is None:
        return None
    kind, name, role = found
    managers = len(managers_of(connection, space_id, kind))
    if kind == "personal" or may_leave(kind, role, managers, len(members_of(connection, space_id))):
        return None
    reason = "needs_parent" if role == "child" else "last_manager"
    return Hurdle(space_id=space_id, kind=kind, name=name or "", reason=reason)
