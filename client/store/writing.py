"""Inside a write: the row changes and its operation is noted, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from client.store.edits import Edited, on_the_line
from client.store.outbox import Noting
from client.store.rows import chunks, core_table, insert_events, upsert_rows
from client.store.schema import Schema, derivations_of
from client.store.standing import Standing
from client.store.texts import Pen, Wanted, begin, edit
from sync.clock import Clock
from sync.ids import Random, new_id
from sync.records import DELETED, RecordType, pair
from sync.text import Insert, Splice
from sync.wire import EVENT, SET, TEXT

OwnDerivation = Callable[["Writing", frozenset[str]], None]
"""Brings what one store derives up to date with the rows of these ids, in the transaction that changed them."""


class Writing:
    """What a command may do in its transaction.

    `session` is for reading, and for tables that are not synced. All else goes through the methods, so that no row
    changes without its operation.
    """

    def __init__(
        self,
        session: Session,
        schema: Schema,
        clock: Clock,
        random: Random,
        standing: Standing,
        pen: Pen,
        *,
        sealed: bool = False,
    ) -> None:
        """`sealed`: what is written is on its way at once, so that nothing is folded into it later."""
        self.session = session
        self.clock = clock
        self.standing = standing
        self.changes: set[tuple[str, str]] = set()
        self._schema = schema
        self._random = random
        self._pen = pen
        self._noting = Noting(session, clock, standing, sealed=sealed)
        self._saw: int | None = None
        self._space = ""
        self._hands: dict[tuple[str, str], set[str]] = {}

    def saw(self, seq: int | None) -> None:
        """Say that the person had the space before the eyes as it was at `seq` when making these changes.

        An editor that stayed open while a page was pulled has not seen that page: its save is concurrent with it, so
        that what it replaces goes to the history. None: as it is now.
        """
        self._saw = seq

    def into(self, space: str) -> None:
        """Say where new records and events go from now on: a space's id, "" for the personal one."""
        self._space = space

    def new_id(self) -> str:
        """A new time-ordered id."""
        return new_id(self.clock, self._random)

    def save(self, record: RecordType, record_id: str, /, **fields: Any) -> bool:
        """Set these fields of a record, which is made if it is new. False when nothing was different.

        A field of `record.sets` takes all members that are in from now on. One of `record.texts` takes the whole
        text, of which just the difference is noted; or a splice or an edit (`client.store.texts.Wanted`).
        """
        return self.save_many(record, {record_id: fields}) == 1

    def save_many(self, record: RecordType, records: Mapping[str, Mapping[str, Any]], /) -> int:
        """`save` for many records by their ids, in few statements; how many were different is returned."""
        rows = self._rows(record, records)
        changed_rows: list[dict[str, Any]] = []
        for record_id, fields in records.items():
            row = rows.get(record_id)
            if odd := fields.keys() - set(record.fields) - {DELETED}:
                raise TypeError(f"{record.name} has no field {', '.join(sorted(odd))}")
            known = row or self._schema.blank(record.name) | {"id": record_id}
            changed = dict(fields) if row is None else {k: v for k, v in fields.items() if known[k] != v}
            edits = self._edit(record, record_id, changed, new=row is None)
            if not changed and (row or not fields):
                continue
            space = (row["space_id"] if row else self._space) or self.standing.device.personal_space
            changed_rows.append({**known, **changed, "space_id": space})
            plain = {name: value for name, value in changed.items() if name not in edits}
            first, *more = on_the_line(edits) or [{}]
            line = {**_on_the_line(record, known, plain), **first}
            shown = {} if more else {name: edited.shown for name, edited in edits.items()}
            self._note(TEXT if first else SET, space, record, record_id, line, new=row is None, shown=shown)
            for portion in more:
                self._noting.append(TEXT, space, record.name, record_id, portion)
        upsert_rows(self.session, self._schema.tables[record.name], changed_rows)
        self._refresh(self._schema.tables[record.name], [row["id"] for row in changed_rows])
        return len(changed_rows)

    def splice(self, record: RecordType, record_id: str, field: str, start: int, removed: int, inserted: str) -> bool:
        """Put `inserted` in the place of `removed` characters of a text, from `start` on, in Unicode code points.

        Raises IndexError for a place that is not there.
        """
        return self.save(record, record_id, **{field: Splice(start, removed, inserted)})

    def add(self, event: RecordType, /, *, id: str = "", **fields: Any) -> str:  # noqa: A002 - the field's own name
        """Add an event; its id is returned. An id that is there already changes nothing."""
        missing = set(event.fields) ^ fields.keys()
        if missing:
            raise TypeError(f"{event.name} wants just its fields; differing: {', '.join(sorted(missing))}")
        event_id = id or self.new_id()
        if not (id and self._rows(event, [id])):
            space = self._space or self.standing.device.personal_space
            insert_events(
                self.session, self._schema.tables[event.name], [{"id": event_id, "space_id": space, **fields}]
            )
            self._note(EVENT, space, event, event_id, fields)
        return event_id

    def delete(self, record: RecordType, record_id: str) -> bool:
        """Put a record into the trash."""
        return self.save(record, record_id, deleted=True)

    def restore(self, record: RecordType, record_id: str) -> bool:
        """Take a record out of the trash."""
        return self.save(record, record_id, deleted=False)

    def changed(self, record_type: str, record_id: str) -> None:
        """Say that a row which is not synced has changed, so that its watchers wake."""
        self.changes.add((record_type, record_id))

    def row(self, record: RecordType, record_id: str) -> dict[str, Any] | None:
        """The visible row of a record, also of one in the trash; None when there is none."""
        return self._rows(record, [record_id]).get(record_id)

    def hands(self, record: RecordType, record_id: str) -> frozenset[str]:
        """Under which names this transaction has written into the texts of a record that was there before."""
        return frozenset(self._hands.get((record.name, record_id), ()))

    def resend(
        self,
        kind: str,
        space: str,
        type_name: str,
        record_id: str,
        fields: dict[str, Any],
        *,
        stamp: str = "",
        base: int | None = None,
    ) -> None:
        """Note an operation for what is here already, as it was made then: with its `stamp`, having seen `base`."""
        self.changes.add((type_name, record_id))
        self._noting.append(kind, space, type_name, record_id, fields, stamp=stamp, base=base)

    def write_down(self) -> None:
        """Put the operations so far into the outbox, for whoever wants to read them there in this transaction."""
        self._noting.write()

    def finish(self, own: Mapping[str, Sequence[OwnDerivation]] | None = None) -> None:
        """Bring derived tables up to date and note the operations; the store calls it before the commit.

        `own`: what this store derives besides, by record type.
        """
        derive_changed(self.session, self.changes)
        known = set(self.changes)
        for name in (own or {}).keys() & {record_type for record_type, _ in self.changes}:
            ids = frozenset(record_id for record_type, record_id in self.changes if record_type == name)
            for derivation in (own or {})[name]:
                derivation(self, ids)
        derive_changed(self.session, self.changes - known)
        self.write_down()

    def _edit(self, record: RecordType, record_id: str, changed: dict[str, Any], *, new: bool) -> dict[str, Edited]:
        """The edits of texts among what is to change; there the text that shows then takes their place."""
        edits: dict[str, Edited] = {}
        for name in record.texts:
            if name not in changed:
                continue
            wanted: Wanted = changed.pop(name)
            if new:
                edited = begin(self._pen, record, record_id, name, wanted)
            else:
                self.write_down()
                edited = edit(self.session, self._pen, record, record_id, name, wanted)
                wrote = {part.replica for part in edited.op if isinstance(part, Insert)}
                self._hands.setdefault((record.name, record_id), set()).update(wrote)
            if edited.op:
                edits[name], changed[name] = edited, edited.shown
        return edits

    def _note(
        self,
        kind: str,
        space: str,
        record: RecordType,
        record_id: str,
        fields: dict[str, Any],
        *,
        new: bool = False,
        shown: Mapping[str, str] | None = None,
    ) -> None:
        self.changes.add((record.name, record_id))
        self._noting.note(kind, space, record, record_id, fields, saw=self._saw, new=new, shown=shown)

    def _rows(self, record: RecordType, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The visible rows by id, read past the ORM: half of what a save takes would go into making objects."""
        self.session.flush()
        core = core_table(self._schema.tables[record.name])
        found: dict[str, dict[str, Any]] = {}
        for chunk in chunks(list(ids)):
            for row in self.session.execute(select(core).where(core.c.id.in_(chunk))).mappings():
                found[row["id"]] = dict(row)
        return found

    def _refresh(self, table: type[SQLModel], ids: list[str]) -> None:
        """Objects that the command has already read show what it has written."""
        known = self.session.identity_map
        for record_id in ids if known else ():
            if row := known.get(self.session.identity_key(table, record_id)):
                self.session.refresh(row)


def _on_the_line(record: RecordType, known: Mapping[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """The operation's fields: of a set, the members that come in or go out."""
    if not record.sets:
        return changed
    fields = {name: value for name, value in changed.items() if name not in record.sets}
    for name in changed.keys() & set(record.sets):
        before, after = set(known[name] or ()), set(changed[name])
        fields |= {pair(name, member): member in after for member in sorted(before ^ after)}
    return fields


def derive_changed(session: Session, changes: set[tuple[str, str]]) -> None:
    """Run the derivations of all that changed."""
    session.flush()
    for name in {record_type for record_type, _ in changes}:
        derivations = derivations_of(name)
        if derivations:
            ids = frozenset(record_id for record_type, record_id in changes if record_type == name)
            for derivation in derivations:
                derivation(session, ids)
