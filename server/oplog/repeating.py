"""What became of operations that came before: a device that lost our answer gets the same one again."""

from __future__ import annotations

from sqlalchemy import Connection, select

from server.db.tables import log, set_aside
from server.errors import Reused
from server.oplog.reading import Sent
from sync.batch import unpack, value_of
from sync.texts import _
from sync.wire import Operation, Outcome

NUMBER_USED = _("这个编号已经用在另一条改动上了。")


def outcomes_again(connection: Connection, device_id: str, space_id: str, sent: list[Sent]) -> list[Outcome]:
    """The outcomes of operations whose numbers the device has used before, all of which name `space_id`.

    Raises Reused when they are others than those that came then: an operation of a device is known by its stamp and by
    what it says.
    """
    first_n, last_n = sent[0].n, sent[-1].n
    taken = select(log.c.seq, log.c.n, log.c.length, log.c.batch).where(
        log.c.space_id == space_id,
        log.c.device_id == device_id,
        log.c.n >= first_n,
        log.c.n - log.c.length < last_n,
    )
    refused = select(set_aside.c.n, set_aside.c.reason, set_aside.c.stamp).where(
        set_aside.c.space_id == space_id, set_aside.c.device_id == device_id, set_aside.c.n.between(first_n, last_n)
    )
    stamps: dict[int, str] = {}
    said: dict[int, tuple[str, str]] = {}
    known: dict[int, Outcome] = {}
    for seq, last, count, packed in connection.execute(taken):
        batch = unpack(packed)
        for n, stamp, record_id, fields in zip(
            range(last - count + 1, last + 1), batch.stamps, batch.ids, batch.fields, strict=True
        ):
            known[n], stamps[n], said[n] = Outcome(n=n, seq=seq - last + n), stamp, (record_id, fields)
    for n, reason, stamp in connection.execute(refused):
        known[n], stamps[n] = Outcome(n=n, reason=reason), stamp
    for one in sent:
        if one.operation and stamps.get(one.n) and stamps[one.n] != one.operation.stamp.replace("\0", ""):
            raise Reused
        if one.operation and one.n in said and _is_another(one.operation, *said[one.n]):
            raise Reused
    return [known.get(one.n) or Outcome(n=one.n, reason=NUMBER_USED) for one in sent]


def _is_another(sent: Operation, record_id: str, fields: str) -> bool:
    """Whether what came then says something else; what has no fields has lost them, or fills a place.

    Two copies of one database count on from the same stamp while a clock that runs ahead has driven it beyond theirs.
    """
    there = value_of(fields)
    return bool(sent.fields and there) and (sent.id, sent.fields) != (record_id, there)
