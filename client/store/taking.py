"""A batch of new records, taken as a whole: a few statements, and nothing is merged, for there is nothing before it.

Which batches these are is asked in the database; all others go the way of `client.store.applying`. Both leave the same
behind, but for the states that stay in the batch (`client.store.batches`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from client.store.applying import Ground, members
from client.store.aside import aside_of
from client.store.batches import IN_BATCH, keep_batch
from client.store.rows import bulk, execute_many, select_in
from client.store.tables import SyncedRow
from sync.batch import Batch, Run
from sync.records import DELETED, unpair
from sync.text import LoggedText, only_insert
from sync.wire import SET, TEXT, Fields

_KEEP = "INSERT INTO shadow (type, record_id, space_id, state, seq) VALUES (?, ?, ?, ?, ?)"


def take_new(ground: Ground, run: Run) -> bool:
    """Take a batch of others' operations if all of them make new records of one type; False when it is another one."""
    batch = run.batch
    table = ground.schema.tables.get(batch.types[0])
    if table is None or not issubclass(table, SyncedRow) or not _are_new(ground, batch):
        return False
    name, space = batch.types[0], ground.space
    execute_many(ground.session, bulk(table).upsert, _rows(ground, table, batch))
    shadows = [(name, record_id, space, IN_BATCH, run.seq + i) for i, record_id in enumerate(batch.ids)]
    execute_many(ground.session, _KEEP, shadows)
    keep_batch(ground.session, space, run)
    return True


def take_own(ground: Ground, run: Run) -> bool:
    """Take a batch of this device's own operations, which are still in the outbox; False when it is another one.

    They show already. The outbox becomes shadows in the database itself.
    """
    last_n = run.n + len(run.batch.ids) - 1
    tables = [ground.schema.tables.get(name) for name in set(run.batch.types)]
    if not set(run.batch.kinds) <= {SET, TEXT} or not all(t and issubclass(t, SyncedRow) for t in tables):
        return False
    ask = ground.session.connection().exec_driver_sql
    if len(set(run.batch.ids)) < len(run.batch.ids):
        return False
    known = "EXISTS (SELECT 1 FROM shadow s WHERE s.type=o.type AND s.record_id=o.record_id)"
    counted = ask(f"SELECT count(*), total({known}) FROM outbox o WHERE n BETWEEN ? AND ?", (run.n, last_n)).one()  # noqa: S608
    if tuple(counted) != (len(run.batch.ids), 0):
        return False
    ask(
        "INSERT INTO shadow (type, record_id, space_id, state, seq) SELECT type, record_id, space_id, ?, n + ?"
        " FROM outbox WHERE n BETWEEN ? AND ?",
        (IN_BATCH, run.seq - run.n, run.n, last_n),
    )
    ask("DELETE FROM outbox WHERE n BETWEEN ? AND ?", (run.n, last_n))
    keep_batch(ground.session, ground.space, run)
    return True


def _are_new(ground: Ground, batch: Batch) -> bool:
    """Whether nothing is known of these records yet, and each is in the batch once."""
    if len(set(batch.types)) > 1 or not set(batch.kinds) <= {SET, TEXT} or len(set(batch.ids)) < len(batch.ids):
        return False
    if next(
        select_in(ground.session, "SELECT 1 FROM shadow WHERE type=? AND record_id IN", batch.ids, batch.types[0]), 0
    ):
        return False
    return not (_waits(ground.session, batch.ids) or aside_of(ground.session, batch.types[0], batch.ids))


def _waits(session: Session, ids: Sequence[str]) -> bool:
    if session.connection().exec_driver_sql("SELECT 1 FROM outbox LIMIT 1").scalar() is None:
        return False
    return bool(next(select_in(session, "SELECT 1 FROM outbox WHERE record_id IN", ids), 0))


def _rows(ground: Ground, table: type[SyncedRow], batch: Batch) -> list[tuple[Any, ...]]:
    """The visible rows, made column by column. Raises BadBatchError."""
    values = batch.values()
    record = table.__record__
    there = set[str]().union(*values)
    columns: dict[str, Sequence[Any]] = {"id": batch.ids, "space_id": [ground.space] * len(values)}
    columns |= {name: [_shown(fields, name) for fields in values] for name in there.intersection(record.texts)}
    blank = ground.schema.blank(record.name)
    if sets := {name for name, _ in filter(None, map(unpair, there))}.intersection(record.sets):
        columns |= {name: [members(fields.items(), sets)[name] for fields in values] for name in sets}
    for name in there.intersection((*record.fields, DELETED)) - columns.keys() - set(record.sets):
        default = blank[name]
        columns[name] = [fields.get(name, default) for fields in values]
    return bulk(table).bound_columns(len(values), columns, blank)


def _shown(fields: Fields, name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    only = only_insert(value)
    if only is not None:
        return only
    text = LoggedText()
    text.take(value, "")
    return str(text)
