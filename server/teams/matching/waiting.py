"""Who waits for a partner, and what is known of them, as the database has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, or_, select, update

from server.db.tables import block, match_pair, match_wish
from server.teams.matching.people import Person
from sync.clock import to_text
from sync.teams import GOALS, SUGGESTED_DAYS, TAGS, Wish

YES, NO = "yes", "no"


def take_back_old(connection: Connection, now: datetime) -> None:
    """Suggestions that nobody answered in time count as declined by whoever has not said anything."""
    old = (match_pair.c.made_utc <= to_text(now - timedelta(days=SUGGESTED_DAYS))) & (match_pair.c.space_id == "")
    for column in (match_pair.c.one_says, match_pair.c.other_says):
        connection.execute(update(match_pair).where(old, column == "").values({column: NO}))


def open_pair_of(connection: Connection, account_id: str) -> Row[str, str, str, str, str, str, str, str] | None:
    """The suggestion that the account has; None when there is none, or one of the two declined."""
    return connection.execute(select(match_pair).where(_has(account_id), _is_open()).with_for_update()).first()


def waiting_people(connection: Connection) -> list[Person]:
    """Those who wait and have no suggestion, the longest first."""
    busy = select(match_pair.c.one).where(_is_open()).union(select(match_pair.c.other).where(_is_open()))
    query = select(match_wish.c.account_id, match_wish.c.wish).where(match_wish.c.account_id.not_in(busy))
    rows = connection.execute(query.order_by(match_wish.c.since_utc, match_wish.c.account_id)).all()
    unwanted = _unwanted(connection)
    return [person_of(id_, Wish.model_validate_json(wish), unwanted[id_]) for id_, wish in rows]


def person_of(account_id: str, wish: Wish, blocked: Iterable[str] = ()) -> Person:
    """The wish as the matcher compares it; keys of a newer version count nothing."""
    return Person(
        id=account_id,
        grade=wish.grade,
        tags=_mask(wish.tags, TAGS),
        goals=_mask(wish.goals, GOALS),
        hours=sum(1 << hour for hour in set(wish.hours)),
        region=wish.region.strip(),
        blocked=frozenset(blocked),
    )


def reason_words(reasons: Sequence[str]) -> list[str]:
    """The matcher's reasons with the names of tags and goals in the place of bits."""
    names = {"tag": TAGS, "goal": GOALS}
    return [
        f"{kind}:{names[kind][int(bit)]}" if kind in names else reason
        for reason in reasons
        for kind, _colon, bit in [reason.partition(":")]
    ]


def _unwanted(connection: Connection) -> dict[str, set[str]]:
    """Whom each does not want to meet: blocked, declined, or already in a team of two with."""
    unwanted: dict[str, set[str]] = defaultdict(set)
    for account_id, other in connection.execute(select(block.c.account_id, block.c.blocked_id)):
        unwanted[account_id].add(other)
    for one, other in connection.execute(select(match_pair.c.one, match_pair.c.other)):
        unwanted[one].add(other)
    return unwanted


def _has(account_id: str) -> ColumnElement[bool]:
    return or_(match_pair.c.one == account_id, match_pair.c.other == account_id)


def _is_open() -> ColumnElement[bool]:
    return (match_pair.c.space_id == "") & (match_pair.c.one_says != NO) & (match_pair.c.other_says != NO)


def _mask(keys: Iterable[str], known: Sequence[str]) -> int:
    return sum(1 << known.index(key) for key in set(keys) if key in known)
