"""A person makes a space to share."""

from __future__ import annotations

from sqlalchemy import select

from server.accounts.signed_in import SignedIn
from server.db.tables import account
from server.errors import NeedsParent, NotValid, TooMany
from server.services import Services
from server.spaces.making import make_space
from server.spaces.membership import space_of, spaces_of
from server.teams.consent import may_be_in_teams
from sync.ids import stable_id
from sync.spaces import FOUNDERS, NewSpace
from sync.texts import _
from sync.wire import Space

SPACES_LIMIT = 100
"""An account is a member of no more spaces than that."""


def found(services: Services, who: SignedIn, asked: NewSpace) -> Space:
    """Make the space, or find it when the same request came before. Raises NotValid, NeedsParent, TooMany."""
    role = asked.role or FOUNDERS[asked.kind][0]
    if role not in FOUNDERS[asked.kind]:
        raise NotValid(_("不能以这个身份建立这种空间。"))
    name = asked.name.replace("\0", "").strip()
    if not name:
        raise NotValid(_("给空间起个名字吧。"))
    if asked.kind == "team" and not may_be_in_teams(services, who.account_id):
        raise NeedsParent
    space_id = stable_id("space", who.account_id, asked.request_id)
    with services.database.write() as connection:
        # The account's row: two of its requests at once are carried out one after the other.
        connection.execute(select(account.c.id).where(account.c.id == who.account_id).with_for_update())
        there = space_of(connection, space_id, who.account_id)
        if there is not None:
            return there
        if len(spaces_of(connection, who.account_id)) >= SPACES_LIMIT:
            raise TooMany(_("一个账号最多加入 {n} 个空间。").format(n=SPACES_LIMIT))
        make_space(connection, space_id, asked.kind, {who.account_id: role}, services.clock.now_utc(), name)
    services.hub.admit(who.account_id, space_id)
    return Space(id=space_id, kind=asked.kind, role=role, name=name)
