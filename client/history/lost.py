"""Values that lost to a concurrent edit of another device: listed, and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from client.history.names import field_name, kind_name, record_name, value_words
from client.store import Writing
from client.store.tables import Device, History
from sync.catalogue import ALL
from sync.clock import stamp_utc
from sync.records import RecordType

UNSEEN = ("created_utc", "updated_utc", "started_utc")
"""Fields that nobody writes: they come with an edit, and lose with it."""


@dataclass(frozen=True)
class Lost:
    """A value that lost. `kind`, `title`, `label` and `words` are for the person; `mine`: it was written here."""

    type: str
    record_id: str
    field: str
    value: Any
    stamp: str
    device: str
    kind: str
    title: str
    label: str
    words: str
    when_utc: datetime
    mine: bool


def read_lost(session: Session, limit: int) -> list[Lost]:
    """The values that lost, the latest first."""
    here = session.get_one(Device, 1).device_id
    query = select(History).where(col(History.field).not_in(UNSEEN)).order_by(col(History.stamp).desc()).limit(limit)
    return [
        Lost(
            row.type,
            row.record_id,
            row.field,
            row.value,
            row.stamp,
            row.device,
            kind_name(row.type),
            record_name(session, row.type, row.record_id),
            field_name(row.field),
            value_words(row.field, row.value),
            stamp_utc(row.stamp),
            row.device == here,
        )
        for row in session.exec(query)
        if _declared(row.type, row.field)
    ]


def bring_back(w: Writing, record_type: str, record_id: str, field: str, value: Any) -> Any:
    """Give the field this value again; the one that it had is returned."""
    record = ALL[record_type]
    before = (w.row(record, record_id) or {}).get(field)
    w.save(record, record_id, **{field: value})
    return before


def _declared(record_type: str, field: str) -> bool:
    """Whether this version can write the field: one of a newer version is kept, and not touched."""
    record: RecordType | None = ALL.get(record_type)
    return record is not None and field in (*record.fields, "deleted")
