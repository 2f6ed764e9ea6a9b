"""The row of the profile."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from client.store import SyncedRow
from sync.catalogue import PROFILE


class ProfileRow(SyncedRow, table=True):
    """Who learns here; one an account, its id is `stable_id("profile")`. `grade` 0 is not said."""

    __tablename__ = "profile"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as a declared attribute
    __record__ = PROFILE

    role: str = ""
    grade: int = 0
    subjects: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    goal_min: int = 0
    started_utc: str = ""
