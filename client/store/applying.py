"""A page of the log, laid onto the shadows and the rows that a person sees; pending operations stay on top."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from client.store.aside import aside_of
from client.store.batches import empty_of, made_by_one, unfolded
from client.store.inserting import BulkInsert
from client.store.outbox import came_back, pending_of
from client.store.rows import insert_events, select_in, to_json, upsert_rows
from client.store.schema import Schema
from client.store.tables import History, UnknownEntry, UnknownEvent
from client.store.texts import keep_texts, load_texts
from sync.merge import PENDING_SEQ, FieldState, State, as_entry
from sync.records import DELETED, unpair
from sync.textfields import TextFields
from sync.wire import EVENT, NOTHING, PURGE, SET, TEXT, LogEntry

_KEEP_SHADOW = BulkInsert.upsert("shadow", ("type", "record_id", "space_id", "state", "seq"), ("type", "record_id"))


class Ground(NamedTuple):
    """What entries are applied to."""

    session: Session
    schema: Schema
    space: str
    device_id: str


def apply_entries(ground: Ground, entries: Sequence[LogEntry], *, shown: bool = False) -> set[tuple[str, str]]:
    """Apply entries in their order; (type, id) of what changed is returned. The caller advances the cursor.

    `shown`: they are this device's own next operations, which the person sees already: laid on top or come back in
    the log, it is the same.
    """
    came_back(ground.session, [entry.n for entry in entries if entry.device == ground.device_id])
    changes: dict[str, list[LogEntry]] = defaultdict(list)
    events: dict[str, list[LogEntry]] = defaultdict(list)
    unknown: list[LogEntry] = []
    for entry in entries:
        if entry.kind in (SET, TEXT, PURGE):
            changes[entry.type].append(entry)
        elif entry.kind == EVENT:
            events[entry.type].append(entry)
        elif entry.kind != NOTHING:
            unknown.append(entry)
    for name, added in events.items():
        _add_events(ground, name, added)
    for name, changed in changes.items():
        _merge_records(ground, name, changed, shown)
    _keep_unknown(ground, unknown)
    return set() if shown else {(entry.type, entry.id) for entry in entries}


def load_shadows(ground: Ground, name: str, ids: Collection[str]) -> dict[str, tuple[State, int]]:
    """The shadows of these records, and the `seq` of their last entries; a record without one is missing."""
    found: dict[str, tuple[State, int]] = {}
    query = "SELECT record_id, state, seq FROM shadow WHERE type=? AND record_id IN"
    for record_id, state, seq in select_in(ground.session, query, ids, name):
        found[record_id] = ({field: FieldState(*value) for field, value in json.loads(state).items()}, seq)
    empty = [record_id for record_id, (state, _) in found.items() if not state]
    table = ground.schema.tables.get(name)
    for record_id, made in made_by_one(ground.session, name, empty).items() if empty else ():
        found[record_id] = (unfolded(table.__record__ if table else None, made)[0], made.entry.seq)
    return found


def keep_shadows(session: Session, name: str, space: str, shadows: dict[str, tuple[State, int]]) -> None:
    """Write shadows down."""
    rows = [(name, record_id, space, to_json(state), seq) for record_id, (state, seq) in shadows.items()]
    _KEEP_SHADOW.run(session, rows)


def show(ground: Ground, name: str, shadows: dict[str, tuple[State, int]], texts: TextFields | None = None) -> None:
    """Bring the visible rows of these records up to date; `texts`: theirs, when they have been read already."""
    if name not in ground.schema.tables:
        return
    pending = pending_of(ground.session, name, shadows.keys())
    aside = aside_of(ground.session, name, shadows.keys())
    blank = {**ground.schema.blank(name), "space_id": ground.space}
    known = {*ground.schema.tables[name].__record__.fields, DELETED}
    sets = ground.schema.tables[name].__record__.sets
    texts = texts or load_texts(ground.session, name, ground.schema.tables[name].__record__, shadows.keys())
    rows: list[dict[str, Any]] = []
    for record_id, (state, _) in shadows.items():
        ours = (*aside.get(record_id, ()), *pending.get(record_id, ()))
        mine = [as_entry(operation, PENDING_SEQ, ground.device_id) for operation in ours]
        seen, words = texts.overlay(record_id, state, mine)
        row = {**blank, "id": record_id}
        for field, entry in seen.items():
            if field in known:
                row[field] = entry.value
        row |= words
        if sets:
            row |= members(((name, entry.value) for name, entry in seen.items()), sets)
        rows.append(row)
    upsert_rows(ground.session, ground.schema.tables[name], rows)


def members(fields: Iterable[tuple[str, Any]], sets: Collection[str]) -> dict[str, list[str]]:
    """The members of a record's sets, of its fields as they go over the line."""
    found: dict[str, list[str]] = {name: [] for name in sets}
    for name, value in fields:
        split = unpair(name)
        if split and split[0] in found and value is True:
            found[split[0]].append(split[1])
    return {name: sorted(listed) for name, listed in found.items()}


