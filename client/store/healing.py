"""Healing: the log is not the one that this device has read, for the server or this device came out of a backup.

The log is read anew from its beginning, while what this device had of the old one is kept aside as its *own*. Each
value and event that comes by is struck off there, known by its stamp and what it says (two devices may write in the
same millisecond, and what was brought back comes from another device than first), or by its id. What is left at the
end is what the log lacks (`client.store.lacking`). All of it can be interrupted, and goes on at the next start.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from client.store.applying import Ground, load_shadows
from client.store.batches import all_in_batches, settle
from client.store.inserting import BulkInsert
from client.store.outbox import pending_of
from client.store.rows import execute_many, insert_events, select_in, to_json
from client.store.schema import Schema
from client.store.tables import History
from client.store.writing import Writing
from sync.merge import PENDING_SEQ, UNSHOWN, FieldState, State, apply, as_entry
from sync.records import DELETED
from sync.text import LoggedText, decode, is_edit, missing_from
from sync.wire import EVENT, SET, TEXT, LogEntry

MET = -1
"""The `seq` of an own value that has come by in the log."""

_KEEP_OWN_TEXT = BulkInsert.upsert(
    "own_text", ("type", "record_id", "field", "space_id", "state"), ("type", "record_id", "field")
)


def read_anew(w: Writing, schema: Schema, space: str) -> None:
    """Keep aside what is known of the space, and begin its log again. What is pending and what shows stays."""
    w.session.flush()
    run = w.session.connection().exec_driver_sql
    settle(w.session, schema, all_in_batches(w.session, space))
    _keep_hidden(w, schema, space)
    _keep_states(w.session, space)
    _keep_texts(w.session, space)
    keep_pending_texts(w.session, space)
    waits = "SELECT 1 FROM outbox WHERE outbox.type=? AND outbox.record_id=e.id AND outbox.kind='event'"
    for name, table in schema.tables.items():
        if table.__record__.kind == EVENT:
            run(
                f"INSERT OR IGNORE INTO own_event SELECT ?, e.id, e.space_id FROM {table.__tablename__} e"  # noqa: S608
                f" WHERE e.space_id=? AND NOT EXISTS ({waits})",
                (name, space, name),
            )
    run(
        "INSERT OR IGNORE INTO own_event SELECT type, record_id, space_id FROM unknown_event WHERE space_id=?", (space,)
    )
    # What waits says by a place in the old log what it had seen; in the new log that place is another one.
    run("UPDATE outbox SET base=0 WHERE space_id=?", (space,))
    run(
        "UPDATE set_aside SET operation=json_set(operation, '$.base', 0) WHERE json_extract(operation, '$.space')=?",
        (space,),
    )
    for table in ("shadow", "batch", "text_state", "unknown_entry"):
        run(f"DELETE FROM {table} WHERE space_id=?", (space,))  # noqa: S608 - our own names
    w.standing.follow(space, seq=0, chain="", healing=True, snapshot_after=None, snapshot_seq=0, snapshot_chain="")


def strike_off(session: Session, entries: Sequence[LogEntry]) -> None:
    """These entries are in the log: what this device had of them need not be sent."""
    by_type: dict[str, list[LogEntry]] = defaultdict(list)
    events: list[tuple[str, str]] = []
    for entry in entries:
        if entry.kind == EVENT:
            events.append((entry.type, entry.id))
        elif entry.kind in (SET, TEXT):
            by_type[entry.type].append(entry)
    execute_many(session, "DELETE FROM own_event WHERE type=? AND record_id=?", events)
    for name, changes in by_type.items():
        own = own_states(session, name, {entry.id for entry in changes})
        for entry in changes:
            state = own.get(entry.id, {})
            for field in entry.fields.keys() & state.keys():
                if (state[field].stamp, state[field].value) == (entry.stamp, entry.fields[field]):
                    state[field] = state[field]._replace(seq=MET)
        rows = [(to_json(state), name, record_id) for record_id, state in own.items()]
        execute_many(session, "UPDATE own_state SET state=? WHERE type=? AND record_id=?", rows)


def own_states(session: Session, name: str, ids: set[str]) -> dict[str, State]:
    """What this device had of these records."""
    query = "SELECT record_id, state FROM own_state WHERE type=? AND record_id IN"
    return {
        record_id: {field: FieldState(*value) for field, value in json.loads(state).items()}
        for record_id, state in select_in(session, query, ids, name)
    }


def _keep_hidden(w: Writing, schema: Schema, space: str) -> None:
    """What waits, but lies beneath a later value of another, goes to the history now.

    In the new log this device may come first, and its next value would then seem to have replaced what nobody saw.
    """
    run, device_id = w.session.connection().exec_driver_sql, w.standing.device.device_id
    waiting: dict[str, set[str]] = defaultdict(set)
    for name, record_id in run("SELECT type, record_id FROM outbox WHERE space_id=? AND kind<>?", (space, EVENT)):
        waiting[name].add(record_id)
    losses: list[dict[str, Any]] = []
    for name, ids in waiting.items():
        table = schema.tables.get(name)
        texts = table.__record__.texts if table else ()
        shadows = load_shadows(Ground(w.session, schema, space, device_id), name, ids)
        for record_id, operations in pending_of(w.session, name, ids).items():
            state = dict(shadows[record_id][0]) if record_id in shadows else {}
            for operation in operations:
                lost = apply(state, as_entry(operation, PENDING_SEQ, device_id), but=texts)
                about = {"space_id": space, "type": name, "record_id": record_id}
                losses += [about | loss._asdict() for loss in lost]
    insert_events(w.session, History, losses)


def _keep_states(session: Session, space: str) -> None:
    """Shadows become own states; of two of the same field, one is from a healing that was not over.

    The later stays. The other goes to the history, as it would have if that healing had come to its end.
    """
    run = session.connection().exec_driver_sql
    run(
        "INSERT OR IGNORE INTO own_state SELECT type, record_id, space_id, state FROM shadow WHERE space_id=?", (space,)
    )
    twice = run(
        "SELECT s.state, o.state, s.type, s.record_id FROM shadow s JOIN own_state o"
        " ON o.type=s.type AND o.record_id=s.record_id WHERE s.space_id=? AND o.state<>s.state",
        (space,),
    ).all()
    rows: list[tuple[str, str, str]] = []
    losses: list[dict[str, Any]] = []
    for read, own, name, record_id in twice:
        state: dict[str, list[Any]] = json.loads(own)
        for field, value in json.loads(read).items():
            old = state.get(field)
            if old is None or value[2] > old[2] or old[1] == MET:
                state[field] = value
            lost = old if state[field] is value else value
            if lost is not None and lost[1] != MET and lost[0] != state[field][0] and field not in (*UNSHOWN, DELETED):
                about = {"space_id": space, "type": name, "record_id": record_id, "field": field}
                losses.append(about | FieldState(*lost)._asdict())
        rows.append((to_json(state), name, record_id))
    insert_events(session, History, losses)
    execute_many(session, "UPDATE own_state SET state=? WHERE type=? AND record_id=?", rows)


def _keep_texts(session: Session, space: str) -> None:
    """Texts become own texts; of two of the same, one is from a healing that was not over, all goes into that."""
    run = session.connection().exec_driver_sql
    columns = "t.type, t.record_id, t.field"
    twice = run(
        f"SELECT t.state, o.state, {columns} FROM text_state t JOIN own_text o"  # noqa: S608 - our own names
        " USING (type, record_id, field) WHERE t.space_id=?",
        (space,),
    ).all()
    rows: list[tuple[bytes, str, str, str]] = []
    for read, own, *key in twice:
        text = LoggedText(own)
        text.apply(missing_from(decode(read), text.text))
        rows.append((text.state(), key[0], key[1], key[2]))
    execute_many(session, "UPDATE own_text SET state=? WHERE type=? AND record_id=? AND field=?", rows)
    copied = f"SELECT {columns}, t.space_id, t.state FROM text_state t WHERE t.space_id=?"  # noqa: S608 - as above
    run(f"INSERT OR IGNORE INTO own_text {copied}", (space,))


def keep_pending_texts(session: Session, space: str) -> None:
    """What waits goes into the own texts too: a deletion that the log has before its characters is none there."""
    run = session.connection().exec_driver_sql
    waiting = run(
        "SELECT type, record_id, fields, n FROM outbox WHERE space_id=? AND kind=? ORDER BY n", (space, TEXT)
    ).all()
    texts: dict[tuple[str, str, str], LoggedText] = {}
    for name, record_id, fields, n in waiting:
        for field, value in json.loads(fields).items():
            if not is_edit(value):
                continue
            key = (name, record_id, field)
            if key not in texts:
                own = run("SELECT state FROM own_text WHERE type=? AND record_id=? AND field=?", key).scalar()
                texts[key] = LoggedText(own)
            texts[key].take(value, str(n))
    rows = [(*key, space, text.state()) for key, text in texts.items()]
    _KEEP_OWN_TEXT.run(session, rows)
