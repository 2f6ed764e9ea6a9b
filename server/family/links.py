"""A week that a parent shows to a teacher: kept as it was then, behind a token of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select

from server.accounts.signed_in import SignedIn
from server.db.tables import summary_link
from server.errors import NoRight, NoSuchSpace, TooMany
from server.services import Services
from server.spaces.membership import standing
from sync.clock import to_text
from sync.families import LINKS_LIMIT, Link, LinkList, NewLink, WeekSummary
from sync.texts import _


def make_link(services: Services, who: SignedIn, space_id: str, asked: NewLink) -> Link:
    """Make a link. Raises NoSuchSpace, NoRight, TooMany."""
    now, token = services.clock.now_utc(), secrets.token_urlsafe(24)
    row = {
        "id": services.new_id(),
        "token_hash": _hash(token),
        "space_id": space_id,
        "made_by": who.account_id,
        "summary": asked.summary.model_dump_json(),
        "title": asked.summary.title,
        "expires_utc": to_text(now + timedelta(seconds=asked.valid_s)),
    }
    with services.database.write() as connection:
        _check(connection, who, space_id)
        connection.execute(delete(summary_link).where(summary_link.c.expires_utc <= to_text(now)))
        there = select(func.count()).select_from(summary_link).where(summary_link.c.space_id == space_id)
        if connection.execute(there).scalar_one() >= LINKS_LIMIT:
            raise TooMany(_("这个家庭的链接太多了，先收回一些旧的。"))
        connection.execute(insert(summary_link), row)
    return Link(id=row["id"], title=row["title"], expires_utc=row["expires_utc"], path=f"/w/{token}")


def links_of(services: Services, who: SignedIn, space_id: str) -> LinkList:
    """The links of a family that are still good. Raises NoSuchSpace, NoRight."""
    columns = select(summary_link.c.id, summary_link.c.title, summary_link.c.expires_utc)
    now = to_text(services.clock.now_utc())
    query = columns.where(summary_link.c.space_id == space_id, summary_link.c.expires_utc > now)
    with services.database.read() as connection:
        _check(connection, who, space_id)
        rows = connection.execute(query.order_by(summary_link.c.expires_utc)).all()
    return LinkList(links=[Link(id=row.id, title=row.title, expires_utc=row.expires_utc) for row in rows])


def take_back(services: Services, who: SignedIn, space_id: str, link_id: str) -> None:
    """The link leads nowhere from now on. Raises NoSuchSpace, NoRight."""
    with services.database.write() as connection:
        _check(connection, who, space_id)
        gone = (summary_link.c.space_id == space_id) & (summary_link.c.id == link_id)
        connection.execute(delete(summary_link).where(gone))


def shown_by(services: Services, token: str) -> tuple[WeekSummary, str] | None:
    """What a link shows and until when; None when it is not good, or no longer."""
    query = select(summary_link.c.summary, summary_link.c.expires_utc).where(
        summary_link.c.token_hash == _hash(token), summary_link.c.expires_utc > to_text(services.clock.now_utc())
    )
    with services.database.read() as connection:
        found = connection.execute(query).first()
    return (WeekSummary.model_validate_json(found.summary), found.expires_utc) if found else None


def _check(connection: Connection, who: SignedIn, space_id: str) -> None:
    mine = standing(connection, space_id, who.account_id)
    if mine is None or mine.kind != "family":
        raise NoSuchSpace
    if mine.role != "parent":
        raise NoRight(_("只有家长能把一周的小结给老师看。"))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