def _add_events(ground: Ground, name: str, entries: list[LogEntry]) -> None:
    table = ground.schema.tables.get(name)
    strange = entries
    if table is not None:
        blank = {**ground.schema.blank(name), "space_id": ground.space}
        known = set(table.__record__.fields)
        rows = [{**blank, **{k: v for k, v in e.fields.items() if k in known}, "id": e.id} for e in entries]
        insert_events(ground.session, table, rows)
        strange = [entry for entry in entries if not entry.fields.keys() <= known]
    insert_events(
        ground.session,
        UnknownEvent,
        [
            {"type": name, "record_id": e.id, "space_id": ground.space, "fields": e.fields, "stamp": e.stamp}
            for e in strange
        ],
    )


def _merge_records(ground: Ground, name: str, entries: list[LogEntry], shown: bool) -> None:
    ids = {entry.id for entry in entries}
    before = load_shadows(ground, name, ids)
    table = ground.schema.tables.get(name)
    texts = load_texts(ground.session, name, table.__record__ if table else None, ids)
    shadows: dict[str, tuple[State, int]] = {}
    losses: list[dict[str, Any]] = []
    for entry in entries:
        record_id = entry.id
        state, seq = shadows.get(record_id) or before.get(record_id) or ({}, 0)
        if entry.seq <= seq:
            continue  # a snapshot had it
        if entry.kind == PURGE:
            losses = [loss for loss in losses if loss["record_id"] != record_id]
            _purge(ground, name, record_id)
            shadows.pop(record_id, None)
            before.pop(record_id, None)
            texts.forget(record_id)
            continue
        about = {"space_id": ground.space, "type": name, "record_id": record_id}
        losses.extend(loss._asdict() | about for loss in texts.apply(state, entry))
        shadows[record_id] = (state, entry.seq)
    keep_shadows(ground.session, name, ground.space, shadows)
    keep_texts(ground.session, name, ground.space, texts)
    insert_events(ground.session, History, losses)
    if not shown:
        show(ground, name, shadows, texts)


def _purge(ground: Ground, name: str, record_id: str) -> None:
    """The record is gone for good; its row stays while something waits on top of it (see `StoreSync`)."""
    run = ground.session.connection().exec_driver_sql
    for table in ("shadow", "text_state", "own_state", "own_text", "history"):
        run(f"DELETE FROM {table} WHERE type=? AND record_id=?", (name, record_id))  # noqa: S608 - our own names
    empty_of(ground.session, ground.schema, ground.space, name, [record_id])
    if name in ground.schema.tables and not pending_of(ground.session, name, [record_id]):
        table = ground.schema.tables[name].__tablename__
        run(f"DELETE FROM {table} WHERE id=?", (record_id,))  # noqa: S608 - our own names


def _keep_unknown(ground: Ground, entries: list[LogEntry]) -> None:
    rows = [{"space_id": ground.space, "seq": e.seq, "entry": e.model_dump()} for e in entries]
    insert_events(ground.session, UnknownEntry, rows)
