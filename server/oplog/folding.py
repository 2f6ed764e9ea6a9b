"""Folds a space's log into the merged state of its records: for snapshots, digests and the purge, never for a push.

The server merges by the same rules as the devices (`sync.merge`, `sync.textfields`). It folds when it is asked, from
where it stopped, a piece a transaction; all of it could be dropped, and folded again.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from server.db.engine import Database
from server.db.tables import fold, lost, space, state, text_state
from server.oplog.batches import batches_after, entry_of
from sync.catalogue import ALL
from sync.digest import as_text, record_digest
from sync.merge import FieldState, State
from sync.records import DELETED
from sync.textfields import Key, TextFields
from sync.wire import PURGE, SET, TEXT, LogEntry

PIECE = 1_000
MERGED = (SET, TEXT, PURGE)
"""The kinds of entries that make records; others are passed on as they are."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Folded(NamedTuple):
    """How far a log is folded, and what came of it."""

    seq: int
    rows: int
    digest: str


def fold_log(database: Database, space_id: str) -> Folded:
    """Fold the log to its present end."""
    while True:
        with database.write() as connection:
            done = _standing(connection, space_id)
            entries = _piece(connection, space_id, done.seq)
            if not entries:
                return done
            _fold_piece(connection, space_id, done, entries)


def load_states(connection: Connection, space_id: str, name: str, ids: set[str]) -> dict[str, State]:
    """The merged states of these records."""
    query = select(state.c.record_id, state.c.fields).where(
        state.c.space_id == space_id, state.c.type == name, state.c.record_id.in_(ids)
    )
    return {
        record_id: {field: FieldState(*value) for field, value in json.loads(fields).items()}
        for record_id, fields in connection.execute(query)
    }


def load_texts(connection: Connection, space_id: str, name: str, ids: set[str]) -> dict[Key, str]:
    """The texts of these records, in base64."""
    query = select(text_state.c.record_id, text_state.c.field, text_state.c.state).where(
        text_state.c.space_id == space_id, text_state.c.type == name, text_state.c.record_id.in_(ids)
    )
    return {(record_id, field): words for record_id, field, words in connection.execute(query)}


def _standing(connection: Connection, space_id: str) -> Folded:
    connection.execute(select(space.c.id).where(space.c.id == space_id).with_for_update())  # one folds at a time
    found = connection.execute(
        select(fold.c.seq, fold.c.rows, fold.c.digest).where(fold.c.space_id == space_id)
    ).first()
    if found is None:
        connection.execute(insert(fold), {"space_id": space_id, "seq": 0, "rows": 0, "digest": as_text(0)})
        return Folded(0, 0, as_text(0))
    return Folded(*found)


def _piece(connection: Connection, space_id: str, after: int) -> list[tuple[LogEntry, str]]:
    """The next entries, in whole batches, each with when it was received."""
    found: list[tuple[LogEntry, str]] = []
    for stored in batches_after(connection, space_id, after, PIECE):
        for row in stored.rows():
            if row.seq > after:
                values = json.loads(row.fields) if row.kind in MERGED else {}
                found.append((entry_of(row, values), stored.received_utc))
        if len(found) >= PIECE:
            break
    return found


def _fold_piece(connection: Connection, space_id: str, done: Folded, entries: list[tuple[LogEntry, str]]) -> None:
    by_type: dict[str, list[tuple[LogEntry, str]]] = defaultdict(list)
    for entry, received in entries:
        if entry.kind in MERGED:
            by_type[entry.type].append((entry, received))
    rows, total = done.rows, int(done.digest, 16)
    for name, changes in by_type.items():
        more, difference = _fold_type(connection, space_id, name, changes)
        rows, total = rows + more, total + difference
    connection.execute(
        update(fold).where(fold.c.space_id == space_id).values(seq=entries[-1][0].seq, rows=rows, digest=as_text(total))
    )


def _fold_type(
    connection: Connection, space_id: str, name: str, changes: list[tuple[LogEntry, str]]
) -> tuple[int, int]:
    """How many records there are more, and what the digest grows by."""
    ids = {entry.id for entry, _ in changes}
    states = load_states(connection, space_id, name, ids)
    known = set(states)
    total = -sum(record_digest(name, record_id, found) for record_id, found in states.items())
    packed = load_texts(connection, space_id, name, ids)
    texts = TextFields(ALL.get(name), {key: base64.b64decode(words) for key, words in packed.items()})
    about = {"space_id": space_id, "type": name}
    last: dict[str, tuple[int, str]] = {}
    losses: list[dict[str, Any]] = []
    for entry, received in changes:
        last[entry.id] = (entry.seq, received)
        if entry.kind == PURGE:
            states.pop(entry.id, None)
            texts.forget(entry.id)
            losses = [loss for loss in losses if loss["record_id"] != entry.id]
            _forget(connection, space_id, name, entry.id)
            continue
        for loss in texts.apply(states.setdefault(entry.id, {}), entry):
            losses.append(
                about
                | {"record_id": entry.id, "field": loss.field, "stamp": loss.stamp, "device_id": loss.device}
                | {"value": _encode(loss.value), "seq": loss.seq}
            )
    _keep(connection, about, states, last)
    _keep_texts(connection, about, texts, states)
    _keep_losses(connection, losses)
    total += sum(record_digest(name, record_id, found) for record_id, found in states.items())
    return len(states) - len(known), total


def _keep(connection: Connection, about: dict[str, str], states: dict[str, State], last: dict[str, Any]) -> None:
    _delete(connection, state, about, states.keys())
    rows: list[dict[str, Any]] = []
    for record_id, found in states.items():
        seq, received = last[record_id]
        gone = found.get(DELETED)
        deleted_utc = received if gone and gone.value is True else None
        rows.append(about | {"record_id": record_id, "seq": seq, "fields": _encode(found), "deleted_utc": deleted_utc})
    if rows:
        connection.execute(insert(state), rows)


def _keep_texts(connection: Connection, about: dict[str, str], texts: TextFields, states: dict[str, State]) -> None:
    rows = [
        about | {"record_id": key[0], "field": key[1], "state": base64.b64encode(words).decode()}
        for key, words in texts.changed()
        if key[0] in states
    ]
    if rows:
        columns = (text_state.c.record_id, text_state.c.field)
        keys = [(row["record_id"], row["field"]) for row in rows]
        connection.execute(
            delete(text_state).where(
                text_state.c.space_id == about["space_id"],
                text_state.c.type == about["type"],
                tuple_(*columns).in_(keys),
            )
        )
        connection.execute(insert(text_state), rows)


def _keep_losses(connection: Connection, losses: list[dict[str, Any]]) -> None:
    """The same value may lose twice."""
    names = ("space_id", "type", "record_id", "field", "stamp", "device_id")
    for loss in {tuple(loss[name] for name in names): loss for loss in losses}.values():
        same = [lost.c[name] == loss[name] for name in names]
        if connection.execute(select(lost.c.seq).where(*same)).first() is None:
            connection.execute(insert(lost), loss)


def _forget(connection: Connection, space_id: str, name: str, record_id: str) -> None:
    about = {"space_id": space_id, "type": name}
    for table in (state, text_state, lost):
        _delete(connection, table, about, [record_id])


def _delete(connection: Connection, table: Any, about: dict[str, str], ids: Any) -> None:
    connection.execute(
        delete(table).where(
            table.c.space_id == about["space_id"], table.c.type == about["type"], table.c.record_id.in_(list(ids))
        )
    )
