"""Edits of the personal space that the server refused: they lie on top of what it has, as what waits does.

Here alone, until they are sent once more or let go: the person has written them, sees them, and finds them listed with
the reason (`client.history`).
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlmodel import Session

from sync.wire import EVENT, Operation


def aside_of(session: Session, type_name: str, ids: Collection[str]) -> dict[str, list[Operation]]:
    """The refused edits of these records, by record, in the order in which they were refused."""
    run = session.connection().exec_driver_sql
    found: dict[str, list[Operation]] = {}
    if run("SELECT 1 FROM set_aside LIMIT 1").scalar() is None:
        return found
    query = (
        "SELECT operation FROM set_aside JOIN device ON json_extract(operation, '$.space')=personal_space"
        " WHERE json_extract(operation, '$.type')=? ORDER BY set_aside.id"
    )
    for (said,) in run(query, (type_name,)):
        operation = Operation.model_validate(json.loads(said))
        if operation.id in ids and operation.kind != EVENT:
            found.setdefault(operation.id, []).append(operation)
    return found
