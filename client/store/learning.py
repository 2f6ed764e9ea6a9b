"""An update of the app knows more types and fields: what was kept of a newer version's records shows from then on.

Until then the records are in the shadows, whole, and the events among the unknown ones. Which types and fields the
rows were last made for is a setting of the device; where it says less than the schema, the rows are made anew. An older
version that takes over says less again, so that whatever comes meanwhile is learned after it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlmodel import Session

from client.store.applying import Ground, load_shadows, show
from client.store.rows import chunks, execute_many, upsert_rows
from client.store.schema import Schema
from client.store.tables import Setting
from client.store.writing import Writing
from sync.wire import EVENT

KNOWN = "store.known"
"""The setting: record type → its fields."""

Fields = dict[str, list[str]]


def has_learned(session: Session, schema: Schema) -> bool:
    """Whether the rows here were made for other types and fields than the schema's."""
    return _known(session) != _fields_of(schema)


def learn(w: Writing, schema: Schema) -> None:
    """Make the rows of the types that are new, or have new fields, of what was kept; once, in this transaction."""
    known = _known(w.session)
    for name in _new(known, schema):
        if schema.tables[name].__record__.kind == EVENT:
            _show_events(w, schema, name)
        else:
            _show_records(w, schema, name)
    w.session.merge(Setting(key=KNOWN, value=_fields_of(schema)))


def _known(session: Session) -> Fields:
    row = session.get(Setting, KNOWN)
    return row.value if row else {}


def _fields_of(schema: Schema) -> Fields:
    return {name: sorted(table.__record__.fields) for name, table in schema.tables.items()}


def _new(known: Fields, schema: Schema) -> list[str]:
    return [name for name, fields in _fields_of(schema).items() if set(fields) - set(known.get(name, ()))]


def _show_records(w: Writing, schema: Schema, name: str) -> None:
    by_space: dict[str, list[str]] = defaultdict(list)
    for space, record_id in _run(w, "SELECT space_id, record_id FROM shadow WHERE type=?", name):
        by_space[space].append(record_id)
    for space, ids in by_space.items():
        ground = Ground(w.session, schema, space, w.standing.device.device_id)
        for part in chunks(ids):
            show(ground, name, load_shadows(ground, name, part))
        w.changes |= {(name, record_id) for record_id in ids}


def _show_events(w: Writing, schema: Schema, name: str) -> None:
    table, rows = schema.tables[name], list[dict[str, Any]]()
    known, whole = set(table.__record__.fields), list[tuple[str, str]]()
    for record_id, space, kept in _run(w, "SELECT record_id, space_id, fields FROM unknown_event WHERE type=?", name):
        fields: dict[str, Any] = json.loads(kept)
        shown = {field: value for field, value in fields.items() if field in known}
        rows.append({**schema.blank(name), **shown, "id": record_id, "space_id": space})
        if fields.keys() <= known:
            whole.append((name, record_id))
    upsert_rows(w.session, table, rows)
    execute_many(w.session, "DELETE FROM unknown_event WHERE type=? AND record_id=?", whole)
    w.changes |= {(name, row["id"]) for row in rows}


def _run(w: Writing, query: str, name: str) -> list[Any]:
    return list(w.session.connection().exec_driver_sql(query, (name,)).all())
