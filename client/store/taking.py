"""A batch of new records, taken as a whole: a few statements, and nothing is merged, for there is nothing before it.

Which batches these are is asked in the database; all others go the way of `client.store.applying`. Both leave the same
behind, but for the states that stay in the batch (`client.store.batches`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from client.store.applying import Ground, members
from client.store.aside import aside_of
from client.store.batches import IN_BATCH, keep_batch
from client.store.inserting import BulkInsert
from client.store.rows import bulk, select_in
from client.store.tables import SyncedRow
from sync.batch import Batch, Run
from sync.records import DELETED, unpair
from sync.text import LoggedText, only_insert
from sync.wire import SET, TEXT, Fields

_KEEP = BulkInsert("shadow", ("type", "record_id", "space_id", "state", "seq"), "DO NOTHING")
_KEEP_OWN = """
    INSERT INTO shadow (type, record_id, space_id, state, seq) SELECT type, record_id, space_id, ?, n + ?
    FROM outbox WHERE n BETWEEN ? AND ? ON CONFLICT DO NOTHING
"""


def take_new(ground: Ground, run: Run) -> bool:
    """Take a batch of others' operations if all of them make new records of one type; False when it is another one."""
    batch, session = run.batch, ground.session
    table = ground.schema.tables.get(batch.types[0])
    if table is None or not issubclass(table, SyncedRow) or len(set(batch.types)) > 1 or not _may_be_new(batch):
        return False
    if _waits(session, batch.ids) or aside_of(session, batch.types[0], batch.ids):
        return False
    same = {"type": batch.types[0], "space_id": ground.space, "state": IN_BATCH}
    differing = {"record_id": batch.ids, "seq": range(run.seq, run.last_seq + 1)}
    if not _all_kept(session, lambda: _KEEP.run_columns(session, same, differing), len(batch.ids)):
        return False
    _show_all(ground, table, batch)
    keep_batch(session, ground.space, run)
    return True


def take_own(ground: Ground, run: Run) -> bool:
    """Take a batch of this device's own operations, which are still in the outbox; False when it is another one.

    They show already. The outbox becomes shadows in the database itself.
    """
    session, last_n = ground.session, run.n + len(run.batch.ids) - 1
    tables = [ground.schema.tables.get(name) for name in set(run.batch.types)]
    if not all(table and issubclass(table, SyncedRow) for table in tables) or not _may_be_new(run.batch):
        return False
    ask = session.connection().exec_driver_sql
    about = (IN_BATCH, run.seq - run.n, run.n, last_n)
    if not _all_kept(session, lambda: ask(_KEEP_OWN, about).rowcount, len(run.batch.ids)):
        return False
    ask("DELETE FROM outbox WHERE n BETWEEN ? AND ?", (run.n, last_n))
    keep_batch(session, ground.space, run)
    return True


def _may_be_new(batch: Batch) -> bool:
    """Whether each record is in the batch once, and only written."""
    return set(batch.kinds) <= {SET, TEXT} and len(set(batch.ids)) == len(batch.ids)


def _all_kept(session: Session, keep: Callable[[], int], wanted: int) -> bool:
    """Keep shadows if nothing is known of any of so many records yet; otherwise all is as it was."""
    run = session.connection().exec_driver_sql
    run("SAVEPOINT keeping")
    kept = keep()
    if kept < wanted:
        run("ROLLBACK TO keeping")
    run("RELEASE keeping")
    return kept == wanted


def _waits(session: Session, ids: Sequence[str]) -> bool:
    if session.connection().exec_driver_sql("SELECT 1 FROM outbox LIMIT 1").scalar() is None:
        return False
    return bool(next(select_in(session, "SELECT 1 FROM outbox WHERE record_id IN", ids), 0))


def _show_all(ground: Ground, table: type[SyncedRow], batch: Batch) -> None:
    """Make the visible rows, column by column. Raises BadBatchError."""
    values = batch.values()
    record = table.__record__
    there = set[str]().union(*values)
    columns: dict[str, Sequence[Any]] = {"id": batch.ids}
    columns |= {name: [_shown(fields, name) for fields in values] for name in there.intersection(record.texts)}
    blank = ground.schema.blank(record.name)
    if sets := {name for name, _ in filter(None, map(unpair, there))}.intersection(record.sets):
        columns |= {name: [members(fields.items(), sets)[name] for fields in values] for name in sets}
    for name in there.intersection((*record.fields, DELETED)) - columns.keys() - set(record.sets):
        default = blank[name]
        columns[name] = [fields.get(name, default) for fields in values]
    bulk(table).upsert_columns(ground.session, columns, {**blank, "space_id": ground.space})


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
