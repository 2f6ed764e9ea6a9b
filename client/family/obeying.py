"""The child's device: what parents have decided is sealed into the study clock's ledger as it arrives.

What stands in the database afterwards may be edited by anybody who finds the file; what was sealed may not. And the
clock obeys one family at a time: the one that set limits first. So nobody makes a second one with an account of their
own and better limits; behind the PIN a parent may choose another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from client.family.tables import GrantEvent, LimitsRow
from client.store import Writing
from client.store.standing import Standing
from client.timer import Limits, StudyClock
from client.timer.days import DAY_S
from client.timer.drafts import Draft
from sync.catalogue import GRANT, LIMITS
from sync.ids import stable_id

SPACE = "space"
"""What watchers of the store are told when a space is followed or left."""


def obey_families(timer: StudyClock, has_pin: Callable[[], bool]) -> None:
    """Have the clock do what parents say from now on. `has_pin`: a parent has set a PIN on this device."""
    timer.obey(LIMITS.name, lambda w, ids, in_force: _limits(w, ids, in_force))
    timer.obey(GRANT.name, lambda w, ids, in_force: _grants(w, ids, in_force))
    timer.obey(SPACE, lambda w, ids, in_force: _left(w, ids, in_force, has_pin()))


def agreed_on(session: Session, standing: Standing, home: str) -> Limits | None:
    """What a family has agreed on for this device's account; None when nothing, or nothing for it."""
    account = standing.device.account_id
    row = session.get(LimitsRow, stable_id("limits", home, account))
    if row is None or row.deleted or row.child != account or row.space_id != home or not is_child_in(standing, home):
        return None
    return limits_of(row)


def limits_of(row: LimitsRow) -> Limits:
    """The limits that a record holds."""
    kept: dict[str, Any] = {**row.model_dump(), "family": row.space_id}
    return Limits.of(kept)


def is_child_in(standing: Standing, home: str) -> bool:
    """Whether this account is a child in that family."""
    followed = standing.followed.get(home)
    return followed is not None and (followed.kind, followed.role) == ("family", "child")


def may_take(in_force: Limits | None, home: str) -> bool:
    """Whether the limits of a family take the place of those in force."""
    if in_force is None:
        return True
    return in_force.family == home or (not in_force.family and not in_force.is_on)


def _limits(w: Writing, ids: frozenset[str], in_force: Limits | None) -> list[Draft]:
    drafts: list[Draft] = []
    for home in [home for home in w.standing.followed if stable_id("limits", home, _account(w)) in ids]:
        limits = agreed_on(w.session, w.standing, home)
        if limits is not None and may_take(in_force, home) and limits != in_force:
            in_force = limits
            drafts.append(Draft("limits", limits.kept()))
    return drafts


def _grants(w: Writing, ids: frozenset[str], in_force: Limits | None) -> list[Draft]:
    """More time counts only when it comes from the family that the clock obeys."""
    if in_force is None or not in_force.family or not is_child_in(w.standing, in_force.family):
        return []
    query = select(GrantEvent).where(col(GrantEvent.id).in_(ids), GrantEvent.space_id == in_force.family)
    return [
        Draft("grant", {"id": row.id, "day": row.day, "s": min(row.seconds, DAY_S)})
        for row in w.session.exec(query)
        if row.child == _account(w) and row.seconds > 0 and len(row.day) == len("2026-11-30")
    ]


def _left(w: Writing, ids: frozenset[str], in_force: Limits | None, has_pin: bool) -> list[Draft]:
    """The child and a parent have agreed that the child leaves: its limits end, or are those of the PIN from now on."""
    if in_force is None or in_force.family not in ids or is_child_in(w.standing, in_force.family):
        return []
    return [Draft("limits", Limits.of({**in_force.kept(), "family": ""}).kept() if has_pin else Limits().kept())]


def _account(w: Writing) -> str:
    return w.standing.device.account_id
