"""Whether somebody may be in teams: under fourteen a parent has to agree, in the family's space."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from server.accounts.age import is_fourteen
from server.db.tables import membership, space, state
from server.oplog.folding import fold_log
from server.services import Services
from sync.catalogue import TEAM_CONSENT
from sync.merge import FieldState


def may_be_in_teams(services: Services, account_id: str) -> bool:
    """Whether the account is of somebody of fourteen and over, or a parent in a family of its has agreed.

    Only parents write those records, so that the child's own devices cannot. It reads logs: not inside a transaction.
    """
    with services.database.read() as connection:
        if is_fourteen(connection, account_id):
            return True
        families = (
            select(space.c.id)
            .join_from(space, membership, membership.c.space_id == space.c.id)
            .where(space.c.kind == "family", membership.c.account_id == account_id, membership.c.role == "child")
        )
        homes = list(connection.execute(families).scalars())
    return any(_agrees(services, home, account_id) for home in homes)


def _agrees(services: Services, home: str, child: str) -> bool:
    fold_log(services.database, home)
    answers = select(state.c.fields).where(
        state.c.space_id == home, state.c.type == TEAM_CONSENT.name, state.c.deleted_utc.is_(None)
    )
    with services.database.read() as connection:
        said = [json.loads(fields) for fields in connection.execute(answers).scalars()]
    return any(_value(one, "child") == child and _value(one, "agrees") is True for one in said)


def _value(fields: dict[str, list[Any]], name: str) -> Any:
    return FieldState(*fields[name]).value if name in fields else None
