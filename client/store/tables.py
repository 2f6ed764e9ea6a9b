"""What the rows of synced records look like, and the store's own tables that sync stands on."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ConfigDict
from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from sync.records import RecordType


class Row(SQLModel):
    """A row of a table of ours: rows are not validated, so what would validate them is not built."""

    model_config = ConfigDict(defer_build=True)  # pyright: ignore[reportAssignmentType] # SQLModel's own has more keys


class SyncedRow(Row):
    """The visible state of a record; a feature's table adds a column for every field of its record type."""

    __record__: ClassVar[RecordType]

    id: str = Field(primary_key=True)
    space_id: str = ""
    deleted: bool = False


class EventRow(Row):
    """A fact; a feature's table adds a column for every field of its event type."""

    __record__: ClassVar[RecordType]

    id: str = Field(primary_key=True)
    space_id: str = ""


class Device(Row, table=True):
    """One row: whose device this is, and how far its operations have come.

    `sent_n`: operations up to here may have reached the server and never change again.
    `acked_n`: operations up to here have been acknowledged. `stamp`: the hybrid clock's last. `epoch`: the server's
    database that the logs here are from. `next_id`: the id that this device is about to go on under, `former_id` the
    one that it had before: the credentials, which are kept elsewhere, may still say that one.
    """

    __tablename__ = "device"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute

    id: int = Field(default=1, primary_key=True)
    device_id: str = ""
    account_id: str = ""
    personal_space: str = ""
    last_n: int = 0
    sent_n: int = 0
    acked_n: int = 0
    stamp: str = ""
    former_id: str = ""
    next_id: str = ""
    epoch: str = ""


class Outbox(Row, table=True):
    """Operations of this device that have not come back in the log yet."""

    __tablename__ = "outbox"  # pyright: ignore[reportAssignmentType]

    n: int = Field(primary_key=True)
    space_id: str
    kind: str
    type: str
    record_id: str = Field(index=True)
    fields: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    base: int
    stamp: str


class SetAside(Row, table=True):
    """An operation that the server refused, with the reason in a sentence."""

    __tablename__ = "set_aside"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    operation: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    reason: str
    aside_utc: str = ""


class Cursor(Row, table=True):
    """A space that this device follows, and the last `seq` that it has applied, with the log's chain there.

    While a snapshot is fetched, `snapshot_after` is where to go on with it; the cursor becomes `snapshot_seq` at its
    end. `healing`: the log is being read anew, and what it lacks is not sent yet.
    """

    __tablename__ = "cursor"  # pyright: ignore[reportAssignmentType]

    space_id: str = Field(primary_key=True)
    kind: str = "personal"
    role: str = "owner"
    name: str = ""
    seq: int = 0
    chain: str = ""
    healing: bool = False
    snapshot_after: str | None = None
    snapshot_seq: int = 0
    snapshot_chain: str = ""


class Shadow(Row, table=True):
    """A record as the server's log has it: field → [value, seq, stamp, device]; also of types not known here.

    `seq`: the last entry about the record; those up to it change nothing any more. An empty `state` is still in the
    batch that brought it, see `client.store.batches`.
    """

    __tablename__ = "shadow"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    space_id: str
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    seq: int = 0


class KeptBatch(Row, table=True):
    """A batch of the log as it came, from `seq` to `last_seq`, which some shadows are still in."""

    __tablename__ = "batch"  # pyright: ignore[reportAssignmentType]

    space_id: str = Field(primary_key=True)
    last_seq: int = Field(primary_key=True)
    seq: int
    device: str
    n: int
    packed: bytes


class TextState(Row, table=True):
    """A text as the server's log has it: `sync.text`'s own encoding. The text itself is in the feature's column."""

    __tablename__ = "text_state"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    space_id: str
    state: bytes


class UnknownEvent(Row, table=True):
    """An event of a type, or with fields, that this version does not know, kept for one that does."""

    __tablename__ = "unknown_event"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    space_id: str
    fields: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    stamp: str = ""


class UnknownEntry(Row, table=True):
    """An entry of a kind that this version does not know, kept for one that does."""

    __tablename__ = "unknown_entry"  # pyright: ignore[reportAssignmentType]

    space_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    entry: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class OwnState(Row, table=True):
    """While a log is read anew: what this device had of it and has not met again (see `client.store.healing`)."""

    __tablename__ = "own_state"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    space_id: str
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class OwnEvent(Row, table=True):
    """The same of events."""

    __tablename__ = "own_event"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    space_id: str


class OwnText(Row, table=True):
    """The same of texts."""

    __tablename__ = "own_text"  # pyright: ignore[reportAssignmentType]

    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    space_id: str
    state: bytes


class History(Row, table=True):
    """A value that lost to a concurrent one; a person can bring it back. It is known by its stamp and device."""

    __tablename__ = "history"  # pyright: ignore[reportAssignmentType]

    space_id: str = Field(primary_key=True)
    type: str = Field(primary_key=True)
    record_id: str = Field(primary_key=True, index=True)
    field: str = Field(primary_key=True)
    stamp: str = Field(primary_key=True, index=True)
    device: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(JSON))
    seq: int


class Setting(Row, table=True):
    """A setting of this device, not synced."""

    __tablename__ = "setting"  # pyright: ignore[reportAssignmentType]

    key: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(JSON))
