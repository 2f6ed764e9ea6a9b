"""The end of healing: what the log lacks is sent, as new operations under old stamps and ids.

So it wins and loses as it did before; see `client.store.healing`.
"""

from __future__ import annotations

import json
from collections import defaultdict

from sqlmodel import Session

from client.store.applying import Ground, load_shadows, show
from client.store.healing import MET, keep_pending_texts, own_states
from client.store.rows import select_in
from client.store.schema import Schema
from client.store.writing import Writing
from sync.merge import UNSHOWN, FieldState, State
from sync.records import DELETED
from sync.text import LoggedText, decode, missing_from, pieces
from sync.text import to_json as edit_to_json
from sync.wire import EVENT, SET, TEXT

Shadows = dict[str, tuple[State, int]]


def send_lacking(w: Writing, schema: Schema, space: str) -> None:
    """The log has been read to its end: send what it lacks."""
    run = w.session.connection().exec_driver_sql
    ids: dict[str, list[str]] = defaultdict(list)
    for name, record_id in run("SELECT type, record_id FROM own_state WHERE space_id=?", (space,)):
        ids[name].append(record_id)
    keep_pending_texts(w.session, space)  # again, for what was typed while the log was read
    edited = _waiting_edits(w.session, space)  # before more is noted
    _send_texts(w, space)
    touched = {name: _send_states(w, schema, space, name, records, edited) for name, records in ids.items()}
    _send_events(w, schema, space)
    for table in ("own_state", "own_event", "own_text"):
        run(f"DELETE FROM {table} WHERE space_id=?", (space,))  # noqa: S608 - our own names
    for name, shadows in touched.items():  # from now on what shows is the log with what waits on top, as it will be
        show(Ground(w.session, schema, space, w.standing.device.device_id), name, shadows)
    w.standing.follow(space, healing=False)


def _waiting_edits(session: Session, space: str) -> set[tuple[str, str]]:
    """Type and id of the records of which an edit waits here: whoever made a delete that the old log had saw none."""
    query = "SELECT type, record_id, fields FROM outbox WHERE space_id=? AND kind<>?"
    waiting = session.connection().exec_driver_sql(query, (space, EVENT))
    return {(name, record_id) for name, record_id, fields in waiting if json.loads(fields) != {DELETED: True}}


def _send_texts(w: Writing, space: str) -> None:
    """The characters and deletions that the log lacks, under their old ids.

    As of values, nothing is said to have been seen: a delete that came first into the new log yields to them.
    But for a record that this device had in the trash: whoever put it there had.
    """
    found = w.session.connection().exec_driver_sql(
        "SELECT o.type, o.record_id, o.field, o.state, t.state, s.state FROM own_text o LEFT JOIN text_state t"
        " ON t.type=o.type AND t.record_id=o.record_id AND t.field=o.field"
        " LEFT JOIN own_state s ON s.type=o.type AND s.record_id=o.record_id WHERE o.space_id=?",
        (space,),
    )
    for name, record_id, field, own, logged, state in found.all():
        if own != logged:
            deleted = json.loads(state).get(DELETED) if state else None
            base = None if deleted and deleted[0] is True else 0
            for op in pieces(missing_from(decode(own), LoggedText(logged).text)):
                w.resend(TEXT, space, name, record_id, {field: edit_to_json(op)}, base=base)


def _texts_of(session: Session, name: str, ids: list[str]) -> set[tuple[str, str]]:
    """Record and field of the own texts: in the states they have just their marks."""
    query = "SELECT record_id, field FROM own_text WHERE type=? AND record_id IN"
    return {(record_id, field) for record_id, field in select_in(session, query, ids, name)}


def _send_states(
    w: Writing, schema: Schema, space: str, name: str, ids: list[str], edited: set[tuple[str, str]]
) -> Shadows:
    """`edited`: records of which an edit waits. It is sent first, and to a delete sent after it it would be its own."""
    ground = Ground(w.session, schema, space, w.standing.device.device_id)
    own, shadows = own_states(w.session, name, set(ids)), load_shadows(ground, name, ids)
    texts = _texts_of(w.session, name, ids)
    touched: dict[str, tuple[State, int]] = {}
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
        gone = None if (name, record_id) in edited else state.get(DELETED)
        if gone and gone.value is True and gone.seq != MET and _knew(state, logged[0]):
            cursor = w.standing.followed[space].seq
            w.resend(SET, space, name, record_id, {DELETED: True}, stamp=gone.stamp, base=cursor)
        touched[record_id] = logged
    w.write_down()
    return touched


def _knew(own: State, logged: State) -> bool:
    """Whether a delete had surely seen all that the log has of the record, so that it need not yield to it.

    That is what this device has itself, or has from whoever wrote it a later word on the same field: each device's
    words come in their order. A later stamp of somebody else says nothing: it may have been written with the other
    unseen (found by the simulator, seeds 9000048 and 9000322). In doubt the record comes out of the trash.
    """
    return all(
        field in own
        and (
            (value.stamp, value.value) == (own[field].stamp, own[field].value)
            or (value.device == own[field].device and value.stamp < own[field].stamp)
        )
        for field, value in logged.items()
    )


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
