"""A space that this device no longer belongs to: what it held goes.

What was not sent yet stays in the queue: the server refuses it, so that it is set aside with the reason, and not lost.
"""

from __future__ import annotations

from client.store.schema import Schema
from client.store.writing import Writing

_OWN = (
    "shadow", "batch", "text_state", "unknown_event", "unknown_entry", "own_state", "own_event", "own_text", "history",
)  # fmt: skip


def forget_space(w: Writing, schema: Schema, space: str) -> None:
    """Remove all rows of `space`, and stop following it."""
    w.session.flush()
    run = w.session.connection().exec_driver_sql
    for name, table in schema.tables.items():
        gone = run(f"DELETE FROM {table.__tablename__} WHERE space_id=? RETURNING id", (space,))  # noqa: S608 - our names
        for (record_id,) in gone.all():
            w.changed(name, record_id)
    for table in _OWN:
        run(f"DELETE FROM {table} WHERE space_id=?", (space,))  # noqa: S608 - our own names
    run("DELETE FROM outbox WHERE space_id=? AND n<=?", (space, w.standing.device.acked_n))
    w.standing.followed.pop(space, None)
    w.changed("space", space)
