"""Texts in the store: as the log has them, with what is pending on top, and edits on their way out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlmodel import Session

from client.store.aside import aside_of
from client.store.batches import made_by_one, unfolded
from client.store.edits import Edited
from client.store.inserting import BulkInsert
from client.store.outbox import pending_of
from client.store.rows import select_in
from sync.ids import Random
from sync.merge import PENDING_SEQ, as_entry
from sync.records import RecordType
from sync.text import Insert, Splice, Text, TextOp, clean, missing_from
from sync.textfields import Key, TextFields, shown_text
from sync.wire import Operation

KEEP_TEXT = BulkInsert.upsert(
    "text_state", ("type", "record_id", "field", "space_id", "state"), ("type", "record_id", "field")
)
_NAME_BITS = 48
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


Wanted = str | Splice | TextOp
"""What becomes of a text: the whole of it, a change at a place, or an edit that was made elsewhere."""


class Place(NamedTuple):
    """Where a text is."""

    record_type: str
    record_id: str
    field: str


class Pen:
    """Types for this device as long as the store is open: under a name of its own, never one number twice.

    A database that was restored from a backup opens anew, and so never gives an id that it had given before.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._replica = ""
        self._next: dict[Place, int] = {}

    def write(self, text: Text, place: Place, wanted: str | Splice) -> TextOp:
        """The edit that makes this text what is wanted."""
        self._replica = self._replica or replica_name(self._random)
        text.write_as(self._replica, self._next.get(place, 0))
        op = text.splice(*wanted) if isinstance(wanted, Splice) else text.become(wanted)
        self._next[place] = text.counter
        return op

    def begin(self, place: Place, wanted: str) -> TextOp:
        """The same for a text of which there is nothing yet, without making one."""
        self._replica = self._replica or replica_name(self._random)
        counter = self._next.get(place, 0)
        self._next[place] = counter + len(wanted)
        return (Insert(self._replica, counter, wanted),) if wanted else ()


def replica_name(random: Random) -> str:
    """A short name that nobody else draws."""
    bits = random.getrandbits(_NAME_BITS)
    return "".join(_DIGITS[bits >> shift & 63] for shift in range(0, _NAME_BITS, 6))


def load_texts(session: Session, name: str, record: RecordType | None, ids: Collection[str]) -> TextFields:
    """The texts of these records of the type `name`."""
    if record and not record.texts:
        return TextFields(record, {})
    texts = TextFields(record, _states(session, "text_state", name, ids), _states(session, "own_text", name, ids))
    for made in made_by_one(session, name, ids).values():
        texts.apply({}, made.entry)  # so they count as changed, and are written down with the state
    return texts


def keep_texts(session: Session, name: str, space: str, texts: TextFields) -> None:
    """Write down what entries went into."""
    KEEP_TEXT.run(session, [(name, key[0], key[1], space, state) for key, state in texts.changed()])


def read_text(session: Session, record: RecordType, record_id: str, field: str) -> Text:
    """A text with what is pending on top, as the person sees it; its `replica` is to be set before it is edited."""
    return _read(session, record, record_id, field, aside_of(session, record.name, [record_id]).get(record_id, []))


def _read(session: Session, record: RecordType, record_id: str, field: str, aside: list[Operation]) -> Text:
    """The same with these refused edits beneath what is pending."""
    key, ids = (record_id, field), [record_id]
    device_id = session.connection().exec_driver_sql("SELECT device_id FROM device").scalar_one()
    pending = [*aside, *pending_of(session, record.name, ids).get(record_id, [])]
    entries = [as_entry(operation, PENDING_SEQ, device_id) for operation in pending]
    logged = _states(session, "text_state", record.name, ids).get(key)
    if logged is None and (made := made_by_one(session, record.name, ids).get(record_id)):
        logged = dict(unfolded(record, made)[1].changed()).get(key)
    own = _states(session, "own_text", record.name, ids).get(key)
    return shown_text(logged, own, entries, field).text


def edit(session: Session, pen: Pen, record: RecordType, record_id: str, field: str, wanted: Wanted) -> Edited:
    """The edit that makes the text what is `wanted`, and what it then shows.

    Whoever goes on typing in a text of which the server has refused an edit, which still shows, sends that along:
    nobody else has the characters that this edit stands beside.
    """
    aside = aside_of(session, record.name, [record_id]).get(record_id, [])
    text = _read(session, record, record_id, field, aside)
    edited = _edited(pen, Place(record.name, record_id, field), text, wanted)
    if edited.op and any(field in refused.fields for refused in aside):
        return Edited(missing_from(text, _read(session, record, record_id, field, [])), edited.shown)
    return edited


def begin(pen: Pen, record: RecordType, record_id: str, field: str, wanted: Wanted) -> Edited:
    """`edit` for a record that is not there yet."""
    place = Place(record.name, record_id, field)
    if isinstance(wanted, str):
        return Edited(pen.begin(place, clean(wanted)), clean(wanted))
    return _edited(pen, place, Text(), wanted)


def _edited(pen: Pen, place: Place, text: Text, wanted: Wanted) -> Edited:
    if isinstance(wanted, str | Splice):
        return Edited(pen.write(text, place, wanted), str(text))
    text.apply(wanted)
    return Edited(wanted, str(text))


def _states(session: Session, table: str, name: str, ids: Collection[str]) -> dict[Key, bytes]:
    return dict(_rows(session, table, name, ids))


def _rows(session: Session, table: str, name: str, ids: Collection[str]) -> Iterator[tuple[Key, bytes]]:
    query = f"SELECT record_id, field, state FROM {table} WHERE type=? AND record_id IN"  # noqa: S608 - our own names
    for record_id, field, state in select_in(session, query, ids, name):
        yield (record_id, field), state
