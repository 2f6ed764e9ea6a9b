"""The rows of the study clock."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from client.store import EventRow, Row
from sync.catalogue import STUDY
from sync.clock import NEVER
from sync.records import RecordType


class Study(EventRow, table=True):
    """Some seconds (at most a minute) of one activity; `started_utc` tells on which day they count."""

    __tablename__ = "study"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (Index("study_by_time", "started_utc", "seconds"),)  # minutes by day are read from it alone
    __record__: ClassVar[RecordType] = STUDY

    activity: str = ""
    started_utc: str = NEVER
    seconds: int = 0
    subject: str = ""


class TimerEntry(Row, table=True):
    """An entry of this device's ledger (`client.timer.chain.Entry`); `event_id`: the STUDY event that it is about."""

    __tablename__ = "timer_entry"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("timer_entry_by_event", "event_id", sqlite_where=text("event_id != ''")),)

    n: int = Field(primary_key=True)
    kind: str
    text: str
    mac: str
    event_id: str
