"""The rows of live lessons."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import SyncedRow
from sync.catalogue import LIVE_REMINDER
from sync.records import RecordType


class LiveReminderRow(SyncedRow, table=True):
    """A live lesson that a person wants to attend; `card` is a `sync.live.LiveLesson`."""

    __tablename__ = "live_reminder"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__: ClassVar[RecordType] = LIVE_REMINDER

    card: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    remind_min: int = 0
