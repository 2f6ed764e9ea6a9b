"""The rows of feedback."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import SyncedRow
from sync.catalogue import FEEDBACK, FEEDBACK_ANSWER


class FeedbackRow(SyncedRow, table=True):
    """What was told; `pictures` are references to files."""

    __tablename__ = "feedback"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__ = FEEDBACK

    words: str = ""
    pictures: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    version: str = ""
    system: str = ""
    sent_utc: str = ""


class FeedbackAnswerRow(SyncedRow, table=True):
    """What became of it; only the server writes it."""

    __tablename__ = "feedback_answer"  # pyright: ignore[reportAssignmentType]  # as above
    __record__ = FEEDBACK_ANSWER

    feedback_id: str = ""
    state: str = ""
    answer: str = ""
    answered_utc: str = ""
