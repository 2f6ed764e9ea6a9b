"""What the server did not take is set aside; in a space of others it also goes from the screen.

There it was not this person's to change, and everybody is to see the same. In the personal space it stays in sight:
it is the person's own, and nobody else looks.
"""

from __future__ import annotations

from collections import defaultdict

from client.store.applying import Ground, load_shadows, show
from client.store.outbox import came_back, pending_of, waiting_under
from client.store.rows import execute_many
from client.store.schema import Schema
from client.store.tables import SetAside
from client.store.writing import Writing
from client.texts import _
from sync.clock import to_text
from sync.wire import EVENT, LogEntry, Operation


def set_aside_emptied(w: Writing, schema: Schema, own: list[LogEntry]) -> None:
    """Set aside what of this device's operations the log has only an empty place of.

    The server refused them, an empty one took the place (`sync.sending`), and the answer to that was lost.
    """
    emptied = [entry.n for entry in own if not entry.fields]
    if refused := [(one, _("服务器没有接受这条改动")) for one in waiting_under(w.session, emptied) if one.fields]:
        set_aside(w, schema, refused)


def set_aside(w: Writing, schema: Schema, refused: list[tuple[Operation, str]]) -> None:
    """Set these operations aside, each with the reason, and show what is there without them."""
    now = to_text(w.clock.now_utc())
    for operation, reason in refused:
        w.session.add(SetAside(operation=operation.model_dump(), reason=reason, aside_utc=now))
        w.changed("set_aside", str(operation.n))
    came_back(w.session, [operation.n for operation, _reason in refused])
    shared: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation, _reason in refused:
        if operation.space != w.standing.device.personal_space and operation.type in schema.tables:
            shared[operation.space, operation.type].append(operation)
    for (space, name), operations in shared.items():
        _show_without(w, Ground(w.session, schema, space, w.standing.device.device_id), name, operations)


def _show_without(w: Writing, ground: Ground, name: str, operations: list[Operation]) -> None:
    w.session.flush()
    ids = {operation.id for operation in operations}
    events = {operation.id for operation in operations if operation.kind == EVENT}
    shadows = load_shadows(ground, name, ids - events)
    waiting = pending_of(w.session, name, ids - events)
    shown = {record_id: shadows.get(record_id, ({}, 0)) for record_id in shadows.keys() | waiting.keys()}
    show(ground, name, shown)
    # What the log knows nothing of was only ever here.
    table = ground.schema.tables[name].__tablename__
    gone = [(record_id, ground.space) for record_id in ids - shown.keys()]
    execute_many(w.session, f"DELETE FROM {table} WHERE id=? AND space_id=?", gone)  # noqa: S608 - our own names
    for record_id in ids:
        w.changed(name, record_id)
