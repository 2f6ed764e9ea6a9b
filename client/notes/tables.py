"""The rows of notes and of what belongs to them."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, Session, SQLModel

from client.store import SyncedRow
from sync.catalogue import ATTACHMENT, DRAWING, NOTE
from sync.clock import NEVER
from sync.records import RecordType


class NoteRow(SyncedRow, table=True):
    """A note; `title` is "" until it is given one, and the first line stands in for it."""

    __tablename__ = "note"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (
        Index("note_by_time", "deleted", "pinned", "updated_utc", "id"),
        Index("note_by_lesson", "course_id", "lesson_id", sqlite_where=text("course_id != ''")),
        Index(
            "note_by_notebook",
            *("deleted", "notebook", "pinned", "updated_utc", "id"),
            sqlite_where=text("notebook != ''"),
        ),
        Index("note_tagged", "deleted", "tags", sqlite_where=text("tags != '[]'")),
    )
    __record__: ClassVar[RecordType] = NOTE

    title: str = ""
    body: str = ""
    course_id: str = ""
    lesson_id: str = ""
    created_utc: str = NEVER
    updated_utc: str = NEVER
    anchor: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}"))
    notebook: str = ""
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    pinned: bool = False


class AttachmentRow(SyncedRow, table=True):
    """A file of a note."""

    __tablename__ = "attachment"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("attachment_by_note", "note_id", "name"),)
    __record__: ClassVar[RecordType] = ATTACHMENT

    note_id: str = ""
    name: str = ""
    file: str = ""
    created_utc: str = NEVER


class DrawingRow(SyncedRow, table=True):
    """What was drawn by hand in a note."""

    __tablename__ = "drawing"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("drawing_by_note", "note_id", "name"),)
    __record__: ClassVar[RecordType] = DRAWING

    note_id: str = ""
    name: str = ""
    width: int = 0
    height: int = 0
    strokes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_utc: str = NEVER


class VersionRow(SQLModel, table=True):
    """A note as it was until somebody went on with it here; `body` is packed by zlib. This device's own."""

    __tablename__ = "note_version"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("note_version_by_note", "note_id", "until_utc"),)

    id: int | None = Field(default=None, primary_key=True)
    note_id: str
    until_utc: str
    title: str
    body: bytes


def space_of(session: Session, note_id: str) -> str:
    """The shared space of a note, "" for one's own and for one that is not there."""
    row = session.get(NoteRow, note_id)
    device = session.connection().exec_driver_sql("SELECT personal_space FROM device").scalar_one()
    return row.space_id if row and row.space_id != device else ""
