"""The log's batches as they came, for records that a single entry has made.

Of ten thousand records that arrive at once hardly one is touched again soon. So the shadow of a record that one entry
has made is `{}` and the entry's `seq`, and the batch is kept as it came; state and texts are made of it when somebody
asks. What then changes them writes them down, as of any other record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlmodel import Session

from client.store.rows import chunks, select_in
from client.store.schema import Schema
from sync.batch import Run, unpack, value_of
from sync.merge import State
from sync.records import RecordType
from sync.textfields import TextFields
from sync.wire import LogEntry

IN_BATCH = "{}"
"""The state of a shadow that is still in its batch."""
_SELECT = "SELECT seq, device, n, packed FROM batch WHERE space_id=?"


class Made(NamedTuple):
    """A record that one entry has made."""

    space: str
    entry: LogEntry


def keep_batch(session: Session, space: str, run: Run) -> None:
    """Keep a batch as it came."""
    session.connection().exec_driver_sql(
        "INSERT OR REPLACE INTO batch (space_id, last_seq, seq, device, n, packed) VALUES (?, ?, ?, ?, ?, ?)",
        (space, run.last_seq, run.seq, run.device, run.n, run.packed),
    )


def made_by_one(session: Session, name: str, ids: Collection[str]) -> dict[str, Made]:
    """Those of these records whose state is still in a batch, with the entry that made each."""
    query = f"SELECT record_id, space_id, seq FROM shadow WHERE state='{IN_BATCH}' AND type=? AND record_id IN"  # noqa: S608
    places = sorted((space, seq, record_id) for record_id, space, seq in select_in(session, query, ids, name))
    reader = _Reader(session)
    found: dict[str, Made] = {}
    for space, seq, record_id in places:
        entry = reader.entry(space, seq)
        if entry is not None:
            found[record_id] = Made(space, entry)
    return found


def unfolded(record: RecordType | None, made: Made) -> tuple[State, TextFields]:
    """What one entry makes: the record's state, and its texts."""
    state: State = {}
    texts = TextFields(record, {})
    texts.apply(state, made.entry)
    return state, texts


def all_in_batches(session: Session, space: str) -> Iterator[tuple[str, str, Made]]:
    """(type, id, entry) of all records of a space that are still in batches, in the order of the log."""
    run = session.connection().exec_driver_sql
    reader = _Reader(session)
    query = f"SELECT type, record_id, seq FROM shadow WHERE space_id=? AND state='{IN_BATCH}' ORDER BY seq"  # noqa: S608
    for name, record_id, seq in run(query, (space,)):
        entry = reader.entry(space, seq)
        if entry is not None:
            yield name, record_id, Made(space, entry)


def settle(session: Session, schema: Schema, found: Iterable[tuple[str, str, Made]]) -> None:
    """Write down state and texts of these records, so that their batches are no longer needed."""
    from client.store.applying import keep_shadows  # it stands on this module
    from client.store.texts import keep_texts

    for part in chunks(list(found)):
        for name, record_id, made in part:
            table = schema.tables.get(name)
            state, texts = unfolded(table.__record__ if table else None, made)
            keep_shadows(session, name, made.space, {record_id: (state, made.entry.seq)})
            keep_texts(session, name, made.space, texts)


def drop_single(session: Session, made: Collection[Made]) -> None:
    """The states of these records have been written down: batches that held nothing else go."""
    session.connection().exec_driver_sql(
        "DELETE FROM batch WHERE space_id=? AND last_seq=? AND seq=last_seq",
        [(one.space, one.entry.seq) for one in made],
    )


def empty_of(session: Session, schema: Schema, space: str, name: str, ids: Collection[str]) -> None:
    """These records are gone for good: so are the batches that tell of them; what else is in those is written down."""
    run = session.connection().exec_driver_sql
    for last_seq, seq, packed in run("SELECT last_seq, seq, packed FROM batch WHERE space_id=?", (space,)).all():
        batch = unpack(packed)
        if not any(t == name and i in ids for t, i in zip(batch.types, batch.ids, strict=True)):
            continue
        within = [one for one in all_in_batches(session, space) if seq <= one[2].entry.seq <= last_seq]
        settle(session, schema, [one for one in within if (one[0], one[1]) not in {(name, i) for i in ids}])
        run("DELETE FROM batch WHERE space_id=? AND last_seq=?", (space, last_seq))


class _Reader:
    """Reads entries out of batches, each of which is unpacked once as long as places come in order."""

    def __init__(self, session: Session) -> None:
        self._run = session.connection().exec_driver_sql
        self._space = ""
        self._held: Run | None = None

    def entry(self, space: str, seq: int) -> LogEntry | None:
        """The entry at `seq`; None when no batch holds it (its record has no fields)."""
        held = self._held
        if held is None or space != self._space or not held.seq <= seq <= held.last_seq:
            row = self._run(f"{_SELECT} AND last_seq>=? ORDER BY last_seq LIMIT 1", (space, seq)).first()
            if row is None or row[0] > seq:
                return None
            held = Run(row[0], row[1], row[2], unpack(row[3]), b"")
            self._space, self._held = space, held
        at, batch = seq - held.seq, held.batch
        about = {"kind": batch.kinds[at], "type": batch.types[at], "id": batch.ids[at], "base": batch.bases[at]}
        fields = value_of(batch.fields[at])
        return LogEntry.built(
            seq=seq, device=held.device, n=held.n + at, fields=fields, stamp=batch.stamps[at], **about
        )
