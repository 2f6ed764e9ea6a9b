"""Changes that the server did not take: listed with the reason, sent once more, or let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from client.history.names import field_name, kind_name, record_name, value_words
from client.store import Schema, Writing
from client.store.refusing import show_anew
from client.store.tables import SetAside
from client.texts import _, told
from sync.catalogue import ALL
from sync.clock import from_text
from sync.records import unpair
from sync.text import Insert, from_json, is_edit
from sync.wire import EVENT, TEXT, Operation

CHANGE = "set_aside"
"""What the store's watchers are told."""


@dataclass(frozen=True)
class Refused:
    """A change that was set aside. `title` says what it was about, `text` is what was written, to be copied."""

    id: int
    kind: str
    title: str
    text: str
    reason: str
    when_utc: datetime | None


def read_refused(session: Session, limit: int) -> list[Refused]:
    """What is set aside, the latest first."""
    rows = session.exec(select(SetAside).order_by(col(SetAside.id).desc()).limit(limit)).all()
    return [_card(session, row) for row in rows]


def send_again(w: Writing, schema: Schema, refused_id: int) -> None:
    """Put the change back into the queue as one of now; nothing when it is no longer set aside.

    What was written over it since stays: of a change in the personal space, what still shows of it is sent.
    """
    row = w.session.get(SetAside, refused_id)
    if row is None:
        return
    operation = Operation.model_validate(row.operation)
    fields = _still_shown(w, schema, operation)
    w.session.delete(row)
    w.changed(CHANGE, str(refused_id))
    if fields:
        w.resend(operation.kind, operation.space, operation.type, operation.id, fields)
        w.write_down()
    _show_anew(w, schema, operation)


def let_go(w: Writing, schema: Schema, refused_id: int) -> dict[str, Any] | None:
    """Do not keep the change any longer, here neither. What was kept, for `put_back`."""
    row = w.session.get(SetAside, refused_id)
    if row is None:
        return None
    kept = row.model_dump(exclude={"id"})
    w.session.delete(row)
    w.changed(CHANGE, str(refused_id))
    _show_anew(w, schema, Operation.model_validate(kept["operation"]))
    return kept


def put_back(w: Writing, schema: Schema, kept: dict[str, Any] | None) -> None:
    """Keep again what was let go; nothing if there was nothing."""
    if kept is None:
        return
    w.session.add(SetAside(**kept))
    w.changed(CHANGE, "")
    _show_anew(w, schema, Operation.model_validate(kept["operation"]))


def _show_anew(w: Writing, schema: Schema, operation: Operation) -> None:
    if operation.kind != EVENT:  # an event comes and goes with what brings it
        show_anew(w, schema, [operation])


def _still_shown(w: Writing, schema: Schema, operation: Operation) -> dict[str, Any]:
    """The fields that nothing was written over since. In a space of others none of them shows: there all are sent."""
    table = schema.tables.get(operation.type)
    row = w.row(table.__record__, operation.id) if table and operation.kind != EVENT else None
    if row is None or table is None or operation.space != w.standing.device.personal_space:
        return dict(operation.fields)

    def shows(name: str, value: Any) -> bool:
        if split := unpair(name):
            return (split[1] in row.get(split[0], ())) is value
        return name in table.__record__.texts or name not in row or row[name] == value

    return {name: value for name, value in operation.fields.items() if shows(name, value)}


def _card(session: Session, row: SetAside) -> Refused:
    operation = Operation.model_validate(row.operation)
    title = record_name(session, operation.type, operation.id)
    when = from_text(row.aside_utc) if row.aside_utc else None
    return Refused(row.id or 0, kind_name(operation.type), title, _written(operation), told(row.reason), when)


def _written(operation: Operation) -> str:
    """The fields that a person wrote, a line each; of an edit of a text what was typed."""
    lines = [
        _("{field}：{value}").format(field=field_name(name), value=words)
        for name, value in operation.fields.items()
        if not name.endswith("_utc") and not unpair(name) and (words := _words(operation, name, value))
    ]
    return "\n".join(lines)


def _words(operation: Operation, name: str, value: Any) -> str:
    declared = ALL.get(operation.type)
    if operation.kind == TEXT and declared and name in declared.texts and is_edit(value):
        return "".join(part.text for part in from_json(value) if isinstance(part, Insert))
    return value_words(name, value)
