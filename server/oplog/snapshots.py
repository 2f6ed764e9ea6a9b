"""A page of a space's merged state, for a device that begins: records, what lost, then events, each in its order."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select, tuple_

from server.db.engine import Database
from server.db.tables import lost, state
from server.errors import NoSuchSpace, NotValid
from server.oplog.batches import chain_at, entry_of, rows_after
from server.oplog.folding import MERGED, Folded, fold_log, load_texts
from server.spaces.membership import standing
from sync.texts import _
from sync.wire import LogEntry, LostValue, RecordState, Snapshot

_PARTS = ("records", "lost", "entries")
_BAD_KEY = _("快照的位置（after）不对，请从头开始。")
_LOST_KEY = (lost.c.type, lost.c.record_id, lost.c.field, lost.c.stamp, lost.c.device_id)


def snapshot(database: Database, account_id: str, space_id: str, after: str, limit: int) -> Snapshot:
    """What comes after the key `after` ("" at the beginning). Raises NoSuchSpace, NotValid."""
    part, key = _read_key(after)
    with database.read() as connection:
        if standing(connection, space_id, account_id) is None:
            raise NoSuchSpace
    folded = fold_log(database, space_id)
    with database.read() as connection:
        found, last = _MAKERS[part](connection, space_id, folded, key, limit)
        chain = chain_at(connection, space_id, folded.seq)
    if len(found) < limit:
        later = _PARTS[_PARTS.index(part) + 1 :]
        following = json.dumps([later[0]]) if later else None
    else:
        following = json.dumps([part, *last], ensure_ascii=False)
    whole: dict[str, Any] = {part: found, "seq": folded.seq, "chain": chain, "epoch": database.epoch}
    return Snapshot(**whole, after=following)


def _read_key(after: str) -> tuple[str, list[Any]]:
    if not after:
        return _PARTS[0], []
    try:
        part, *key = json.loads(after)
    except (ValueError, TypeError, RecursionError) as error:
        raise NotValid(_BAD_KEY) from error
    sizes = {"records": (str, str), "lost": (str,) * 5, "entries": (int,)}
    if not isinstance(part, str) or part not in sizes:
        raise NotValid(_BAD_KEY)
    if key and (len(key) != len(sizes[part]) or not all(map(isinstance, key, sizes[part]))):
        raise NotValid(_BAD_KEY)
    if any(isinstance(one, int) and not 0 <= one < 1 << 63 for one in key) or "\0" in str(key) or "\\x00" in str(key):
        raise NotValid(_BAD_KEY)
    return part, key


def _records(
    connection: Connection, space_id: str, _: Folded, key: list[Any], limit: int
) -> tuple[list[RecordState], list[Any]]:
    query = select(state.c.type, state.c.record_id, state.c.seq, state.c.fields).where(state.c.space_id == space_id)
    if key:
        query = query.where(tuple_(state.c.type, state.c.record_id) > tuple_(*key))
    rows = connection.execute(query.order_by(state.c.type, state.c.record_id).limit(limit)).all()
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for name in {row.type for row in rows}:
        ids = {row.record_id for row in rows if row.type == name}
        for (record_id, field), words in load_texts(connection, space_id, name, ids).items():
            texts.setdefault((name, record_id), {})[field] = words
    found = [
        RecordState(
            type=row.type,
            id=row.record_id,
            seq=row.seq,
            fields=json.loads(row.fields),
            texts=texts.get((row.type, row.record_id), {}),
        )
        for row in rows
    ]
    return found, [rows[-1].type, rows[-1].record_id] if rows else []


def _lost(
    connection: Connection, space_id: str, _: Folded, key: list[Any], limit: int
) -> tuple[list[LostValue], list[Any]]:
    query = select(*_LOST_KEY, lost.c.value, lost.c.seq).where(lost.c.space_id == space_id)
    if key:
        query = query.where(tuple_(*_LOST_KEY) > tuple_(*key))
    rows = connection.execute(query.order_by(*_LOST_KEY).limit(limit)).all()
    found = [
        LostValue(type=t, id=i, field=f, value=json.loads(value), seq=seq, stamp=stamp, device=device)
        for t, i, f, stamp, device, value, seq in rows
    ]
    return found, list(rows[-1][:5]) if rows else []


def _entries(
    connection: Connection, space_id: str, folded: Folded, key: list[Any], limit: int
) -> tuple[list[LogEntry], list[Any]]:
    found: list[LogEntry] = []
    for row in rows_after(connection, space_id, key[0] if key else 0):
        if row.seq > folded.seq or len(found) == limit:
            break
        if row.kind not in MERGED:
            found.append(entry_of(row, json.loads(row.fields)))
    return found, [found[-1].seq] if found else []


_MAKERS: dict[str, Any] = {"records": _records, "lost": _lost, "entries": _entries}
