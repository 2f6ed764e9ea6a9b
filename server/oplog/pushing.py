"""Takes a device's operations into the logs of their spaces: exactly once, in the order of `n`.

A push may name several spaces. It is cut into runs of operations that follow one another in the same space, and each
run is one transaction: `n` advances together with what was appended, so a push that breaks off between two runs
leaves a clean beginning, and the device sends the rest again. That keeps the order of `n`, and no transaction spans
two spaces; the price is a commit a run, and most pushes are one run, for a person writes in one space at a time.

Within a transaction the device's row is locked before the space's row, always in this order.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.engine import Database
from server.db.tables import device, set_aside, space
from server.errors import Gap, NotSignedIn
from server.hints.move import Move, small
from server.oplog.entries import entry_as_json
from server.oplog.reading import Sent
from server.oplog.repeating import outcomes_again
from server.oplog.weighing import Refused, weigh
from server.spaces.membership import standing_and_lock
from sync.chain import EMPTY, extend
from sync.wire import Outcome, PushResponse

_HINT_ENTRIES = 16
"""So many operations at most are written out for a hint, of which only small ones go along."""

Moved = Callable[[str, Move], None]
"""Called after a commit with a space and how it has moved on."""

# Made once: to build a statement takes longer than to run it.
_EXPECTED = (
    select(device.c.expected_n)
    .where(device.c.id == bindparam("device_id"), device.c.revoked_utc.is_(None))
    .with_for_update()
)
_EXPECT = update(device).where(device.c.id == bindparam("device_id")).values(expected_n=bindparam("expected"))
_MOVE = (
    update(space)
    .where(space.c.id == bindparam("moved_id"))
    .values(head=bindparam("new_head"), chain=bindparam("new_chain"))
)


class Push(NamedTuple):
    """A push under way: what it needs, and who sends it."""

    database: Database
    who: SignedIn
    received_utc: str
    limit_bytes: int
    moved: Moved


def take_operations(push: Push, sent: list[Sent]) -> PushResponse:
    """Append what is new and good, and say what became of each operation. Raises Gap, Reused, NotSignedIn."""
    outcomes: list[Outcome] = []
    expected_n = 0
    for space_id, group in groupby(sent, key=lambda s: s.space):
        with push.database.write() as connection:
            run, expected_n, move = _take_run(push, connection, space_id, list(group))
        outcomes += run
        if move is not None:
            push.moved(space_id, move)
    if not sent:
        with push.database.read() as connection:
            expected_n = _expected_n(connection, push.who)
    return PushResponse.model_construct(outcomes=outcomes, expected_n=expected_n, epoch=push.database.epoch)


def _take_run(
    push: Push, connection: Connection, space_id: str, sent: list[Sent]
) -> tuple[list[Outcome], int, Move | None]:
    """The outcomes of a run, the next `n`, and how the space has moved if it has."""
    expected_n = _expected_n(connection, push.who)
    if sent[0].n > expected_n:
        raise Gap(expected_n)
    old, new = [s for s in sent if s.n < expected_n], [s for s in sent if s.n >= expected_n]
    outcomes: list[Outcome] = []
    move = None
    if old:
        outcomes = outcomes_again(connection, push.who.device_id, space_id, old)
    if new:
        fresh, move = _append(push, connection, space_id, new)
        outcomes += fresh
        expected_n = new[-1].n + 1
        connection.execute(_EXPECT, {"device_id": push.who.device_id, "expected": expected_n})
    return outcomes, expected_n, move


def _expected_n(connection: Connection, who: SignedIn) -> int:
    expected_n = connection.execute(_EXPECTED, {"device_id": who.device_id}).scalar()
    if expected_n is None:
        raise NotSignedIn
    return expected_n


def _append(push: Push, connection: Connection, space_id: str, sent: list[Sent]) -> tuple[list[Outcome], Move | None]:
    standing = standing_and_lock(connection, space_id, push.who.account_id)
    seq, chain = (standing.head, standing.chain) if standing else (0, EMPTY)
    device_id = push.who.device_id
    outcomes: list[Outcome] = []
    entries: list[tuple[Any, ...]] = []
    refused: list[dict[str, object]] = []
    for one in sent:
        try:
            fields = weigh(one, standing, push.limit_bytes)
        except Refused as reason:
            refused.append(_refusal(push, space_id, one, str(reason)))
            outcomes.append(Outcome(n=one.n, reason=str(reason)))
            continue
        o = one.operation
        assert o is not None  # noqa: S101 - weighed
        seq, chain = seq + 1, extend(chain, device_id, o.n)
        entries.append((seq, device_id, o.n, o.kind, o.type, o.id, fields, o.base, o.stamp, chain))
        outcomes.append(Outcome.model_construct(n=o.n, seq=seq, reason=""))
    if refused:
        connection.execute(insert(set_aside), refused)
    if not entries:
        return outcomes, None
    _insert(connection, [(*entry, space_id, push.received_utc) for entry in entries])
    connection.execute(_MOVE, {"moved_id": space_id, "new_head": seq, "new_chain": chain})
    brought = small([entry_as_json(*entry[:9]) for entry in entries]) if len(entries) <= _HINT_ENTRIES else ()
    return outcomes, Move(seq, chain, brought, device_id)


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Straight to the driver: on the way through SQLAlchemy's dictionaries a row takes longer than in the database."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    columns = "seq, device_id, n, kind, type, record_id, fields, base, stamp, chain, space_id, received_utc"
    connection.exec_driver_sql(f"INSERT INTO log ({columns}) VALUES ({', '.join([mark] * 12)})", rows)  # noqa: S608


def _refusal(push: Push, space_id: str, one: Sent, reason: str) -> dict[str, object]:
    return {
        "space_id": space_id,
        "device_id": push.who.device_id,
        "n": one.n,
        "reason": reason,
        "received_utc": push.received_utc,
        "stamp": one.operation.stamp.replace("\0", "") if one.operation else "",
    }
