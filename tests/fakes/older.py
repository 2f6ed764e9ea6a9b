"""An older version of the app: it does not know all types, nor all fields of those that it knows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column
from sqlalchemy.orm import registry
from sqlmodel import Field

from client.schema import full_schema
from client.store import Schema, SyncedRow
from sync.clock import NEVER
from sync.records import record

_UNKNOWN = ("place", "review", "unreview")


class _Older(SyncedRow, registry=registry()):
    """Its tables are apart from the present ones, whose names they have."""


class OlderMistake(_Older, table=True):
    """The mistake book's table as its first version had it."""

    __tablename__ = "mistake"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__ = record(
        "mistake", "question", "given", "course_id", "lesson_id", "question_id", "source", "point_id", "created_utc"
    )

    question: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    given: Any = Field(default=None, sa_column=Column(JSON))
    course_id: str = ""
    lesson_id: str = ""
    question_id: str = ""
    source: str = ""
    point_id: str = ""
    created_utc: str = NEVER


def older_schema() -> Schema:
    """The schema of that version, on the tables of the present one."""
    tables = full_schema().tables | {"mistake": OlderMistake}
    return Schema.of([table for name, table in tables.items() if name not in _UNKNOWN])
