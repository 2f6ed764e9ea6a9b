"""The rows of courses that are written and published."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from client.store import SyncedRow
from sync.catalogue import MANUSCRIPT, PUBLICATION
from sync.clock import NEVER
from sync.records import RecordType


class ManuscriptRow(SyncedRow, table=True):
    """A course that is being written; `pictures`: name in the text → how an operation names the file."""

    __tablename__ = "manuscript"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __table_args__ = (Index("manuscript_by_time", "deleted", "updated_utc"),)
    __record__: ClassVar[RecordType] = MANUSCRIPT

    body: str = ""
    pictures: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_utc: str = NEVER
    updated_utc: str = NEVER


class PublicationRow(SyncedRow, table=True):
    """A course that a member of the space has published; `card` is a `sync.courses.CatalogueCourse`."""

    __tablename__ = "publication"  # pyright: ignore[reportAssignmentType]
    __record__: ClassVar[RecordType] = PUBLICATION

    card: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    pack: str = ""
    author: str = ""
    published_utc: str = NEVER
