"""The row of a note."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from client.store import SyncedRow
from sync.catalogue import NOTE
from sync.records import RecordType


class NoteRow(SyncedRow, table=True):
    """A note; `title` is "" until it is given one, and the first line stands in for it."""

    __tablename__ = "note"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (
        Index("note_by_time", "deleted", "updated_utc"),
        Index("note_by_lesson", "course_id", "lesson_id"),
    )
    __record__: ClassVar[RecordType] = NOTE

    title: str = ""
    body: str = ""
    course_id: str = ""
    lesson_id: str = ""
    created_utc: str = ""
    updated_utc: str = ""
    anchor: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
