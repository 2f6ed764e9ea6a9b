"""What the server did not take is set aside; in a space of others it also goes from the screen.

There it was not this person's to change, and everybody is to see the same. In the personal space it stays in sight,
on the device that wrote it, until it is let go (`client.store.aside`): it is the person's own, and nobody else looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from client.store.applying import Ground, load_shadows, show
from client.store.aside import aside_of
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
    personal = w.standing.device.personal_space
    show_anew(w, schema, [operation for operation, _reason in refused if operation.space != personal])


def show_anew(w: Writing, schema: Schema, operations: Iterable[Operation]) -> None:
    """Show the records of these operations as the log has them, with what waits or is set aside here on top.

    The refused event of another space goes, for nobody else has it.
    """
    w.session.flush()
    by_table: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation in operations:
        if operation.type in schema.tables:
            by_table[operation.space, operation.type].append(operation)
    for (space, name), found in by_table.items():
        _show_anew(w, Ground(w.session, schema, space, w.standing.device.device_id), name, found)


def _show_anew(w: Writing, ground: Ground, name: str, operations: list[Operation]) -> None:
    ids = {operation.id for operation in operations}
    records = ids - {operation.id for operation in operations if operation.kind == EVENT}
    shadows = load_shadows(ground, name, records)
    here = pending_of(w.session, name, records).keys() | aside_of(w.session, name, records).keys()
    shown = {record_id: shadows.get(record_id, ({}, 0)) for record_id in shadows.keys() | here}
    show(ground, name, shown)
    # What the log knows nothing of was only ever here.
    table = ground.schema.tables[name].__tablename__
    gone = [(record_id, ground.space) for record_id in ids - shown.keys()]
    execute_many(w.session, f"DELETE FROM {table} WHERE id=? AND space_id=?", gone)  # noqa: S608 - our own names
    for record_id in ids:
        w.changed(name, record_id)
