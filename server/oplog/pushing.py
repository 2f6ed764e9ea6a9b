"""Takes a device's operations into the logs of their spaces: exactly once, in the order of `n`.

A push may name several spaces. It is cut into runs of operations that follow one another in the same space, and each
run is one transaction: `n` advances together with what was appended, so a push that breaks off between two runs
leaves a clean beginning, and the device sends the rest again. That keeps the order of `n`, and no transaction spans
two spaces; the price is a commit a run, and most pushes are one run, for a person writes in one space at a time.

A packed batch that is good as a whole is appended as it came. Anything else goes the same way as a push in JSON,
operation by operation, and is packed here.

Within a transaction the device's row is locked before the space's row, always in this order.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, repeat
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from server.accounts.age import is_fourteen
from server.accounts.signed_in import SignedIn
from server.db.engine import Database
from server.db.tables import device, set_aside, space
from server.errors import Gap, NotSignedIn, Reused
from server.hints.move import Move, small
from server.oplog.batches import Stored, append, stored_of
from server.oplog.entries import entry_as_json
from server.oplog.reading import Sent, SentBatch, SentPush
from server.oplog.repeating import outcomes_again
from server.oplog.weighing import Refused, is_sound, weigh
from server.spaces.membership import Standing, standing_and_lock
from sync.batch import Batch
from sync.catalogue import CHAT, is_authored, is_by, may_write
from sync.chain import extend_run
from sync.wire import Operation, Outcome, PushResponse

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


def take_push(push: Push, sent: SentPush) -> PushResponse:
    """Take a push in JSON. Raises Gap, Reused, NotSignedIn."""
    _are_of(sent.device, push.who)
    return take_operations(push, sent.operations)


def _are_of(device: str, who: SignedIn) -> None:
    """Raise Reused for numbers of another id than the one that sends them; "" when that was not said.

    A request that was long on its way may come in when its device has another id, with the same token. Its numbers are
    none of that id: where they happened to be the next, they would take the places of other operations.
    """
    if device not in ("", who.device_id):
        raise Reused


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


def take_batch(push: Push, sent: SentBatch) -> PushResponse:
    """Append a packed batch, and say what became of it. Raises Gap, Reused, NotSignedIn, NotValid."""
    _are_of(sent.device, push.who)
    if not is_sound(sent.batch, push.limit_bytes):
        return take_operations(push, sent.operations())
    made = _take_whole(push, sent)
    if made is None:
        return take_operations(push, sent.operations())
    epoch = push.database.epoch
    return PushResponse.model_construct(outcomes=[], first_seq=made.first_seq, expected_n=made.n + 1, epoch=epoch)


def _take_whole(push: Push, sent: SentBatch) -> Stored | None:
    """Append the batch as it came; None, and nothing is done, when it has to be looked at operation by operation."""
    with push.database.write() as connection:
        standing = None
        if _expected_n(connection, push.who) == sent.n:
            standing = standing_and_lock(connection, sent.space, push.who.account_id)
        if standing is None or not _may_write(standing, push.who, sent.batch):
            return None
        length, device_id = len(sent.batch.ids), push.who.device_id
        chain = extend_run(standing.chain, device_id, sent.n, length)
        seq, n, size = standing.head + length, sent.n + length - 1, sum(map(len, sent.batch.fields))
        made = Stored(seq, length, device_id, n, size, sent.packed, chain, push.received_utc)
        move = _keep(push, connection, sent.space, [made])
        connection.execute(_EXPECT, {"device_id": device_id, "expected": n + 1})
    push.moved(sent.space, move)
    return made


def _may_write(standing: Standing, who: SignedIn, batch: Batch) -> bool:
    types = set(batch.types)
    if CHAT.name in types:  # one by one: it is for those of an age
        return False
    if not all(may_write(standing.kind, standing.role, name) for name in types):
        return False
    if not any(map(is_authored, types)):
        return True
    return all(map(is_by, repeat(who.account_id), batch.types, batch.values()))


def _append(push: Push, connection: Connection, space_id: str, sent: list[Sent]) -> tuple[list[Outcome], Move | None]:
    standing = standing_and_lock(connection, space_id, push.who.account_id)
    seq = standing.head if standing else 0
    outcomes: list[Outcome] = []
    runs: list[list[tuple[Operation, str]]] = [[]]
    refused: list[dict[str, object]] = []
    chats = any(one.operation is not None and one.operation.type == CHAT.name for one in sent)
    may_chat = not chats or is_fourteen(connection, push.who.account_id)
    for one in sent:
        try:
            fields = weigh(one, push.who.account_id, standing, push.limit_bytes, may_chat=may_chat)
        except Refused as reason:
            refused.append(_refusal(push, space_id, one, str(reason)))
            outcomes.append(Outcome(n=one.n, reason=str(reason)))
            runs.append([])
            continue
        assert one.operation is not None  # noqa: S101 - weighed
        seq += 1
        runs[-1].append((one.operation, fields))
        outcomes.append(Outcome.model_construct(n=one.n, seq=seq, reason=""))
    if refused:
        connection.execute(insert(set_aside), refused)
    if standing is None or seq == standing.head:
        return outcomes, None
    seq, chain = standing.head, standing.chain
    batches: list[Stored] = []
    for run in filter(None, runs):
        operations, fields = zip(*run, strict=True)
        batch = Batch.of(operations, fields)
        batches.append(stored_of(batch, operations[0].n, seq, chain, push.who.device_id, push.received_utc))
        seq, chain = batches[-1].seq, batches[-1].chain
    return outcomes, _keep(push, connection, space_id, batches)


def _keep(push: Push, connection: Connection, space_id: str, batches: list[Stored]) -> Move:
    """Append batches to the space's log; how it has moved is returned."""
    append(connection, space_id, batches)
    last = batches[-1]
    connection.execute(_MOVE, {"moved_id": space_id, "new_head": last.seq, "new_chain": last.chain})
    few = sum(stored.length for stored in batches) <= _HINT_ENTRIES
    brought = small([entry_as_json(*row) for stored in batches for row in stored.rows()]) if few else ()
    return Move(last.seq, last.chain, brought, push.who.device_id)


def _refusal(push: Push, space_id: str, one: Sent, reason: str) -> dict[str, object]:
    return {
        "space_id": space_id,
        "device_id": push.who.device_id,
        "n": one.n,
        "reason": reason,
        "received_utc": push.received_utc,
        "stamp": one.operation.stamp.replace("\0", "") if one.operation else "",
    }
