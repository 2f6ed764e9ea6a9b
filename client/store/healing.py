"""Healing: the log is not the one that this device has read, for the server or this device came out of a backup.

The log is read anew from its beginning, while what this device had of the old one is kept aside as its *own*. Each
value and event that comes by is struck off there, known by its stamp and what it says (two devices may write in the
same millisecond, and what was brought back comes from another device than first), or by its id. What is left at the
end is what the log lacks, and is sent as new operations under its old stamps and ids, so that it wins and loses as it
did before. All of it can be interrupted, and goes on at the next start.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from client.store.applying import Ground, load_shadows, show
from client.store.batches import all_in_batches, settle
from client.store.outbox import pending_of
from client.store.rows import execute_many, insert_events, select_in, to_json
from client.store.schema import Schema
from client.store.tables import History
from client.store.writing import Writing
from sync.merge import UNSHOWN, FieldState, State
from sync.records import DELETED
from sync.text import LoggedText, decode, is_edit, missing_from, pieces
from sync.text import to_json as edit_to_json
from sync.wire import EVENT, SET, TEXT, LogEntry, Operation

Shadows = dict[str, tuple[State, int]]

MET = -1
"""The `seq` of an own value that has come by in the log."""


def read_anew(w: Writing, schema: Schema, space: str) -> None:
    """Keep aside what is known of the space, and begin its log again. What is pending and what shows stays."""
    w.session.flush()
    run = w.session.connection().exec_driver_sql
    settle(w.session, schema, all_in_batches(w.session, space))
    _keep_states(w.session, space)
    _keep_texts(w.session, space)
    _keep_pending_texts(w.session, space)
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


def send_lacking(w: Writing, schema: Schema, space: str) -> None:
    """The log has been read to its end: send what it lacks."""
    run = w.session.connection().exec_driver_sql
    ids: dict[str, list[str]] = defaultdict(list)
    for name, record_id in run("SELECT type, record_id FROM own_state WHERE space_id=?", (space,)):
        ids[name].append(record_id)
    _keep_pending_texts(w.session, space)  # again, for what was typed while the log was read
    _send_texts(w, space)
    touched = {name: _send_states(w, schema, space, name, records) for name, records in ids.items()}
    _send_events(w, schema, space)
    for table in ("own_state", "own_event", "own_text"):
        run(f"DELETE FROM {table} WHERE space_id=?", (space,))  # noqa: S608 - our own names
    for name, shadows in touched.items():  # from now on what shows is the log with what waits on top, as it will be
        show(Ground(w.session, schema, space, w.standing.device.device_id), name, shadows)
    w.standing.follow(space, healing=False)


def own_states(session: Session, name: str, ids: set[str]) -> dict[str, State]:
    """What this device had of these records."""
    query = "SELECT record_id, state FROM own_state WHERE type=? AND record_id IN"
    return {
        record_id: {field: FieldState(*value) for field, value in json.loads(state).items()}
        for record_id, state in select_in(session, query, ids, name)
    }


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
                losses.append(_loss(space, name, record_id, field, FieldState(*lost)))
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


def _keep_pending_texts(session: Session, space: str) -> None:
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
    execute_many(
        session,
        "INSERT OR REPLACE INTO own_text (type, record_id, field, space_id, state) VALUES (?, ?, ?, ?, ?)",
        rows,
    )


def _send_texts(w: Writing, space: str) -> None:
    """The characters and deletions that the log lacks, under their old ids."""
    found = w.session.connection().exec_driver_sql(
        "SELECT o.type, o.record_id, o.field, o.state, t.state FROM own_text o LEFT JOIN text_state t"
        " ON t.type=o.type AND t.record_id=o.record_id AND t.field=o.field WHERE o.space_id=?",
        (space,),
    )
    for name, record_id, field, own, logged in found.all():
        if own != logged:
            for op in pieces(missing_from(decode(own), LoggedText(logged).text)):
                w.resend(TEXT, space, name, record_id, {field: edit_to_json(op)})


def _texts_of(session: Session, name: str, ids: list[str]) -> set[tuple[str, str]]:
    """Record and field of the own texts: in the states they have just their marks."""
    query = "SELECT record_id, field FROM own_text WHERE type=? AND record_id IN"
    return {(record_id, field) for record_id, field in select_in(session, query, ids, name)}


def _send_states(w: Writing, schema: Schema, space: str, name: str, ids: list[str]) -> Shadows:
    device_id = w.standing.device.device_id
    ground = Ground(w.session, schema, space, device_id)
    own, shadows = own_states(w.session, name, set(ids)), load_shadows(ground, name, ids)
    texts, waiting = _texts_of(w.session, name, ids), pending_of(w.session, name, ids)
    touched: dict[str, tuple[State, int]] = {}
    losses: list[dict[str, Any]] = []
    for record_id, state in own.items():
        logged = shadows.get(record_id, ({}, 0))
        by_stamp: dict[str, dict[str, FieldState]] = defaultdict(dict)
        for field, value in state.items():
            gone = field == DELETED and value.value is True
            if value.seq != MET and not gone and field not in UNSHOWN and (record_id, field) not in texts:
                by_stamp[value.stamp][field] = value
        for stamp, fields in sorted(by_stamp.items()):
            # Nothing is said to have been seen: a stamp is later than all that was, so it decides as the log did.
            w.resend(SET, space, name, record_id, {f: v.value for f, v in fields.items()}, stamp=stamp, base=0)
            mine = _own_beneath(logged[0], waiting.get(record_id, ()), device_id, fields)
            losses += [_loss(space, name, record_id, field, value) for field, value in mine]
        gone = state.get(DELETED)
        if gone and gone.value is True and gone.seq != MET and _knew(state, logged[0]):
            cursor = w.standing.followed[space].seq
            w.resend(SET, space, name, record_id, {DELETED: True}, stamp=gone.stamp, base=cursor)
        touched[record_id] = logged
    insert_events(w.session, History, losses)
    w.write_down()
    return touched


def _own_beneath(
    logged: State, waiting: Sequence[Operation], device_id: str, sent: Mapping[str, FieldState]
) -> Iterator[tuple[str, FieldState]]:
    """What this device wrote itself and now replaces with what another had written: (field, value).

    To all others it looks as if one device had replaced its own, which leaves nothing in the history.
    """
    own = {field: value for field, value in logged.items() if value.device == device_id}
    for operation in waiting:
        own |= {f: FieldState(v, 0, operation.stamp, device_id) for f, v in operation.fields.items()}
    for field, value in sent.items():
        old = own.get(field)
        if old is not None and old.stamp <= value.stamp and old.value != value.value:
            yield field, old


def _loss(space: str, name: str, record_id: str, field: str, lost: FieldState) -> dict[str, Any]:
    return {"space_id": space, "type": name, "record_id": record_id, "field": field, **lost._asdict()}


def _knew(own: State, logged: State) -> bool:
    """Whether a delete had seen all that the log has of the record, so that it need not yield to it."""
    return all(field in own and value.stamp <= own[field].stamp for field, value in logged.items())


def _send_events(w: Writing, schema: Schema, space: str) -> None:
    run = w.session.connection().exec_driver_sql
    unknown = {
        (name, record_id): json.loads(fields)
        for name, record_id, fields in run(
            "SELECT u.type, u.record_id, u.fields FROM unknown_event u JOIN own_event o"
            " ON o.type=u.type AND o.record_id=u.record_id WHERE o.space_id=?",
            (space,),
        )
    }
    for name, record_id in run("SELECT type, record_id FROM own_event WHERE space_id=?", (space,)).all():
        fields = unknown.get((name, record_id))
        if fields is None:
            row = w.row(schema.tables[name].__record__, record_id)
            fields = {field: row[field] for field in schema.tables[name].__record__.fields} if row else None
        if fields is not None:
            w.resend(EVENT, space, name, record_id, fields)
